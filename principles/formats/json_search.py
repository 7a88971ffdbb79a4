"""A page of search results as JSON: what was asked, what became of it, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from principles.formats.fetching import for_json
from principles.formats.json_entries import principle_json, quote_json, source_json
from principles.formats.json_lists import list_json
from principles.formats.shapes import (
    FacetValueShape,
    GroundShape,
    QueryValue,
    SearchShape,
    WordsShape,
)
from principles.models import Principle, Quote
from principles.models.facets import FACETS, Facet, Years
from principles.search.facets import FacetValue
from principles.search.grounds import Ground
from principles.search.pages import ResultPage
from principles.search.results import Result, numbers_of, results, sources_of

SHAPES: Mapping[str, Callable[..., Any]] = {
    "quote": quote_json,
    "principle": principle_json,
    "source": source_json,
}


def search_json(page: ResultPage, *, base: str) -> SearchShape:
    """Return the page with its facets; 13 queries at most, beside those of the search.

    `base` is the site's address without a slash at its end. Where the counts of facets are not
    exact, each is the least it may be.
    """
    path = base + reverse("search-json")
    listed = list_json(
        _entries(page, base),
        address=lambda number: path + page.address(number).rstrip("?"),
        page=page.number,
        pages=page.last,
        total=page.found.total,
        total_is_exact=page.found.is_exact,
    )
    return {
        **listed,
        "query": _query(page),
        **_words(page, base),
        "facets_are_exact": not page.found.is_capped,
        "facets": {
            facet.facet: [_facet_value(value, path) for value in facet.values]
            for facet in page.facets
        },
    }


def _query(page: ResultPage) -> dict[str, QueryValue]:
    """Return what was asked: the words, the value or values of each facet, the order."""
    narrowed = {facet.parameter: _applied(facet, page) for facet in FACETS}
    return {"q": page.query.text, **narrowed, "sort": page.sort}


def _applied(facet: Facet, page: ResultPage) -> QueryValue:
    values = page.filters.values(facet)
    if facet.holds_many:
        return list(values)
    if isinstance(facet.values, Years):
        return int(values[0]) if values else None
    return values[0] if values else ""


def _words(page: ResultPage, base: str) -> WordsShape:
    """Return what became of the words that were typed, as the page says it."""
    return {
        "is_clipped": page.query.is_clipped,
        "did_you_mean": page.did_you_mean,
        "offered": page.offered or None,
        "unnamed": [
            {"facet": o.facet, "value": o.value, "nearest": o.nearest or None} for o in page.unnamed
        ],
        "misread": [
            {"text": o.text, "facet": o.facet, "excluded": o.is_excluded}
            for o in page.query.misread
        ],
        "unjoined": list(page.query.unjoined),
        "backwards": [{"since": o.since, "until": o.until} for o in page.backwards],
        "equivalents": page.equivalents,
        "read_as": [{"words": words, "sense": sense} for words, sense, _ in page.read_as],
        "either": page.either,
        "left_out": list(page.query.left_out),
        "complete": page.found.complete,
        "nowhere": page.nowhere,
        "noted": [
            {"name": person.name, "url": base + reverse("person", args=[person.slug])}
            for person in page.reading.people
        ],
    }


def _entries(page: ResultPage, base: str) -> list[dict[str, object]]:
    """Return the results in their order, each in its kind's shape; 13 queries at most."""
    hits = page.found.hits
    fetched = for_json(
        quotes=Quote.objects.filter(pk__in=numbers_of(hits, "quote")),
        principles=Principle.objects.filter(pk__in=numbers_of(hits, "principle")),
        sources=sources_of(hits),
    )
    entries: dict[tuple[str, int], Any] = {
        **{("quote", quote.number): quote for quote in fetched.quotes},
        **{("principle", principle.number): principle for principle in fetched.principles},
        **{("source", source.number): source for source in fetched.sources},
    }
    read_as = [_ground(Ground(words, sense)) for words, sense, _ in page.read_as]
    shown = results(hits, page.reading, entries=entries)
    return [_result(result, base, read_as=read_as) for result in shown]


def _ground(ground: Ground) -> GroundShape:
    return {"term": ground.term, "by": ground.by, "words": list(ground.words)}


def _result(result: Result, base: str, *, read_as: Sequence[GroundShape]) -> dict[str, object]:
    """Return the entry's own shape with what the search says of it.

    Results are ordered by their `group` (search.grounds), and in one by their score.

    `kind` is that of the entry here, so a source's own kind is given as `source_kind`.
    """
    shape: dict[str, object] = dict(SHAPES[result.kind](result.entry, base=base))
    if result.kind == "source":
        shape["source_kind"] = shape["kind"]
    return {
        **shape,
        "kind": result.kind,
        "group": result.group,
        "score": result.score,
        "found_by": [*read_as, *(_ground(ground) for ground in result.found_by)],
        "highlight": str(result.highlight),
    }


def _facet_value(value: FacetValue, path: str) -> FacetValueShape:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.is_selected,
        "url": path + value.url,
    }
