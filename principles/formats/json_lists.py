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
    WordsShape,
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
    total_is_exact: bool = True,
) -> ListShape:
    """Return a page of a list; `address` gives the absolute address of a page.

    Where the total is not exact there are more than it says, which are not listed.
    """
    return {
        "url": address(page),
        "total": total,
        "total_is_exact": total_is_exact,
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
    words: WordsShape,
    facets: Mapping[str, Iterable[FacetValue]],
    facets_are_exact: bool,
    path: str,
) -> SearchShape:
    """Return a page of results with its facets; `path` is the absolute address of the search.

    `words` say what became of the words that were typed. Where the counts of facets are not exact,
    each is the least it may be.
    """
    return {
        **entries,
        "query": query,
        **words,
        "facets_are_exact": facets_are_exact,
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
