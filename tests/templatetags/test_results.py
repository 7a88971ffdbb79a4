"""What a search says of its results and of finding nothing, for each case."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.safestring import SafeString

from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import ResultPage, result_page
from principles.search.query import parse
from principles.search.results import Credit
from principles.templatetags.results import (
    how_complete,
    how_much,
    page_title,
    people_linked,
    people_named,
    what_is_kept,
    why_nothing,
)
from tests.factories import (
    PersonFactory,
    SourceFactory,
    TagFactory,
    published_principle,
    published_quote,
)

pytestmark = pytest.mark.django_db


IN_LETTER = "in Letter to Acme’s shareholders, 1997, in English, with the verdict “Unverified”"


@pytest.fixture
def _quote() -> None:
    """A base that has one quote and its source."""
    published_quote("We invent and wander.", source=SourceFactory(title="Letters"))
    refresh()


def searched(text: str, **filters: Any) -> ResultPage:
    return result_page(parse(text), Filters.of(**filters))


def inexact(page: ResultPage) -> ResultPage:
    return replace(page, found=replace(page.found, is_exact=False))


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("", 1, "Search"),
        ("invent", 1, "invent: search results"),
        ("invent", 2, "invent: search results, page 2"),
        ("", 3, "Search, page 3"),
        ("a" * 70, 1, f"{'a' * 59}…: search results"),
    ],
)
def test_the_page_is_entitled_by_what_was_typed(text: str, number: int, title: str) -> None:
    assert page_title(replace(searched(text), number=number)) == title


@pytest.mark.usefixtures("_quote")
@pytest.mark.parametrize(
    ("text", "title"),
    [("invent", "invent (Quote): search results"), ("", "Quotes: search results")],
)
def test_the_title_of_a_narrowed_search_names_what_it_is_narrowed_to(text: str, title: str) -> None:
    assert page_title(searched(text, kind="quote")) == title


@pytest.mark.usefixtures("_quote")
@pytest.mark.parametrize(
    ("text", "kind", "heading"),
    [
        ("invent", "", "1 result for <b>invent</b>"),
        ("inventt", "", "1 result for <b>invent</b>"),
        ("zebra", "", "No results for <b>zebra</b>"),
        ("", "", "Everything here: 2 entries"),
        ("", "quote", "1 quote"),
        ("", "principle", "No principles"),
        ("<b>", "", "No results for <b>&lt;b&gt;</b>"),
    ],
)
def test_the_heading_tells_how_much_was_found(text: str, kind: str, heading: str) -> None:
    assert how_much(searched(text, kind=kind)) == heading


@pytest.mark.usefixtures("_quote")
@pytest.mark.parametrize(
    ("text", "kind", "heading"),
    [
        ("invent", "", "At least 1 result for <b>invent</b>"),
        ("", "quote", "At least 1 quote"),
    ],
)
def test_a_count_that_is_not_exact_is_the_least(text: str, kind: str, heading: str) -> None:
    assert how_much(inexact(searched(text, kind=kind))) == heading


@pytest.mark.usefixtures("_quote")
@pytest.mark.parametrize(
    ("complete", "is_exact", "said"),
    [
        (1, True, "1 result matches {every}; the others match at least 2 of them."),
        (2, False, "At least 2 results match {every}; the others match at least 2 of them."),
        (0, True, "Nothing matches {every}; these match at least 2 of them."),
        (0, False, "None of these matches {every}; these match at least 2 of them."),
    ],
)
def test_results_without_all_words_are_told(complete: int, is_exact: bool, said: str) -> None:
    page = searched("invent wander quickly")
    found = replace(page.found, complete=complete, least=2, is_exact=is_exact)
    told = said.format(every="all 3 words in one place")
    assert how_complete(replace(page, found=found)) == told


@pytest.mark.usefixtures("_quote")
@pytest.mark.parametrize(
    ("filters", "heading", "title"),
    [
        (
            {"kind": "quote", "person": ["ann-author"]},
            "2 quotes by Ann Author",
            "Quotes by Ann Author",
        ),
        ({"person": ["ann-author"]}, "3 entries by Ann Author", "Entries by Ann Author"),
        (
            {"kind": "quote", "tag": ["speed", "trust"], "year": "1997"},
            "1 quote tagged “speed” and “trust”, from 1997",
            "Quotes tagged “speed” and “trust”, from 1997",
        ),
        ({"kind": "source", "year": "1901"}, "No sources from 1901", "Sources from 1901"),
        (
            {"source": "letter", "verdict": "unverified", "language": "en"},
            f"2 entries {IN_LETTER}",
            f"Entries {IN_LETTER}",
        ),
        (
            {"principle": ["hurry"], "kind": "quote"},
            "1 quote that “Hurry” rests on",
            "Quotes that “Hurry” rests on",
        ),
    ],
)
def test_an_address_without_words_is_described_in_words(
    filters: dict[str, Any], heading: str, title: str
) -> None:
    ann = PersonFactory(name="Ann Author", slug="ann-author")
    letter = SourceFactory(
        title="Letter to shareholders", publisher="Acme", year=1997, slug="letter"
    )
    for name in ("speed", "trust"):
        TagFactory(name=name, slug=name)
    quote = published_quote(source=letter, speakers=[ann], tags=["speed", "trust"])
    published_quote(source=letter, speakers=[ann], tags=["speed"])
    published_principle(quote, name="Hurry", slug="hurry")
    found = searched("", **filters)
    assert how_much(found) == heading
    assert page_title(found) == f"{title}: search results"


@pytest.mark.parametrize(
    ("filters", "sort", "said"),
    [
        ({"kind": "quote"}, "relevance", "this filter"),
        ({"kind": "quote", "year": "1997"}, "year", "these 2 filters and the order by year"),
        ({}, "source", "the order in the source"),
    ],
)
def test_what_a_new_search_keeps_is_said(filters: dict[str, str], sort: str, said: str) -> None:
    assert what_is_kept(result_page(parse("x"), Filters.of(**filters), sort=sort)) == said


@pytest.mark.parametrize(
    ("text", "filters", "said"),
    [
        ("!!!", {}, "There is no letter or digit in that to look for."),
        ("synonyms:no", {}, "There is no word beside synonyms:no to look for."),
        ("invent", {"kind": "principle"}, "Nothing under this filter matches."),
        ("", {"kind": "quote", "verdict": "altered"}, "Nothing under these filters."),
        ("9.9", {}, "No principle here has a quote in this place."),
        ("S99", {}, "No source here has this number."),
        ("", {}, "Nothing has been published here yet."),
        ("tag:zebras", {}, ""),
        ("year:2016..1997", {}, ""),
        ("-invent -letters", {}, "Nothing is left after what was to be left out."),
        ("verdict:altered", {}, "Nothing is under this operator."),
        ("verdict:altered kind:quote", {}, "Nothing is under these operators."),
        ("verdict:altered invent", {}, "Nothing under this operator matches."),
        (
            "verdict:altered -wander",
            {},
            "Nothing is under this operator without what was to be left out.",
        ),
        ("zebra", {}, "Nothing that is searched has this word."),
        ('"zebra crossing"', {}, "Nothing that is searched has exactly these words."),
        ("zebra or lion", {}, "Nothing that is searched has any of these words."),
        ("zebra lion", {}, "Nothing that is searched has all of these words."),
        (
            "zebra -invent",
            {},
            "Nothing that is searched has this word without what was to be left out.",
        ),
    ],
)
def test_finding_nothing_has_its_reason(text: str, filters: dict[str, str], said: str) -> None:
    assert why_nothing(searched(text, **filters)) == said


ANN = Credit("/people/ann/", SafeString("<mark>Ann</mark>"))
BO = Credit("/people/bo/", SafeString("Bo"))


def test_people_of_a_result_keep_their_marks() -> None:
    assert people_linked([ANN, BO]) == (
        '<a href="/people/ann/"><mark>Ann</mark></a> and <a href="/people/bo/">Bo</a>'
    )
    assert people_named([ANN, BO, BO]) == "<mark>Ann</mark>, Bo and Bo"
    assert people_linked([]) == ""
