"""Facets: what results are narrowed by and counted under, each declared once.

Form, filters, operators, counts, JSON, help and messages read these records, and `facet_sql` makes
of them what the database needs. A value stands in a row of the index twice: as a lexeme, by which
it is searched (`#t12`), and as a number with that of its facet in front, by which it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from typing import ClassVar

from django.conf.locale import LANG_INFO

from principles.models.bibliography import printed_year
from principles.models.evidence import Verdict
from principles.models.search_index import SearchEntry

VALUE_BITS = 40
SUBTAG = re.compile(r"^[a-z]{2,8}\Z")
_OFFSET = 10_000  # of years, so that those before our era stay above zero


class Order(Enum):
    """In what order the values of a facet are listed."""

    COUNT = "the most frequent first"
    OWN = "as they are declared"
    LATEST = "the latest first"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Values that are all known, each with its label; their numbers count from 1.

    `other` words for a value are read as that by its operator.
    """

    labels: Mapping[str, str]
    other: Mapping[str, str] = field(default_factory=dict)

    @property
    def listed(self) -> tuple[str, ...]:
        """Return the values in their order."""
        return tuple(self.labels)

    @property
    def sentence(self) -> str:
        """Return the values as a sentence lists them: principle, quote or source."""
        *others, last = self.listed
        return f"{', '.join(others)} or {last}"

    def has(self, value: str) -> bool:
        """Say whether it is one of the values."""
        return value in self.labels

    def meant(self, typed: str) -> str:
        """Return the value that a plural or another word for it means, else what was typed."""
        each = (typed, typed.removesuffix("s"))
        values = (value for word in each for value in (word, self.other.get(word, "")))
        return next(filter(self.has, values), typed)

    def number(self, value: str) -> int:
        """Return the number of a value."""
        return self.listed.index(value) + 1

    def value(self, number: int) -> str:
        """Return the value of that number."""
        return self.listed[number - 1]

    def label(self, value: str) -> str:
        """Return how a value is printed."""
        return self.labels[value]


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of language tags, by their first subtag: en of en-GB.

    Which there are is not known before: a value's number is its letters as digits from 1 to 26 of a
    number to the base 27, as `principles_letters` reads and writes it.
    """

    sentence: ClassVar[str] = "the first part of a language tag, such as en or pt"
    listed: ClassVar[tuple[str, ...]] = ()

    def has(self, value: str) -> bool:
        """Say whether it may be one of the values."""
        return bool(SUBTAG.fullmatch(value))

    def meant(self, typed: str) -> str:
        """Return the tag of a language whose English name was typed, else what was typed."""
        names = ((str(known.get("name", "")).lower(), tag) for tag, known in LANG_INFO.items())
        return next((tag for name, tag in names if name == typed and self.has(tag)), typed)

    def number(self, value: str) -> int:
        """Return the number of a value."""
        return reduce(lambda number, letter: number * 27 + ord(letter) - 96, value, 0)

    def value(self, number: int) -> str:
        """Return the value of that number."""
        return self.value(number // 27) + chr(number % 27 + 96) if number else ""

    def label(self, value: str) -> str:
        """Return how a value is printed: the language's English name, where Django knows it."""
        return str(LANG_INFO.get(value, {}).get("name", value))


@dataclass(frozen=True, slots=True)
class Years:
    """Years as numbers, 0 and below before our era; an operator takes a range of them."""

    earliest: int = -9_999
    latest: int = 9_999

    def number(self, value: str) -> int:
        """Return the number of a value."""
        return int(value) + _OFFSET

    def value(self, number: int) -> str:
        """Return the value of that number."""
        return str(number - _OFFSET)

    def label(self, value: str) -> str:
        """Return how a value is printed."""
        return printed_year(int(value))


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a table, each by its slug; their numbers are its keys.

    `public` is the condition, in SQL, that an entry `e` is public. `has_rows` where each entry has
    a row of its own in the index, by which an operator finds it; others are found by their names.
    `year`, `kind` and `publisher` are columns that tell entries of one name apart. Names are looked
    up by the words inside them from so many letters on; those of entries that have aliases, apart.
    """

    table: str
    public: str
    key: str = "id"
    name: str = "name"
    year: str = ""
    kind: str = ""
    publisher: str = ""
    has_rows: bool = False
    has_aliases: bool = False
    fewest_letters: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet: its parameter in an address, its label, and what its values are.

    `number` and `letter` stand in the index and are never given to another facet. Where it
    `holds_many` values all of them have to hold, and they are counted within the results; else
    choosing one replaces another, and they are counted without it. It is listed where there are at
    least `fewest` values. `other_names` are those of its operator beside the parameter; `example`
    and `meaning` explain that. `phrase` says in a sentence of what an entry is so; kinds are nouns.
    """

    number: int
    parameter: str
    label: str
    letter: str
    values: Fixed | Languages | Years | Entries
    example: str
    meaning: str
    phrase: str = "{}"
    holds_many: bool = False
    fewest: int = 1
    other_names: tuple[str, ...] = ()
    order: Order = Order.COUNT

    def code(self, number: int) -> int:
        """Return what stands in a row of the index for the value of that number."""
        return self.number << VALUE_BITS | number

    def lexeme(self, value: str | int) -> str:
        """Return the lexeme of a value, of an entry that of its key."""
        return f"#{self.letter}{value}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its operator."""
        return (self.parameter, *self.other_names)


KIND = Facet(
    number=1,
    parameter="kind",
    label="Kind",
    letter="k",
    values=Fixed(
        {str(kind): str(kind.label) for kind in SearchEntry.Kind},
        other={"quotation": "quote", "saying": "quote", "maxim": "principle", "text": "source"},
    ),
    other_names=("type",),
    order=Order.OWN,
    example="kind:quote",
    meaning="of this kind",
)
PRINCIPLE = Facet(
    number=2,
    parameter="principle",
    label="Principle",
    letter="p",
    values=Entries(
        "principles_principle",
        public="e.status = 'published'",
        key="number",
        has_rows=True,
        has_aliases=True,
    ),
    holds_many=True,
    example='principle:"day 1"',
    meaning="that this principle rests on",
    phrase="that “{}” rests on",
)
SOURCE = Facet(
    number=3,
    parameter="source",
    label="Source",
    letter="s",
    values=Entries(
        "principles_source",
        public="principles_source_is_public(e.number)",
        key="number",
        name="title",
        year="year",
        kind="kind",
        publisher="publisher",
        has_rows=True,
        fewest_letters=2,  # one letter is inside of half the titles
    ),
    example='source:"shareholder letter"',
    meaning="found in this source",
    phrase="in {}",
)
PERSON = Facet(
    number=4,
    parameter="person",
    label="Person",
    letter="a",
    values=Entries("principles_person", public="principles_person_is_public(e.id)"),
    holds_many=True,
    other_names=("speaker", "author"),
    example="speaker:vogels",
    meaning="said or written by",
    phrase="by {}",
)
TAG = Facet(
    number=5,
    parameter="tag",
    label="Tag",
    letter="t",
    values=Entries("principles_tag", public="principles_tag_is_public(e.id)"),
    holds_many=True,
    example="tag:process",
    meaning="with this tag",
    phrase="tagged “{}”",
)
YEAR = Facet(
    number=6,
    parameter="year",
    label="Year",
    letter="y",
    values=Years(),
    order=Order.LATEST,
    example="year:1997..2016",
    meaning="from one year to another",
    phrase="from {}",
)
LANGUAGE = Facet(
    number=8,
    parameter="language",
    label="Language",
    letter="l",
    values=Languages(),
    fewest=2,
    example="language:en",
    meaning="quotes in this language",
    phrase="in {}",
)
VERDICT = Facet(
    number=7,
    parameter="verdict",
    label="Provenance",
    letter="v",
    values=Fixed(
        {str(v): str(v.label) for v in Verdict if v is not Verdict.STALE},
        other={"exact": "verbatim", "shortened": "elided", "changed": "altered"},
    ),
    order=Order.OWN,
    example="verdict:altered",
    meaning="with this verdict",
    phrase="with the verdict “{}”",
)
FACETS = (KIND, PRINCIPLE, SOURCE, PERSON, TAG, YEAR, LANGUAGE, VERDICT)  # in the order of a page

BY_PARAMETER = {facet.parameter: facet for facet in FACETS}
_BY_NUMBER = {facet.number: facet for facet in FACETS}


def read_code(code: int) -> tuple[Facet, int]:
    """Return the facet of what stands in a row of the index, and the number of its value."""
    return _BY_NUMBER[code >> VALUE_BITS], code & (1 << VALUE_BITS) - 1


def of_entries(facets: Iterable[Facet] = FACETS) -> list[tuple[Facet, Entries]]:
    """Return the facets whose values are entries, with what these are."""
    return [(facet, facet.values) for facet in facets if isinstance(facet.values, Entries)]
