"""Which entries a query finds, in which order, and how many under each filter: one statement.

All words have to match. Where fewer than ten entries do, words may be missing, at most half of
them and never all but one; how many is decided before any filter is applied, so that a filter only
ever takes results away and every count beside one is the total behind its link. What has the words
as they were typed comes first, then what has them all, then what is filed under a tag or principle
they name, then what lacks some; within each, rarer words and weightier fields count more. The
weights follow the lab's (text before names before titles), inverse frequency is taken among
the rows that match at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import connection

from principles.search.matching import Reading, ReadTerm, all_of, any_of, lexeme_query
from principles.search.query import Filters, Query
from principles.search.statement import ALONE, COUNTED, LISTED, MATCHED

PAGE_SIZE = 20
ENOUGH = 10  # entries with all the words, so that none has to be relaxed
MOST_VALUES = 50  # of a facet


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and by which of its words (`forms`, normalised).

    `paragraphs` counts those of a source's text that match, `paragraph` is the best of them.
    """

    kind: str
    number: int
    score: float
    forms: frozenset[str]
    principles: tuple[int, ...]
    tags: tuple[int, ...]
    paragraphs: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many results a value of a facet would give."""

    facet: str
    value: str
    label: str
    results: int
    year: int | None = None
    source_kind: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits with the total, and the counts of every facet.

    `complete` entries match every term; the others at least `least` of them.
    """

    total: int = 0
    complete: int = 0
    least: int = 0
    hits: tuple[Hit, ...] = ()
    counts: tuple[Count, ...] = ()


def find(query: Query, reading: Reading, *, filters: Filters, page: int = 1) -> Found:
    """Return that page of what the query finds; one query to the database."""
    if query.text and not reading.terms:
        return Found()
    narrowing = [
        reading.lexeme(facet, slug)
        for facet in ("principle", "person", "tag")
        for slug in getattr(filters, facet)
    ]
    parameters = {
        **_terms(reading),
        **_filters(filters, reading),
        "narrow": lexeme_query(*narrowing),
        "offset": (page - 1) * PAGE_SIZE,
        "size": PAGE_SIZE,
        "most": MOST_VALUES,
        "enough": ENOUGH,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(reading, is_narrowed=bool(narrowing)), parameters)
        return _found(cursor.fetchone()[0])


def totals_alone(reading: Reading) -> list[tuple[str, int]]:
    """Return each word that finds anything alone, with how much it finds; one query."""
    words = reading.words
    with connection.cursor() as cursor:
        cursor.execute(ALONE, {"alone": [term.alone for term in words]})
        return [(words[place - 1].spellings[0], total) for place, total in cursor.fetchall()]


def _statement(reading: Reading, *, is_narrowed: bool) -> str:
    narrow = "vector @@ %(narrow)s::tsquery" if is_narrowed else "true"
    if not reading.terms:
        return LISTED.format(narrow=narrow) + COUNTED.replace("{least}", "0")
    phrases = " ".join(
        f"AND e.words LIKE ANY (%(phrase{place})s)" for place in range(len(reading.phrases))
    )
    matched = MATCHED.format(phrases=phrases, narrow=narrow)
    return matched + COUNTED.replace("{least}", "(SELECT matched FROM least)")


def _filters(filters: Filters, reading: Reading) -> dict[str, Any]:
    """Return the filters of one value each; a source that is not there has the number -1."""
    source = reading.lexeme("source", filters.source).removeprefix("#s")
    number = int(source) if source.isdecimal() else -1
    return {
        "kind": filters.kind,
        "source": number if filters.source else None,
        "year": filters.year,
        "verdict": filters.verdict,
    }


def _terms(reading: Reading) -> dict[str, Any]:
    words, phrases = reading.words, reading.phrases
    fewest = _fewest(len(words))
    return {
        "words": [term.query for term in reading.terms],
        "either": [term.either for term in reading.terms],
        "terms": len(reading.terms),
        "fewest": fewest + len(phrases),
        "candidates": all_of(_candidates(words, fewest), *(term.query for term in phrases)),
        "code": lexeme_query(reading.code or "#none"),
        "whole": reading.whole or "'#none'",
        "lexemes": sorted({lexeme for term in words for lexeme in term.lexemes}),
        **{
            f"phrase{place}": [f"% {spelling} %" for spelling in term.spellings]
            for place, term in enumerate(phrases)
        },
    }


def _fewest(words: int) -> int:
    """Return how many of the words have to match at least: half of them, and two of three."""
    return words if words <= 2 else max(2, ceil(words / 2))


def _candidates(words: tuple[ReadTerm, ...], fewest: int) -> str:
    """Return the tsquery that every row with that many matches satisfies.

    Whatever matches `fewest` of n words matches one of any n - fewest + 1; the longest words are
    taken, as they tend to be the rarest.
    """
    if fewest == len(words):
        return all_of(*(term.either for term in words))
    longest = sorted(words, key=lambda term: len(term.text), reverse=True)
    return any_of(*(term.either for term in longest[: len(words) - fewest + 1]))


def _found(answer: str | dict[str, Any]) -> Found:
    found = json.loads(answer) if isinstance(answer, str) else answer
    return Found(
        total=found["total"],
        complete=found["complete"],
        least=found["least"],
        hits=tuple(
            Hit(
                kind=hit["kind"],
                number=hit["number"],
                score=hit["score"],
                forms=frozenset(hit["forms"] or []),
                principles=tuple(hit["principles"]),
                tags=tuple(hit["tags"]),
                paragraphs=hit["paragraphs"],
                paragraph=hit["paragraph"] or "",
            )
            for hit in found["hits"] or []
        ),
        counts=tuple(
            Count(
                facet=count["facet"],
                value=count["value"],
                label=count["label"],
                results=count["count"],
                year=count["year"],
                source_kind=count["source_kind"] or "",
            )
            for count in found["facets"] or []
        ),
    )
