"""What a reader typed, as a frozen query: nothing of it reaches the database as query syntax.

Quotation marks make a phrase, in whatever pair they come; a mark without its partner is passed
over. A minus leaves out what it stands before, up to the next space, and "or" between two terms
asks for either. Lengths are clipped, because a stop word sixteen times over costs more than any
reader can mean by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from principles.search.operators import (
    EITHER,
    MARKS,
    PHRASE,
    Misread,
    Operator,
    parted,
    parts_of,
)

LONGEST_QUERY = 256  # characters
MOST_WORDS = 16  # and as many operators
_JOINS = re.compile(r"(?<=\w)[-‐‑,](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_GAP = re.compile(  # 10:30 and 1,000 are one word
    r"[\s—―/…|]+|(?<=[^\W\d_]):+|(?<=\w);+(?=\w)|(?<=[^\W\d]),+(?=\w)|(?<=\d),+(?=[^\W\d])"
)
_MINUS = re.compile(r"(?:^|\s)-(?P<name>(?:[^\W\d_]+:)?)\Z")  # before a phrase
_LONE_MARK = re.compile(rf"(?<![\w{MARKS}])[{MARKS}](?=\w)|(?<=[^\s\d])[{MARKS}](?!\w)")  # not 5"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # signs that turn what follows, unseen
_CODE = re.compile(
    r"(?:(?P<letter>[qsp])\s?|(?P<kind>quote|source|principle)\s+)?(?P<number>[0-9]{1,9})",
    re.IGNORECASE,
)
_AROUND = " .,;:?!()[]"  # signs around a number that was copied out of a sentence
_PLACE = re.compile(r"(?P<principle>[0-9]{1,9})\.(?P<place>[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase that was quoted, as typed.

    `is_excluded` where a minus stood before it; `is_alternative` where "or" joins it to the term
    before.
    """

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False

    @property
    def typed(self) -> str:
        """Return it with its signs, as they are typed."""
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"-{text}" if self.is_excluded else text

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number, if it is one: of Q44, quote 44."""
        return _code(self.text)

    @property
    def joined(self) -> str:
        """Return it without the signs inside words: e-mail as email, U.S.A. as USA."""
        return _INITIALS.sub(lambda found: found[0].replace(".", ""), _JOINS.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a search, in the order they were typed.

    `misread` are what looks like operators and was taken as words, `unjoined` the operators and
    the terms left out beside which an "or" was passed over. `is_clipped` says whether more was
    typed than is searched.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    operators: tuple[Operator, ...] = ()
    misread: tuple[Misread, ...] = ()
    unjoined: tuple[str, ...] = ()
    is_clipped: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed; a text without any term matches nothing instead."""
        return not self.text

    def rewritten(self, changed: Mapping[str, str]) -> str:
        """Return the text with words in others' place; operators and phrases stay as they are."""
        if not changed:
            return self.text
        longest_first = sorted(changed, key=len, reverse=True)
        word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        return "".join(
            word.sub(lambda found: changed[found[0]], part) if are_words else part
            for part, are_words in parts_of(self.text)
        )

    @property
    def excludes(self) -> bool:
        """Say whether anything is to be left out."""
        return any(term.is_excluded for term in self.terms) or any(
            operator.is_excluded for operator in self.operators
        )

    @property
    def has_lone_mark(self) -> bool:
        """Say whether one quotation mark at the beginning or end of a word has no partner."""
        left = PHRASE.sub(" ", self.text)
        is_one = sum(left.count(mark) for mark in MARKS) == 1
        return is_one and bool(self.terms and _LONE_MARK.search(left))

    @property
    def narrowing(self) -> tuple[Operator, ...]:
        """Return the operators by which results are kept."""
        return tuple(
            operator
            for operator in self.operators
            if operator.facet != "synonyms" and not operator.is_excluded
        )

    @property
    def has_synonyms(self) -> bool:
        """Say whether equivalent words are looked for, too."""
        return all(operator.facet != "synonyms" for operator in self.operators)

    @property
    def is_open(self) -> bool:
        """Say whether the last word may be unfinished."""
        last = self.terms[-1] if self.terms else None
        return last is not None and not last.is_phrase and not last.is_excluded

    @property
    def said(self) -> str:
        """Return the words that are looked for, in their order, without operators and signs."""
        sought = (term for term in self.terms if not term.is_excluded)
        return " ".join(f"or {term.text}" if term.is_alternative else term.text for term in sought)

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number: of Q44, quote 44, S2 or 4."""
        return _code(self.text)

    @property
    def place(self) -> tuple[int, int] | None:
        """Return principle and ordinal, where the place of a quote was typed: 4.2."""
        found = _PLACE.fullmatch(self.text.strip(_AROUND))
        return (int(found["principle"]), int(found["place"])) if found else None

    @property
    def names_an_entry(self) -> bool:
        """Say whether it is a number that nothing but an entry has: Q44 or 4.2, but not 4."""
        return bool(self.place) or bool(self.code and not self.text.strip(_AROUND).isdigit())


def _code(text: str) -> tuple[str, int] | None:
    found = _CODE.fullmatch(text.strip(_AROUND))
    if not found:
        return None
    kind = found["letter"] or found["kind"] or "p"
    return kind[0].lower(), int(found["number"])


def parse(typed: str) -> Query:
    """Return the query for what was typed; never fails, whatever it is."""
    text = " ".join(_UNFIT.sub(" ", _DIRECTION.sub("", typed)).split())
    clipped = text[:LONGEST_QUERY].rstrip()
    found = parted(clipped)
    choices, unjoined = _choices(list(_terms(found.words)))
    terms = list(_each_once(choices))
    return Query(
        text=clipped,
        terms=tuple(terms[:MOST_WORDS]),
        operators=tuple(found.operators[:MOST_WORDS]),
        misread=tuple(dict.fromkeys(found.misread)),
        unjoined=tuple(dict.fromkeys([*found.unjoined, *unjoined])),
        is_clipped=len(text) > LONGEST_QUERY or max(len(terms), len(found.operators)) > MOST_WORDS,
    )


def _terms(text: str) -> Iterator[Term]:
    place = 0
    for found in PHRASE.finditer(text):
        before = text[place : found.start()]
        minus = _MINUS.search(before)
        yield from _words(before[: minus.start()] if minus else before)
        words = (found["double"] or found["single"] or "").split()
        if words:
            named = minus["name"] if minus else ""
            yield Term(named + " ".join(words), is_phrase=True, is_excluded=bool(minus))
        place = found.end()
    yield from _words(text[place:])


def _words(text: str) -> Iterator[Term]:
    """Yield the words; an "or" that stands alone comes as an alternative, to be judged later."""
    for chunk in re.sub(f"[{MARKS}]", " ", text).split():
        if EITHER.fullmatch(chunk):
            yield Term(chunk, is_alternative=True)
            continue
        if len(chunk) > 1 and chunk[0] == "-" and chunk[1].isalnum():
            yield Term(chunk[1:], is_excluded=True)
            continue
        for word in _GAP.split(chunk):
            if any(character.isalnum() for character in word):
                yield Term(word)


def _choices(terms: list[Term]) -> tuple[list[list[Term]], list[str]]:
    """Return the terms, those together that "or" joins, and beside which one was passed over.

    An "or" is a word only where it comes last: it may be unfinished. Several in a row are one.
    """
    choices: list[list[Term]] = []
    unjoined: list[str] = []
    either = before = None
    for term in terms:
        if term.is_alternative:
            either = term
            continue
        left_out = next((t for t in (before, term) if t and t.is_excluded), None)
        if either and before and not left_out:
            choices[-1].append(term)
        else:
            choices.append([term])
            if either and before and left_out:
                unjoined.append(left_out.typed)
        either, before = None, term
    if either:
        choices.append([replace(either, is_alternative=False)])
    return choices, unjoined


def _each_once(choices: list[list[Term]]) -> Iterator[Term]:
    """Yield the terms of each choice, its first and then its alternatives, but no choice twice."""
    distinct: dict[frozenset[Term], Iterable[Term]] = {}
    for choice in choices:
        distinct.setdefault(frozenset(choice), dict.fromkeys(choice))
    for first, *others in distinct.values():
        yield first
        yield from (replace(other, is_alternative=True) for other in others)
