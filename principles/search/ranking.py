"""Find the entries of a reading, in order and counted by facet: one statement.

An entry has to match all words, by themselves or by what stands in for them. If fewer than ten
entries do, the last word may be unfinished and words may be missing, up to half of them by their
weight. A single word may be unfinished only if nothing has it as it stands. If nothing has all
words, entries that have any of them come last, and of two words those with the rarer one first. All
this is decided
before any filter is applied: so a filter only takes results away, and the count beside it is the
total behind its link.

Only for a million entries: words that very many rows have are weighed and not asked for, unless
there are no others; and if more rows match than are looked at, prominent ones are taken, and
`is_exact` is false. gathering.sql says which rows are looked at, ranking.sql has their order and
its weights, listing.sql what is shown where no words are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db import connection

from principles.models.facets import Entries
from principles.search import bounds
from principles.search.choices import Choice
from principles.search.filters import Filters
from principles.search.found import Found, found_of
from principles.search.levels import ample, levels, partial, required
from principles.search.reading import Reading
from principles.search.tsquery import all_of, any_of, lexeme_query, none_of
from principles.search.weights import half, idf, weights

PAGE_SIZE = 20
ENOUGH = 10  # entries with all the words, so that none has to be relaxed
MOST_VALUES = 50  # of a facet, where all are listed
SORTS = ("relevance", "year", "source")

_SEARCH = "SELECT principles_search(%(asked)s::jsonb, %(narrowed)s::jsonb, %(display)s::jsonb)"
_LIST = """
SELECT principles_search_listed(
    narrow => %(narrow)s::tsquery, refused => %(refused)s::text[],
    singles => %(singles)s::bigint[], chosen => %(chosen)s::tsquery,
    since => %(since)s, until => %(until)s, sort => %(sort)s, first => %(first)s, size => %(size)s,
    shown => %(shown)s, most => %(most)s)
"""
_ALONE = """
SELECT place, (SELECT count(DISTINCT (e.kind, e.number)) FROM principles_searchentry e
    WHERE e.ctid = ANY (ids[:%(most)s])), cardinality(ids) <= %(most)s
FROM unnest(%(alone)s::text[]) WITH ORDINALITY AS t(alone, place),
    principles_search_gather(
        '{}', '{}', ARRAY[alone::tsquery], '{}', '{}', '{}', NULL, NULL, %(most)s + 1) AS ids
ORDER BY place
"""


def find(
    reading: Reading,
    *,
    filters: Filters,
    page: int = 1,
    sort: str = "relevance",
    is_typed: bool = True,
    values: int = MOST_VALUES,
) -> Found:
    """Return a page of results; one query to the database.

    Up to `values` of each facet are counted, the most frequent ones, and those that are applied. A
    reading without terms finds everything, unless something was typed (`is_typed`) that has no
    word: that finds nothing.
    """
    is_listing = not reading.terms
    if is_listing and is_typed and not reading.narrows:
        return Found()
    narrowed = _filters(filters, reading)
    display = {
        "sort": sort,
        "first": (page - 1) * PAGE_SIZE,
        "size": PAGE_SIZE,
        "shown": values,
        "enough": ENOUGH if len(reading.terms) > 1 else 1,
        "most": bounds.MOST_ROWS,
    }
    with connection.cursor() as cursor:
        if is_listing:
            cursor.execute(_LIST, narrowed | display)
        else:
            parameters = {"asked": _asked(reading), "narrowed": narrowed, "display": display}
            cursor.execute(_SEARCH, {name: json.dumps(part) for name, part in parameters.items()})
        answer = cursor.fetchone()[0]
    return found_of(json.loads(answer) if isinstance(answer, str) else answer)


def totals_alone(reading: Reading) -> list[tuple[str, int, bool]]:
    """Return each word that finds anything alone, its total, and whether that is exact; one query.

    As in a search, the total is not exact if more rows have the word than are looked at.
    """
    words = reading.words
    with connection.cursor() as cursor:
        alone = [any_of(term.asked.alone, term.asked.widened) for term in words]
        cursor.execute(_ALONE, {"alone": alone, "most": bounds.MOST_ROWS})
        return [
            (words[place - 1].bare, total, is_exact)
            for place, total, is_exact in cursor.fetchall()
            if total
        ]


def _asked(reading: Reading) -> dict[str, Any]:
    """Return what is asked for in words, as `principles_search` takes it."""
    needed, telling = required(reading), reading.terms
    weighed = weights(needed, reading.rows)
    weight = {id(term): value for term, value in zip(needed, weighed, strict=True)}
    return {
        "levels": [asdict(level) for level in levels(reading)],
        "terms": [
            _term(term, reading, is_telling=term in telling, weight=weight.get(id(term)))
            for term in reading.sequence
        ],
        "partial": partial(needed),
        "ample": ample(needed),
        "half": half(weighed),
        "whole": reading.whole if reading.is_several else None,
        "otherwise": list(reading.otherwise),
        "code": reading.code or None,
        "lexemes": _lexemes(reading),
    }


def _term(
    term: Choice, reading: Reading, *, is_telling: bool, weight: float | None
) -> dict[str, Any]:
    return {
        "telling": is_telling,
        "own": term.asked.own,
        "others": term.asked.others or None,
        "named": any_of(term.asked.named, reading.code) or None,
        "longer": term.asked.longer or None,
        "sought": term.asked.unfinished if weight is not None else None,
        "required": weight is not None,
        "weight": weight,
        "idf": idf(term, reading.rows) if is_telling or not reading.is_question else 0,
        "pattern": term.pattern or None,
        "unquoted": term.asked.unquoted or None,
    }


def _lexemes(reading: Reading) -> list[str]:
    """Return the lexemes whose forms are marked in a result: of words, and of what stands in."""
    return sorted(
        {
            lexeme
            for term in reading.each
            if not term.is_phrase
            for found in (term.lexemes, term.stand_ins.lexemes, term.stand_ins.completed)
            for lexeme in found
        }
    )


def _filters(filters: Filters, reading: Reading) -> dict[str, Any]:
    """Return what must hold besides the words, as the statements take it.

    `singles` are the values of facets that have one value each, `chosen` the tsquery of them; a
    facet's values are counted without its own.
    """
    many = [
        lexeme_query(reading.lexeme(facet, value))
        for facet, value in filters.applied
        if facet.holds_many
    ]
    narrow = all_of(*many, *reading.narrowing.queries)
    excluded = none_of(*reading.excluded)
    singles = list(_singles(filters, reading))
    return {
        "narrow": all_of(narrow, excluded) or None,
        "refused": list(reading.refused),
        "singles": [code for code, _ in singles],
        "chosen": lexeme_query(*(lexeme for _, lexeme in singles)) or None,
        "since": reading.narrowing.since,
        "until": reading.narrowing.until,
    }


def _singles(filters: Filters, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the filters of one value each, as number and lexeme; 0 is an entry not there."""
    for facet, value in filters.applied:
        if not facet.holds_many:
            applied = reading.filters.get((facet.parameter, value))
            number = applied.id if applied else 0
            if not isinstance(facet.values, Entries):
                number = facet.values.number(value)
            yield facet.code(number), reading.lexeme(facet, value)
