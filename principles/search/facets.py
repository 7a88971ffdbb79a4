"""Facets: what the results can be narrowed to, each value with the address it leads to.

Kind, source, year and verdict hold one value, so they are counted without their own filter:
choosing another replaces it. Principles, people and tags all have to hold and are counted within
the results. The count of a value that is not applied is therefore the total behind its link; an
applied one shows the total there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from principles.models import Source
from principles.models.bibliography import printed_year
from principles.models.facets import FACETS, Entries, Facet, Order
from principles.models.titles import reference_title
from principles.search.filters import Filters
from principles.search.found import Count, Found
from principles.search.ranking import SORTS
from principles.search.reading import Reading

SHOWN = 12  # values of a facet that a page has room for


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by; `url` is relative to the page and toggles it."""

    value: str
    label: str
    count: int
    is_selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class ListedFacet:
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

    facet: Facet
    name: str
    label: str
    url: str


def address(text: str, filters: Filters, *, page: int = 1, sort: str = SORTS[0]) -> str:
    """Return the query string of that state; the same state always has the same."""
    pairs = [("q", text)] if text else []
    pairs += filters.pairs
    if sort != SORTS[0]:
        pairs.append(("sort", sort))
    if page > 1:
        pairs.append(("page", str(page)))
    return "?" + urlencode(pairs)


def facets(
    text: str, filters: Filters, *, found: Found, reading: Reading, sort: str = SORTS[0]
) -> tuple[ListedFacet, ...]:
    """Return the facets that have a value, in the order of the page."""
    gathered = []
    for facet in FACETS:
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
            for value in filters.values(facet)
            if value not in counted
        ]
        if len(values) >= facet.fewest or any(value.is_selected for value in values):
            gathered.append(ListedFacet(facet.parameter, facet.label, tuple(values)))
    return tuple(gathered)


def applied_filters(
    text: str, filters: Filters, *, reading: Reading, sort: str = SORTS[0]
) -> list[AppliedFilter]:
    """Return the filters that are applied, in the order of the address."""
    return [
        AppliedFilter(
            facet=facet,
            name=facet.label,
            label=_applied_label(facet, value, reading=reading),
            url=address(text, filters.toggled(facet, value), sort=sort),
        )
        for facet, value in filters.applied
    ]


def _ordered(facet: Facet, found: Found) -> list[Count]:
    counts = [count for count in found.counts if count.facet is facet]
    values = facet.values
    if facet.order is Order.COUNT or isinstance(values, Entries):
        return counts
    is_latest_first = facet.order is Order.LATEST
    return sorted(counts, key=lambda c: values.number(c.value), reverse=is_latest_first)


def _label(count: Count) -> str:
    values = count.facet.values
    if not isinstance(values, Entries):
        return values.label(count.value)
    label = reference_title(count.label, count.publisher)
    if count.year is not None:
        return f"{label}, {printed_year(count.year)}"
    kind = f", {Source.Kind(count.source_kind).label.lower()}" if count.source_kind else ""
    return label + kind


def _applied_label(facet: Facet, value: str, *, reading: Reading) -> str:
    if not isinstance(facet.values, Entries):
        return facet.values.label(value)
    applied = reading.filters.get((facet.parameter, value))
    if applied is None:
        return value
    year = f", {printed_year(applied.year)}" if applied.year is not None else ""
    return reference_title(applied.label, applied.publisher) + year
