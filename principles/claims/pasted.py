"""What a pasted text is made of: units, each with the claim in it, and names. Pure: no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from principles.claims.markup import Plain
from principles.text import Span


@dataclass(frozen=True, slots=True)
class Name:
    """Who is said to have said some words, where and when.

    `given` is the name as written, from `start` to `end` of the text; `people` are the names in it,
    none where only a work or a year is given. `years` and `work` stand with it. A name that is not
    sure stands where a label may stand, before a colon or as a heading: it is one if somebody or
    something on record is called so. `stretch` is all that belongs to it: verb, brackets, work.
    `aside` are words with capitals behind a comma: a work, if one on record is called so. `others`
    may be further names behind it: those of people on record are.
    """

    given: str
    people: tuple[str, ...]
    start: int
    end: int
    years: tuple[int, ...] = ()
    work: str = ""
    is_sure: bool = True
    stretch: Span = (0, 0)
    aside: str = ""
    others: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Return the work and the years as given."""
        return ", ".join(filter(None, [self.work, *map(str, self.years)]))


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are claimed to have been said, from `start` to `end` of the pasted text.

    `text` lacks outer quotation marks, bullets, footnotes and markup, and what stands between two
    pairs of marks that are one quotation. `sentences` are its sentences where it has several.
    """

    text: str
    start: int
    end: int
    name: Name | None = None
    sentences: tuple[Claim, ...] = ()


class Instead(StrEnum):
    """When what may be claimed in place of a whole is."""

    QUOTED = "quoted"  # words in marks in it, or behind a label: where no source has the whole
    FRONT = "front"  # what is behind a number or a letter: where it begins a stored sentence
    EITHER = "either"  # another reading of the same words: where a source has it


class Need(StrEnum):
    """When the claim of a unit is judged."""

    CLAIMED = "claimed"  # in any case
    LISTED = "listed"  # where a source has it, or another item of its list
    FOUND = "found"  # where a source has it; else it is the paster's prose


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, an item, a block quote, or the words in a pair of marks, as it is compared.

    Where the sources do not have the `claim`, what is in its place may be claimed `instead`, as
    `rule` says. `group` numbers the paragraph, list or row that it stands in; what is
    marked stands in quotation marks or is a block quote; a point is an item, a cell or a heading.
    """

    claim: Claim
    need: Need
    group: int
    instead: tuple[Claim, ...] = ()
    rule: Instead = Instead.QUOTED
    is_marked: bool = False
    is_point: bool = False

    @property
    def likely(self) -> tuple[Claim, ...]:
        """Return what is claimed where no source has the whole."""
        return self.instead if self.instead and self.rule == Instead.QUOTED else (self.claim,)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted text taken apart; all spans are offsets in it.

    It quotes if it has a block quote or words in quotation marks; where it does not, each sentence
    is claimed. `labels` and `marks` are the spans of words that are neither claim nor prose;
    `terms` are few words in marks, which are a claim if they are a heading.
    """

    text: str
    units: tuple[Unit, ...]
    names: tuple[Name, ...]
    quotes: bool
    plain: Plain
    labels: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def claims(self) -> list[Claim]:
        """Return what is claimed where no source has more than what is in marks."""
        return [claim for unit in self.units for claim in unit.likely]

    @property
    def readings(self) -> list[Claim]:
        """Return all that is looked for, in order: claims, their sentences, and what is instead."""
        return [
            reading
            for unit in self.units
            for claim in (unit.claim, *unit.instead)
            for reading in (claim, *claim.sentences)
        ]


def people_in(names: Sequence[Name]) -> list[str]:
    """Return the people named, each once, in their order."""
    return list(dict.fromkeys(person for name in names for person in name.people))
