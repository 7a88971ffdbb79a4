"""Filters: what is applied, and what an address says of it."""

import pytest

from principles.models.facets import FACETS, KIND, TAG, YEAR, Facet
from principles.search.filters import Filters


def test_toggling_a_single_valued_filter_replaces_it() -> None:
    filters = Filters.of(kind="quote", year=1997)
    assert filters.toggled(KIND, "source").values(KIND) == ("source",)
    assert filters.toggled(KIND, "quote").values(KIND) == ()
    assert filters.toggled(YEAR, "2016").values(YEAR) == ("2016",)
    assert filters.toggled(YEAR, "1997").values(YEAR) == ()


def test_toggling_a_narrowing_filter_adds_and_takes_away() -> None:
    filters = Filters.of(tag=("a", "b"))
    assert filters.toggled(TAG, "c").values(TAG) == ("a", "b", "c")
    assert filters.toggled(TAG, "a").values(TAG) == ("b",)


def test_filters_are_counted_and_listed() -> None:
    filters = Filters.of(kind="quote", year=0, tag=("a", "b"))
    assert filters.count == 4
    assert filters.pairs == (("kind", "quote"), ("year", "0"), ("tag", "a"), ("tag", "b"))
    assert filters.has(YEAR, "0")
    assert not filters.has(TAG, "c")


def test_an_address_has_single_values_by_name_and_then_several() -> None:
    values = {facet.parameter: "1" for facet in FACETS}
    assert [name for name, _ in Filters.of(**values).pairs] == [
        *("kind", "language", "source", "verdict", "year"),
        *("principle", "person", "tag"),
    ]


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.parameter)
def test_an_empty_value_applies_no_filter(facet: Facet) -> None:
    assert Filters.of(**{facet.parameter: "", "kind": None}) == Filters()


def test_every_filter_counts() -> None:
    assert Filters().count == 0
    one = Filters.of(**{facet.parameter: "1" for facet in FACETS})
    assert one.count == len(one.pairs) == len(FACETS)
    assert Filters.of(principle=("p", "q"), person=("a",)).count == 3


def test_a_value_is_applied_where_it_is_the_whole_of_one() -> None:
    filters = Filters.of(kind="quote", tag=("ab",))
    assert filters.has(KIND, "quote")
    assert filters.has(TAG, "ab")
    assert not filters.has(TAG, "a")
    assert not filters.has(KIND, "quot")
