"""What a reader typed, as a frozen query: nothing of it reaches the database as query syntax.

Quotation marks make a phrase, in whatever pair they come; a mark without its partner is passed
over. All else is words. Lengths are clipped, because a stop word sixteen times over costs more
than any reader can mean by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

LONGEST_QUERY = 256  # characters
MOST_WORDS = 16
LONGEST_PHRASE = 12  # words

_PHRASE = re.compile(
    r"""["“”„‟«»＂](?P<double>[^"“”„‟«»＂]*)["“”„‟«»＂]"""
    r"""|(?<!\w)['‘‚‹](?P<single>\S(?:[^"“”„‟«»＂]*?\S)?)['’‛›](?!\w)"""
)
_MARKS = re.compile(r"""["“”„‟«»＂]""")
_JOINS = re.compile(r"(?<=\w)[-‐‑,](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_GAP = re.compile(r"[\s—―/…|]+")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CODE = re.compile(r"(?:(?P<kind>[qQsS])?(?P<number>[0-9]{1,9}))")
_PLACE = re.compile(r"(?P<principle>[0-9]{1,9})\.(?P<place>[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase that was quoted, as typed."""

    text: str
    is_phrase: bool = False

    @property
    def joined(self) -> str:
        """Return it without the signs inside words: e-mail as email, U.S.A. as USA."""
        return _INITIALS.sub(lambda found: found[0].replace(".", ""), _JOINS.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are narrowed to; slugs throughout."""

    kind: str = ""
    source: str = ""
    year: int | None = None
    verdict: str = ""
    principle: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Return how many filters are applied."""
        single = (bool(self.kind), bool(self.source), self.year is not None, bool(self.verdict))
        return sum(single) + len(self.principle) + len(self.person) + len(self.tag)

    def toggled(self, facet: str, value: str) -> Filters:
        """Return the filters with that value added, taken away, or put in another's place."""
        held = getattr(self, facet)
        changed: Any = "" if held == value else value
        if isinstance(held, tuple):
            kept = tuple(slug for slug in held if slug != value)
            changed = kept if value in held else (*held, value)
        elif facet == "year":
            changed = None if held == int(value) else int(value)
        return replace(self, **{facet: changed})

    def has(self, facet: str, value: str) -> bool:
        """Say whether that value of the facet is applied."""
        held = getattr(self, facet)
        return value in held if isinstance(held, tuple) else str(held) == value

    def pairs(self) -> list[tuple[str, str]]:
        """Return facet and value of each filter, in the order of the address."""
        singles = [("kind", self.kind), ("source", self.source), ("verdict", self.verdict)]
        if self.year is not None:
            singles.append(("year", str(self.year)))
        many = [
            (facet, slug)
            for facet in ("principle", "person", "tag")
            for slug in getattr(self, facet)
        ]
        return [(facet, value) for facet, value in singles if value] + many


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a search, in the order they were typed."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    is_clipped: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed; a text without any term matches nothing instead."""
        return not self.text

    @property
    def words(self) -> tuple[Term, ...]:
        """Return the terms that were not quoted."""
        return tuple(term for term in self.terms if not term.is_phrase)

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number, where Q44, S2 or 4 was typed."""
        found = _CODE.fullmatch(self.text)
        return ((found["kind"] or "p").lower(), int(found["number"])) if found else None

    @property
    def place(self) -> tuple[int, int] | None:
        """Return principle and ordinal, where the place of a quote was typed: 4.2."""
        found = _PLACE.fullmatch(self.text)
        return (int(found["principle"]), int(found["place"])) if found else None


def parse(typed: str) -> Query:
    """Return the query for what was typed; never fails, whatever it is."""
    text = " ".join(_UNFIT.sub(" ", typed[: LONGEST_QUERY * 4]).split())
    clipped = text[:LONGEST_QUERY].rstrip()
    terms = list(dict.fromkeys(_terms(clipped)))
    return Query(
        text=clipped,
        terms=tuple(terms[:MOST_WORDS]),
        is_clipped=len(typed.strip()) > LONGEST_QUERY or len(terms) > MOST_WORDS,
    )


def _terms(text: str) -> Iterator[Term]:
    place = 0
    for found in _PHRASE.finditer(text):
        yield from _words(text[place : found.start()])
        words = (found["double"] or found["single"] or "").split()
        if words:
            yield Term(" ".join(words[:LONGEST_PHRASE]), is_phrase=True)
        place = found.end()
    yield from _words(text[place:])


def _words(text: str) -> Iterator[Term]:
    for word in _GAP.split(_MARKS.sub(" ", text)):
        if any(character.isalnum() for character in word):
            yield Term(word)
