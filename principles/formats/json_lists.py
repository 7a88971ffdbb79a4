"""Lists and search results as JSON, made of the shapes of their entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from principles.formats.shapes import (
    FacetValueShape,
    ListShape,
    PrincipleShape,
    QueryShape,
    QuoteShape,
    SearchShape,
    SourceShape,
)


class FacetValue(Protocol):
    """A value of a facet; its address is relative to that of the results."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def is_selected(self) -> bool: ...
    @property
    def url(self) -> str: ...


def list_json(
    entries: Sequence[Mapping[str, object]],
    *,
    address: Callable[[int], str],
    page: int,
    pages: int,
    total: int,
) -> ListShape:
    """Return a page of a list; `address` gives the absolute address of a page."""
    return {
        "url": address(page),
        "total": total,
        "total_is_exact": True,
        "page": page,
        "pages": pages,
        "next": address(page + 1) if page < pages else None,
        "previous": address(page - 1) if page > 1 else None,
        "results": entries,
    }


def search_json(
    entries: ListShape,
    *,
    query: QueryShape,
    facets: Mapping[str, Iterable[FacetValue]],
    path: str,
) -> SearchShape:
    """Return a page of results with its facets; `path` is the absolute address of the search."""
    return {
        **entries,
        "query": query,
        "did_you_mean": None,
        "facets": {
            facet: [_facet_value(value, path) for value in values]
            for facet, values in facets.items()
        },
    }


def result_json(
    entry: QuoteShape | PrincipleShape | SourceShape,
    *,
    kind: str,
    score: float,
    highlight: str,
) -> dict[str, object]:
    """Return the entry's own shape with what the search says of it.

    `kind` is that of the entry here, so a source's own kind is given as `source_kind`.
    """
    shape: dict[str, object] = dict(entry)
    if kind == "source":
        shape["source_kind"] = shape["kind"]
    return {**shape, "kind": kind, "score": score, "highlight": highlight}


def _facet_value(value: FacetValue, path: str) -> FacetValueShape:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.is_selected,
        "url": path + value.url,
    }
