"""A bundle as frozen records: what its files say, before anything is compared with a base.

Entries name one another by number and slug only, as the files do. Every record knows where it
stands, so that whatever is found wrong later can still be said with file and entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from principles.transfer.problems import Place


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person of the bundle."""

    place: Place
    slug: str
    name: str
    sort_name: str
    note: str


@dataclass(frozen=True, slots=True)
class TagRecord:
    """A tag of the bundle."""

    place: Place
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class SynonymsRecord:
    """A line of equivalent words."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """An address that an entry once had; `leads_to` is the slug that it has now."""

    place: Place
    kind: str
    slug: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class ContributionRecord:
    """What a person did for a source."""

    place: Place
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with its heading and its stored text, of which one may be empty."""

    place: Place
    position: int
    label: str
    heading: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with its contributors in order and its passages; `columns` by field name."""

    place: Place
    number: int
    slug: str
    has_parts: bool
    container: str
    columns: dict[str, Any]
    contributors: tuple[ContributionRecord, ...]
    passages: tuple[PassageRecord, ...]


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """Where a quote can be found; `passage` is a position, 0 for none."""

    place: Place
    source: str
    passage: int
    locator: str
    role: str
    wording: str
    note: str

    @property
    def spot(self) -> tuple[str, int, str]:
        """Return what a quote may cite only once."""
        return (self.source, self.passage, self.locator)


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """A quote with its speakers and citations in order; `same_words_as` is 0 for none."""

    place: Place
    number: int
    text: str
    status: str
    published: date | datetime | None
    same_words_as: int
    columns: dict[str, Any]
    speakers: tuple[str, ...]
    tags: tuple[str, ...]
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class SupportRecord:
    """A quote that a principle rests on."""

    place: Place
    quote: int
    note: str


@dataclass(frozen=True, slots=True)
class SeeAlsoRecord:
    """Another principle worth reading, and why."""

    place: Place
    principle: int
    note: str


@dataclass(frozen=True, slots=True)
class PrincipleRecord:
    """A principle with its supports and references in order."""

    place: Place
    number: int
    slug: str
    name: str
    body: str
    status: str
    published: date | datetime | None
    columns: dict[str, Any]
    tags: tuple[str, ...]
    supports: tuple[SupportRecord, ...]
    see_also: tuple[SeeAlsoRecord, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A whole base: its id and everything in it.

    `taken` counts, by file and kind, the characters that nobody sees and that were left out.
    """

    base: UUID | None
    people: tuple[PersonRecord, ...]
    tags: tuple[TagRecord, ...]
    synonyms: tuple[SynonymsRecord, ...]
    sources: tuple[SourceRecord, ...]
    quotes: tuple[QuoteRecord, ...]
    principles: tuple[PrincipleRecord, ...]
    addresses: tuple[AddressRecord, ...] = ()
    taken: Mapping[str, Counter[str]] = field(default_factory=dict)
