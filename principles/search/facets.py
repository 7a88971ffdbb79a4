"""Facets: what the results can be narrowed to, each value with the address it leads to.

Kind, source, year and verdict hold one value, so they are counted without their own filter:
choosing another replaces it. Principles, people and tags all have to hold and are counted within
the results. The count of a value that is not applied is therefore the total behind its link; an
applied one shows the total there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from principles.models import SearchEntry, Source, Verdict
from principles.search.query import Filters
from principles.search.ranking import SORTS, Count, Found
from principles.search.reading import Reading

NAMES = {
    "kind": "Kind",
    "principle": "Principle",
    "source": "Source",
    "person": "Person",
    "tag": "Tag",
    "year": "Year",
    "verdict": "Provenance",
}
SHOWN = 12  # values of a facet that a page has room for
_VERDICTS = [str(verdict) for verdict in Verdict]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by; `url` is relative to the page and toggles it."""

    value: str
    label: str
    count: int
    is_selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, the applied ones among them."""

    facet: str
    name: str
    values: tuple[FacetValue, ...]

    @property
    def shown(self) -> tuple[FacetValue, ...]:
        """Return the values that a page shows: the most frequent ones and the applied."""
        return tuple(
            value for place, value in enumerate(self.values) if place < SHOWN or value.is_selected
        )


@dataclass(frozen=True, slots=True)
class AppliedFilter:
    """A filter that is applied, with the address of the results without it."""

    name: str
    label: str
    url: str


def address(text: str, filters: Filters, *, page: int = 1, sort: str = SORTS[0]) -> str:
    """Return the query string of that state; the same state always has the same."""
    pairs = [("q", text)] if text else []
    pairs += filters.pairs()
    if sort != SORTS[0]:
        pairs.append(("sort", sort))
    if page > 1:
        pairs.append(("page", str(page)))
    return "?" + urlencode(pairs)


def facets(
    text: str, filters: Filters, *, found: Found, reading: Reading, sort: str = SORTS[0]
) -> tuple[Facet, ...]:
    """Return the facets that have a value, in the order of the page."""
    gathered = []
    for facet, name in NAMES.items():
        values = [
            FacetValue(
                value=count.value,
                label=_label(count),
                count=found.total if is_selected else count.results,
                is_selected=is_selected,
                url=address(text, filters.toggled(facet, count.value), sort=sort),
            )
            for count in _ordered(facet, found)
            for is_selected in [filters.has(facet, count.value)]
        ]
        counted = {value.value for value in values}
        values += [
            FacetValue(
                value=value,
                label=_applied_label(facet, value, reading=reading),
                count=found.total,
                is_selected=True,
                url=address(text, filters.toggled(facet, value), sort=sort),
            )
            for applied, value in filters.pairs()
            if applied == facet and value not in counted
        ]
        if values:
            gathered.append(Facet(facet, name, tuple(values)))
    return tuple(gathered)


def applied_filters(
    text: str, filters: Filters, *, reading: Reading, sort: str = SORTS[0]
) -> list[AppliedFilter]:
    """Return the filters that are applied, in the order of the address."""
    return [
        AppliedFilter(
            name=NAMES[facet],
            label=_applied_label(facet, value, reading=reading),
            url=address(text, filters.toggled(facet, value), sort=sort),
        )
        for facet, value in filters.pairs()
    ]


def _ordered(facet: str, found: Found) -> list[Count]:
    counts = [count for count in found.counts if count.facet == facet]
    match facet:
        case "year":
            return sorted(counts, key=lambda count: int(count.value), reverse=True)
        case "verdict":
            return sorted(counts, key=lambda count: _VERDICTS.index(count.value))
        case "kind":
            return sorted(counts, key=lambda count: count.value)
    return counts


def _label(count: Count) -> str:
    match count.facet:
        case "source" if count.year is not None:
            return f"{count.label}, {_year(count.year)}"
        case "source":
            return f"{count.label}, {Source.Kind(count.source_kind).label.lower()}"
    return _own_label(count.facet, count.value) or count.label


def _applied_label(facet: str, value: str, *, reading: Reading) -> str:
    applied = reading.filters.get((facet, value))
    if applied is None:
        return _own_label(facet, value) or value
    return f"{applied.label}, {_year(applied.year)}" if applied.year is not None else applied.label


def _own_label(facet: str, value: str) -> str:
    match facet:
        case "kind":
            return str(SearchEntry.Kind(value).label)
        case "verdict":
            return str(Verdict(value).label)
        case "year":
            return _year(int(value))
    return ""


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
