"""The text of a query as tokens with their positions, scanned once.

A query is parsed from its tokens, and a query that is rewritten, completed or corrected is its text
with tokens replaced: whatever is no token stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from principles.search.operators import (
    MARKS,
    OPERATOR,
    Misread,
    Operator,
    may_be_joined,
    misread_in,
    operator_in,
)

PHRASE = re.compile(
    rf"""[{MARKS}](?P<double>[^{MARKS}]*)[{MARKS}]"""
    rf"""|(?<!\w)['‘‚‹](?P<single>\S(?:[^{MARKS}]*?\S)?)['’‛›](?!\w)"""
)
_OPERATOR_OR_PHRASE = re.compile(f"{OPERATOR}|{PHRASE.pattern}")
_MARK = re.compile(f"[{MARKS}]")
_OR = re.compile(r"[oO][rR](?:\s+[oO][rR])*")  # several in a row are one
_OR_FIRST = re.compile(rf"\s*{_OR.pattern}(?!\S)")
_OR_LAST = re.compile(rf"(?<!\S){_OR.pattern}\s*\Z")
_MINUS = re.compile(r"(?:^|\s)-(?P<name>(?:[^\W\d_]+:)?)\Z")  # before a phrase
_GAP = re.compile(  # 10:30 and 1,000 are one word
    r"[\s—―/…|]+|(?<=[^\W\d_]):+|(?<=\w);+(?=\w)|(?<=[^\W\d]),+(?=\w)|(?<=\d),+(?=[^\W\d])"
)
_LAST_WORD = re.compile(r"(?:[^\W_]|['’])*\Z")


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    OPERATOR = auto()
    OR = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the text, from offset `start` to `end`, without a minus that excludes it.

    `text` is what it is read as: a phrase without its quotation marks.
    """

    kind: Kind
    start: int
    end: int
    text: str
    is_excluded: bool = False
    operator: Operator | None = None

    @property
    def typed(self) -> str:
        """Return it as typed, with a minus that excludes it."""
        text = f'"{self.text}"' if self.kind is Kind.PHRASE else self.text
        return f"-{text}" if self.is_excluded else text


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a text in their order: the operators, and `others` around them.

    `misread` are what looks like operators and is taken as words, `unjoined` the operators beside
    which an "or" was ignored.
    """

    operators: tuple[Token, ...]
    others: tuple[Token, ...]
    misread: tuple[Misread, ...]
    unjoined: tuple[str, ...]


def scan(text: str) -> Scan:
    """Return the tokens of the text.

    "or" between two operators of a kind joins them; beside an operator that it cannot join it is
    ignored, and no token.
    """
    operators: list[Token] = []
    misread: list[Misread] = []
    for found in _OPERATOR_OR_PHRASE.finditer(text):
        operator = operator_in(found)
        if operator is None:
            misread += misread_in(found)
            continue
        minus = len(found["minus"] or "")
        start, end = found.start() + minus, found.end()
        operators.append(
            Token(
                Kind.OPERATOR,
                start,
                end,
                text[start:end],
                is_excluded=bool(minus),
                operator=operator,
            )
        )
    joined, rest, unjoined = _without_operators(text, operators)
    return Scan(tuple(joined), tuple(_words_and_phrases(rest)), tuple(misread), tuple(unjoined))


def _without_operators(text: str, operators: Sequence[Token]) -> tuple[list[Token], str, list[str]]:
    """Return the operators, the rest of the text, and the operators beside an ignored "or".

    Operators that "or" joins are marked so. In the rest, operators and each "or" beside one are
    blanks, so that offsets stay.
    """
    joined: list[Token] = []
    rest: list[str] = []
    unjoined: list[str] = []
    at = 0
    for before, token in zip([None, *operators], [*operators, None], strict=True):
        start = token.start - token.is_excluded if token else len(text)
        words = text[at:start]
        if before and token and _joins(words, joined[-1], token):
            joined.append(_as_alternative(token))
            words = " " * len(words)
        else:
            words, ignored = _without_or(words, before=before, after=token)
            unjoined += ignored
            joined += [token] if token else []
        rest.append(words)
        if token:
            rest.append(" " * (token.end - start))
            at = token.end
    return joined, "".join(rest), unjoined


def _joins(words: str, one: Token, other: Token) -> bool:
    """Say whether the words between two operators are an "or" that joins them."""
    is_or = _OR.fullmatch(words.strip())
    return bool(
        is_or and one.operator and other.operator and may_be_joined(one.operator, other.operator)
    )


def _as_alternative(token: Token) -> Token:
    operator = token.operator and replace(token.operator, is_alternative=True)
    return replace(token, operator=operator)


def _without_or(words: str, *, before: Token | None, after: Token | None) -> tuple[str, list[str]]:
    """Return the words between two operators, an "or" beside one as blanks, and that operator.

    No operator if nothing stands on the other side of the "or": it may yet be typed.
    """
    beside = []
    if before and (found := _OR_FIRST.match(words)):
        words = " " * found.end() + words[found.end() :]
        beside.append(before.typed)
    if after and (found := _OR_LAST.search(words)):
        words = words[: found.start()] + " " * (len(words) - found.start())
        beside.append(after.typed)
    return words, beside if words.strip() or (before and after) else []


def _words_and_phrases(text: str) -> Iterator[Token]:
    at = 0
    for found in PHRASE.finditer(text):
        before = text[at : found.start()]
        minus = _MINUS.search(before)
        yield from _words(before[: minus.start()] if minus else before, at)
        words = (found["double"] or found["single"] or "").split()
        if words:
            name = minus["name"] if minus else ""
            start = found.start() - len(name)
            phrase = name + " ".join(words)
            yield Token(Kind.PHRASE, start, found.end(), phrase, is_excluded=bool(minus))
        at = found.end()
    yield from _words(text[at:], at)


def _words(text: str, offset: int) -> Iterator[Token]:
    """Yield the words; `offset` is where the text begins in the query."""
    for found in re.finditer(r"\S+", _MARK.sub(" ", text)):
        chunk, start = found[0], offset + found.start()
        end = offset + found.end()
        if _OR.fullmatch(chunk):
            yield Token(Kind.OR, start, end, chunk)
        elif len(chunk) > 1 and chunk[0] == "-" and chunk[1].isalnum():
            yield Token(Kind.WORD, start + 1, end, chunk[1:], is_excluded=True)
        else:
            yield from _parted(chunk, start)


def _parted(chunk: str, offset: int) -> Iterator[Token]:
    """Yield the words of what stands between two spaces: both of customer,process."""
    gaps = [found.span() for found in _GAP.finditer(chunk)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(chunk)]
    for start, end in zip(starts, ends, strict=True):
        word = chunk[start:end]
        if any(character.isalnum() for character in word):
            yield Token(Kind.WORD, offset + start, offset + end, word)


def last_word(text: str) -> Token:
    """Return the letters and digits at the end of what is being typed, which may be none."""
    found = _LAST_WORD.search(text)
    start = found.start() if found else len(text)
    return Token(Kind.WORD, start, len(text), text[start:])


def edited(text: str, edits: Iterable[tuple[Token, str]]) -> str:
    """Return the text with other words in the place of these tokens, given in their order."""
    pieces: list[str] = []
    at = 0
    for token, words in edits:
        pieces += [text[at : token.start], words]
        at = token.end
    return "".join([*pieces, text[at:]])
