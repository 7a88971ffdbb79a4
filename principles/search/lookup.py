"""What the index knows of a query: one statement, its answer parsed once into a frozen `Lookup`.

No other module sees the database's JSON. What the answer means for the search is decided in
`reading`; what was typed stays in `query`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from principles.search.corrections import Candidate
from principles.search.filters import Filters
from principles.search.operators import NAMING, Operator
from principles.search.query import Query
from principles.search.writings import Writing, writings

MOST_COMPLETIONS = 25  # words that the last one may become
KNOWN_TO = 1_000  # rows that a word the snapshot lacks is counted to
NAMED_TO = 2_000  # entries that the value of an operator may name

_READ = """
SELECT principles_search_read(%(said)s, %(written)s::text[],
    %(typed)s::text[], %(joined)s::text[], %(phrases)s::boolean[], %(filtered)s::text[],
    %(slugs)s::text[], %(facets)s::text[], %(values)s::text[], %(placed)s, %(place)s,
    %(known_to)s, %(completed_to)s, %(named_to)s)
"""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """What the index knows of a term.

    `position` counts the terms of the query from 0. `words` are its words in normal form, `joined`
    the same without the signs inside them (e-mail as email). `query` is the tsquery, as text, of
    either spelling. `entries` is how many rows have it in any form, `as_spelt` in this form as of
    the last refresh. `is_number` is whether it is the number of an entry that exists.
    """

    position: int
    words: str
    joined: str
    query: str
    lexemes: tuple[str, ...]
    joined_lexemes: tuple[str, ...]
    entries: int
    as_spelt: int
    is_number: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return its words in normal form, also without the signs inside them if that differs."""
        return tuple(dict.fromkeys([self.words, self.joined]))


@dataclass(frozen=True, slots=True)
class Name:
    """A tag, a principle or a synonym that the term at `position` names, alone or with others.

    `called` is the name by which it was found: its label or an alias; of a synonym, the word that
    was typed. `is_alone` is whether the term names it without other terms.
    """

    position: int
    query: str
    kind: str
    label: str
    called: str
    is_alone: bool

    @property
    def is_synonym(self) -> bool:
        """Say whether it is an equivalent word and not an entry."""
        return self.kind == "synonym"

    @property
    def lexeme(self) -> str:
        """Return the lexeme of a tag or principle."""
        return self.query.strip("'")

    @property
    def lexemes(self) -> list[str]:
        """Return the lexemes of its tsquery, of a synonym those of its words."""
        return re.findall(r"'([^']+)'", self.query)


@dataclass(frozen=True, slots=True)
class Form:
    """What the terms at these positions are also written as, and how many rows have it, at most.

    Of several words, `entries` is 0 where nothing has them in a row.
    """

    positions: tuple[int, ...]
    words: str
    query: str
    lexemes: tuple[str, ...]
    entries: int

    @property
    def is_phrase(self) -> bool:
        """Say whether it has several words."""
        return " " in self.words


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that begins as the last term does, its lexeme, and how many rows have it."""

    word: str
    lexeme: str
    entries: int


@dataclass(frozen=True, slots=True)
class Applied:
    """The entry that a filter's value names."""

    id: int
    lexeme: str
    label: str
    year: int | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An operator whose value is looked up, and the lexemes of the entries that it names."""

    operator: Operator
    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A person on whom there is a note with all the words."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """The index's answer to a query, when it had `rows` public rows as of the last refresh.

    `whole` is the tsquery of all the words in a row, `forms` are other writings of terms. `terms`
    are those that have a word. `alike` are words that unknown ones may be typos of, `parted` the
    two words that an unknown one may be, by its normal form. `filters` are the applied values that
    exist, by facet and slug. `quote` is the number of the quote whose place was typed (4.2), or 0.
    `people` are those whose note has all the words.
    """

    rows: int
    whole: str
    terms: tuple[KnownTerm, ...]
    forms: tuple[Form, ...] = ()
    names: tuple[Name, ...] = ()
    completions: tuple[Completion, ...] = ()
    alike: tuple[Candidate, ...] = ()
    parted: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[tuple[str, str], Applied] = field(default_factory=dict)
    operators: tuple[Resolved, ...] = ()
    quote: int = 0
    people: tuple[Noted, ...] = ()


def look_up(query: Query, filters: Filters) -> Lookup:
    """Return what the index knows of the query and its filters; one query to the database."""
    principle, ordinal = query.place or (0, 1)
    naming = [operator for operator in query.operators if operator.facet in NAMING]
    named = [(f, slug) for f, slug in filters.applied if f.parameter in NAMING]
    written = writings(query)
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "said": query.said,
                "written": [writing.words for writing in written],
                "typed": [term.text for term in query.terms],
                "joined": [term.joined for term in query.terms],
                "phrases": [term.is_phrase for term in query.terms],
                "filtered": [facet.parameter for facet, _ in named],
                "slugs": [slug for _, slug in named],
                "facets": [operator.facet for operator in naming],
                "values": [operator.value for operator in naming],
                "known_to": KNOWN_TO,
                "completed_to": MOST_COMPLETIONS if query.is_open else 0,
                "named_to": NAMED_TO + 1,
                "placed": principle,
                "place": ordinal - 1,
            },
        )
        answer = cursor.fetchone()[0]
    return _lookup(json.loads(answer) if isinstance(answer, str) else answer, naming, written)


def _lookup(answer: dict[str, Any], naming: list[Operator], written: Sequence[Writing]) -> Lookup:
    """Return the answer as a type.

    `naming` are the operators that it resolves and `written` the other writings, in their order.
    """
    return Lookup(
        rows=answer["rows"] or 0,
        whole=answer["whole"],
        terms=tuple(_term(**term) for term in answer["terms"] or []),
        forms=tuple(_form(written[found[0] - 1], *found[1:]) for found in answer["written"] or []),
        names=tuple(_name(**name) for name in answer["names"] or []),
        completions=tuple(Completion(*begun) for begun in answer["begun"] or []),
        alike=tuple(Candidate(**candidate) for candidate in answer["like"] or []),
        parted=answer["parted"] or {},
        filters={
            (f["facet"], f["slug"]): Applied(
                f["id"], f["lexeme"], f["label"], f["year"], f["publisher"] or ""
            )
            for f in answer["filters"] or []
        },
        operators=tuple(
            Resolved(naming[found["place"] - 1], tuple(found["lexemes"]))
            for found in answer["operators"] or []
        ),
        quote=answer["quote"] or 0,
        people=tuple(Noted(**person) for person in answer["people"] or []),
    )


def _term(*, place: int, lexemes: list[str], joined_lexemes: list[str], **fields: Any) -> KnownTerm:
    return KnownTerm(
        position=place - 1, lexemes=tuple(lexemes), joined_lexemes=tuple(joined_lexemes), **fields
    )


def _form(writing: Writing, query: str, lexemes: list[str], entries: int) -> Form:
    return Form(writing.positions, writing.words, query, tuple(lexemes), entries)


def _name(*, place: int, alone: bool, **fields: Any) -> Name:
    return Name(position=place - 1, is_alone=alone, **fields)
