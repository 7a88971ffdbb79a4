"""Two texts side by side, word by word, with the places where they differ.

Words are compared as folded, so that typography is never shown as a difference; the sides of a
collation keep the texts as they are, separators included, and reassemble them exactly. Words that
differ in case or punctuation alone are aligned with one another and then marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from principles.provenance.runs import shared_runs
from principles.provenance.telling import plain
from principles.text import UNSPACED, Folded, Span, fold, is_word_boundary, words


class Op(StrEnum):
    """How the quote differs from the source at a place."""

    EQUAL = "equal"
    REPLACE = "replace"
    DELETE = "delete"  # the source has words that the quote lacks
    INSERT = "insert"  # the quote has words that the source lacks


NEGATIONS = frozenset(
    "no not never none nobody no-one nothing nowhere neither nor cannot without".split()  # noqa: SIM905 - reads as a list of words
)
"""Words that negate a sentence; a word that ends in n’t is one, too, and counts as not."""
_WITHOUT_APOSTROPHE = frozenset(
    "aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wont".split()  # noqa: SIM905 - reads as a list of words
)
_DENIAL = re.compile(
    r"\b(?:hardly|barely|scarcely|rarely|seldom|false|untrue|anything\s+but)\b", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r"[.!?;:,](?!\w)|[\u2013\u2014]|\n[^\S\n]*\n"
    r"|\b(?:and|but|or|because|that|which|who|if|when|while|though|as|so)\b"
)
_LONGEST_CLAUSE = 400  # characters


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in a collation: the source's words and the quote's, with their separators."""

    op: Op
    source_words: str
    quote_words: str

    @property
    def is_negation(self) -> bool:
        """Tell whether the quote adds or removes a negation here."""
        if self.op == Op.EQUAL:
            return False
        if negations(self.source_words).total() != negations(self.quote_words).total():
            return True
        return "[" in self.quote_words and (denies(self.quote_words) != denies(self.source_words))


def negations(text: str) -> Counter[str]:
    """Count the negations in the text; n't counts as not, with or without its apostrophe."""
    found = (plain(text[start:end]) for start, end in words(text))
    folded = ("not" if _is_not(word) else word for word in found)
    return Counter(word for word in folded if word in NEGATIONS)


def denies(text: str) -> bool:
    """Tell whether the text has a word that negates it softly, as *hardly* or *false* do.

    Only words in brackets and those that they stand for are asked: the paster put them there.
    """
    return bool(_DENIAL.search(text))


def _is_not(word: str) -> bool:
    return word.endswith("n't") or word == "cannot" or word in _WITHOUT_APOSTROPHE


def hides_negation(left_out: str) -> bool:
    """Tell whether the words that an ellipsis leaves out negate the words around it.

    They do if their first or last clause, which goes on in the words around it, has a negation. A
    clause or sentence that is left out whole takes its negation with it.
    """
    clauses = _CLAUSE_END.split(left_out)
    return any(negations(clause) for clause in (clauses[0], clauses[-1]))


def ends_clause(between: str) -> bool:
    """Tell whether a clause ends in the text between two words: by a sign, a word or a paragraph.

    The words are those that begin a clause; a blank line ends what stands before it.
    """
    return bool(_CLAUSE_END.search(between))


def clause_start(text: str, place: int) -> int:
    """Return where the first word of the clause begins that goes on at that place of the text."""
    first = max(0, place - _LONGEST_CLAUSE)
    for found in _CLAUSE_END.finditer(text, first, place):
        first = found.end()
    word = next(words(text[first:place]), None)
    return first + word[0] if word else place


def clause_end(text: str, place: int) -> int:
    """Return where the last word of the clause ends that goes on at that place of the text."""
    last = min(len(text), place + _LONGEST_CLAUSE)
    found = _CLAUSE_END.search(text, place, last)
    rest = list(words(text[place : found.start() if found else last]))
    return place + rest[-1][1] if rest else place


_INNER = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


_LONGEST_KEPT = 40  # letters of a word that is kept
_MOST_KEPT = 1 << 14


def _plain(key: str) -> str:
    """Return the key without case and outer punctuation; kept for a while, as texts share words."""
    return _kept(key) if len(key) <= _LONGEST_KEPT else _inner(key)


def _inner(key: str) -> str:
    inner = _INNER.search(key)
    return inner[0].casefold() if inner else key


_kept = lru_cache(maxsize=_MOST_KEPT)(_inner)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its punctuation, or a quotation mark, dash or ellipsis by itself.

    `key` is its folded text, `plain` the same without case and outer punctuation, by which words
    are aligned; `start` to `end` is the token in the original and `tile` the start of the next
    one, so that tokens tile the text.
    """

    key: str
    start: int
    end: int
    tile: int
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", _plain(self.key))

    @property
    def is_word(self) -> bool:
        """Tell whether the token has a letter or digit."""
        return any(letter.isalnum() for letter in self.key)

    @property
    def ends_sentence(self) -> bool:
        """Tell whether a sentence may end with the token."""
        return self.key.rstrip("'\")]")[-1:] in {".", "!", "?"} or self.key == '"'


_TOKEN = re.compile(
    rf"\.\.\.|[\"-]|[{UNSPACED}][^\w\s\"-]*|[^\s\"{UNSPACED}-]+?(?=\.\.\.|[\"\s{UNSPACED}-]|$)"
)


@lru_cache(maxsize=64)
def tokens_of(quote: str) -> list[Token]:
    """Return the tokens of a quote, kept while it is compared with one passage after another."""
    return tokens(fold(quote), length=len(quote))


def tokens(folded: Folded, *, length: int, first: int = 0, last: int | None = None) -> list[Token]:
    """Return the tokens of a folded text, or those in a range; `length` is that of its original."""
    after = None if last is None else last + 1
    matches = islice(_TOKEN.finditer(folded.text), first, after)
    found = [(m[0], *folded.span(*m.span())) for m in matches]
    tiles = [*(start for _, start, _ in found[1:]), length]
    return [
        Token(key, start, end, tile) for (key, start, end), tile in zip(found, tiles, strict=False)
    ][: None if last is None else last - first]


def plain_tokens(folded: Folded) -> list[str]:
    """Return the tokens as they are aligned, without their places: many times quicker."""
    return [_plain(key) for key in _TOKEN.findall(folded.text)]


def plain_words(folded: Folded) -> list[str]:
    """Return those that are words; they begin with a letter or figure, and no others do."""
    return [token for token in plain_tokens(folded) if token[0].isalnum()]


def collate(quote: str, stretch: str) -> tuple[Difference, ...]:
    """Return the collation of the quote with a stretch of its source, from first word to last.

    The source sides joined are the stretch, the quote sides joined are the quote.
    """
    ours = tokens_of(quote)
    theirs = tokens(fold(stretch), length=len(stretch))
    if not ours and not theirs:
        return (Difference(Op.EQUAL, stretch, quote),) if stretch or quote else ()
    return tuple(
        Difference(op, _text(stretch, theirs, source), _text(quote, ours, target))
        for op, source, target in opcodes(theirs, ours)
    )


def opcodes(source: Sequence[Token], quote: Sequence[Token]) -> list[tuple[Op, Span, Span]]:
    """Return how to get from the source's tokens to the quote's, as index ranges of both.

    Aligned without regard to case and punctuation, which are then compared: see `is_same`.
    """
    found: list[tuple[Op, Span, Span]] = []
    done = (0, 0)
    first = next((place for place, token in enumerate(quote) if token.is_word), 0)
    runs = shared_runs([token.plain for token in source], [token.plain for token in quote])
    for run in [*runs, None]:
        place = (run.source, run.quote) if run else (len(source), len(quote))
        if place != done:
            _add(found, is_equal=False, start=done, end=place)
        for step in range(run.size if run else 0):
            start, end = (
                (place[0] + step, place[1] + step),
                (place[0] + step + 1, place[1] + step + 1),
            )
            is_equal = is_same(
                source[start[0]],
                quote[start[1]],
                is_first=start[1] == first,
                is_last=end[1] == len(quote),
            )
            _add(found, is_equal=is_equal, start=start, end=end)
            done = end
    return found


def _add(found: list[tuple[Op, Span, Span]], *, is_equal: bool, start: Span, end: Span) -> None:
    """Add a piece, joined to the one before it where both are equal or both differ."""
    if found and (found[-1][0] == Op.EQUAL) == is_equal:
        _, source, quote = found.pop()
        start = source[0], quote[0]
    source, quote = (start[0], end[0]), (start[1], end[1])
    found.append((Op.EQUAL if is_equal else _op(source, quote), source, quote))


def _op(source: Span, quote: Span) -> Op:
    if source[0] == source[1]:
        return Op.INSERT
    return Op.DELETE if quote[0] == quote[1] else Op.REPLACE


def is_same(source: Token, quote: Token, *, is_first: bool, is_last: bool) -> bool:
    """Tell whether two tokens that align are equal.

    The quote's first letter may have the other case; its last word may leave off the punctuation
    that the source has there, or add a full stop.
    """
    theirs, ours = source.key, quote.key
    if is_first:
        theirs, ours = _small(theirs), _small(ours)
    if theirs == ours:
        return True
    if not is_last:
        return False
    rest = theirs[len(ours) :] if theirs.startswith(ours) else "x"
    is_cut = is_word_boundary(theirs, len(ours)) and not any(sign.isalnum() for sign in rest)
    return is_cut or (ours == theirs + "." and theirs[-1] not in ".!?")


_FIRST_LETTER = re.compile(r"[^\W\d_]")


def _small(key: str) -> str:
    return _FIRST_LETTER.sub(lambda letter: letter[0].lower(), key, count=1)


def _text(text: str, found: Sequence[Token], span: Span) -> str:
    """Return the text that the tokens in the range tile, from the very start for the first."""
    first, last = span
    if first == last:
        return text if not found else ""
    return text[found[first].start if first else 0 : found[last - 1].tile]
