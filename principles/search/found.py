"""What a search found: a page of hits in their order, the total, and the counts of every facet.

No other module sees the JSON in which the statements of `ranking` answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from principles.models.facets import PRINCIPLE, TAG, Entries, Facet, read_code

IN_A_ROW = 4  # least tier of an entry that has the words in a row


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and its words that match.

    `tier` is the group that it is ranked in (ranking.sql), below 0 where it has too few words.
    `is_complete` where every term matches, by itself or by what stands in for it, `is_in_a_row`
    where they stand together as typed, or in another writing. `forms` has the
    matching words in normal form, each with its stem. `paragraphs` counts the matching paragraphs
    of a source's text, `paragraph` is the best of them and `passage_heading` the heading over it;
    either may be empty, not both.
    """

    kind: str
    number: int
    score: float
    tier: int
    is_complete: bool
    is_in_a_row: bool
    forms: dict[str, str]
    principles: tuple[int, ...]
    tags: tuple[int, ...]
    paragraphs: int
    paragraph: str
    passage_heading: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many results there are under a value of a facet."""

    facet: Facet
    value: str
    label: str
    results: int
    year: int | None = None
    source_kind: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits with the total, and the counts of every facet.

    `complete` entries match every term, `in_a_row` of them as typed or in another writing; the
    others match at least `least` of them, but for the last: `sparse` entries that match too few,
    `sparse_most` terms at most. If `is_exact` is false, there are more than `total`; if
    `is_capped`, a facet may have more than its counts say.
    """

    total: int = 0
    is_exact: bool = True
    is_capped: bool = False
    complete: int = 0
    in_a_row: int = 0
    least: int = 0
    sparse: int = 0
    sparse_most: int = 0
    hits: tuple[Hit, ...] = ()
    counts: tuple[Count, ...] = ()


def found_of(found: dict[str, Any]) -> Found:
    """Return what the statements of the search answer, read from their JSON."""
    return Found(
        total=found["total"],
        is_exact=found["is_exact"],
        is_capped=found["is_capped"],
        complete=found["complete"],
        in_a_row=found.get("in_a_row", 0),
        least=found["least"],
        sparse=found.get("sparse", 0),
        sparse_most=found.get("sparse_most") or 0,
        hits=tuple(_hit(hit) for hit in found["hits"] or []),
        counts=tuple(_counts(found["facets"] or [])),
    )


def _hit(hit: dict[str, Any]) -> Hit:
    facets = [read_code(code) for code in hit["facets"]]
    return Hit(
        kind=hit["kind"],
        number=hit["number"],
        score=hit["score"],
        tier=hit.get("tier", 0),
        is_in_a_row=hit.get("tier", 0) >= IN_A_ROW,
        is_complete="forms" not in hit or hit["tier"] > 1,  # a list asks for no words
        forms=hit.get("forms") or {},
        principles=tuple(value for facet, value in facets if facet is PRINCIPLE),
        tags=tuple(value for facet, value in facets if facet is TAG),
        paragraphs=hit["paragraphs"],
        paragraph=hit.get("paragraph") or "",
        passage_heading=hit.get("passage_heading") or "",
    )


def _counts(facets: list[dict[str, Any]]) -> Iterator[Count]:
    for count in facets:
        facet, number = read_code(count["facet"])
        values = facet.values
        yield Count(
            facet=facet,
            value=count["slug"] if isinstance(values, Entries) else values.value(number),
            label=count["label"] or "",
            results=count["results"],
            year=count["year"],
            source_kind=count["source_kind"] or "",
            publisher=count["publisher"] or "",
        )
