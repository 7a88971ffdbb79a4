"""Every parameter is cleaned by a form, and what a form cannot read it says in a sentence."""

import pytest
from django.http import QueryDict

from principles.forms import PageForm, SearchForm
from principles.search.filters import Filters


def form(parameters: str) -> SearchForm:
    return SearchForm(QueryDict(parameters))


def test_nothing_asked_is_the_first_page_of_everything() -> None:
    asked = form("")
    assert asked.is_valid()
    assert asked.query.is_empty
    assert asked.filters == Filters()
    assert asked.page_number == 1


def test_empty_parameters_are_not_asked() -> None:
    asked = form("q=&kind=&principle=&source=&year=&verdict=&sort=&page=")
    assert asked.is_valid()
    assert asked.filters == Filters()


def test_parameters_become_filters() -> None:
    asked = form("q=+a+&kind=quote&principle=b&principle=c&principle=b&source=d&year=-43&tag=e")
    assert asked.is_valid()
    assert asked.query.text == "a"
    assert asked.filters == Filters.of(
        kind="quote", principle=("b", "c"), source="d", year=-43, tag=("e",)
    )


def test_every_mistake_has_its_sentence() -> None:
    asked = form("kind=x&year=y&verdict=z&page=0&tag=%3C&source=%3E")
    assert not asked.is_valid()
    assert len(asked.sentences) == 6
    assert all(sentence.endswith(".") for sentence in asked.sentences)


@pytest.mark.parametrize("facet", ["principle", "person", "tag"])
def test_twenty_slugs_are_the_most(facet: str) -> None:
    slugs = [f"{facet}=t{n}" for n in range(21)]
    assert form("&".join(slugs[:20])).is_valid()
    assert not form("&".join(slugs)).is_valid()


def test_a_slug_that_is_repeated_counts_once() -> None:
    assert form("&".join(["tag=t"] * 21)).is_valid()


def test_a_page_is_a_number_from_one() -> None:
    assert PageForm({"page": "3"}).is_valid()
    assert not PageForm({"page": "0"}).is_valid()
