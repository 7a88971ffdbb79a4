"""Every parameter is cleaned by a form, and what a form cannot read it says in a sentence."""

import pytest
from django.http import QueryDict

from principles.forms import MOST_IN_ADDRESS, PageForm, SearchForm, VerifyForm
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


@pytest.mark.parametrize(
    ("page", "is_valid"),
    [("1", True), ("1000000", True), ("", True), ("0", False), ("1000001", False), ("x", False)],
)
def test_a_page_is_a_number_from_one(page: str, is_valid: bool) -> None:
    assert PageForm({"page": page}).is_valid() is is_valid


@pytest.mark.parametrize(
    ("parameters", "is_valid"),
    [
        ("year=-9999", True),
        ("year=9999", True),
        ("year=-10000", False),
        ("year=10000", False),
        ("verdict=unverified", True),
        ("verdict=stale", False),
        ("page=1", True),
        ("page=0", False),
        ("sort=year", True),
        ("sort=title", False),
        ("tag=a&tag=b", True),
        ("tag=a&tag=%3C", False),
    ],
)
def test_what_no_entry_can_have_is_refused(parameters: str, is_valid: bool) -> None:
    assert form(parameters).is_valid() is is_valid


@pytest.mark.parametrize(
    ("parameters", "order", "page"), [("", "relevance", 1), ("sort=year&page=3", "year", 3)]
)
def test_results_come_by_relevance_and_from_the_first_page(
    parameters: str, order: str, page: int
) -> None:
    asked = form(parameters)
    assert asked.is_valid()
    assert (asked.order, asked.page_number) == (order, page)


ELIDED = "ab … " * 11 + "cd.\n\n"


@pytest.mark.parametrize(
    ("text", "most", "sentence"),
    [
        ("a" * 20_000, None, ""),
        ("a" * 20_001, None, "You pasted 20,001 characters; the limit is 20,000. "),
        ("a" * 1_500, MOST_IN_ADDRESS, ""),
        ("a" * 1_501, MOST_IN_ADDRESS, "An address can hold 1,500 characters of text; "),
        ("a\r\n" * 750, MOST_IN_ADDRESS, ""),
        ("Ab cd. " * 200, None, ""),
        ("Ab cd. " * 201, None, "That is 201 sentences; at most 200 are verified at once. "),
        ("?!", None, "There is no word in that. "),
        ("Jeff Bezos", None, ""),
        ("Ab … " * 11 + "cd", None, ""),
        ("Ab … " * 12 + "cd", None, "One quote in it has 13 parts between ellipses and "),
        (ELIDED * 50, None, ""),
        (ELIDED * 51, None, "The quotes in it have 612 parts between ellipses and brackets; "),
    ],
)
def test_a_text_to_verify_has_words_and_is_not_too_long(
    text: str, most: int | None, sentence: str
) -> None:
    pasted = VerifyForm({"text": text}, **({"most": most} if most else {}))
    assert pasted.is_valid() is not bool(sentence)
    assert [found.startswith(sentence) for found in pasted.sentences] == [True] * bool(sentence)


@pytest.mark.parametrize(
    ("text", "is_too_long"),
    [
        ("Ab cd.", False),
        ("?!", False),
        ("a" * 20_001, True),
        ("Ab cd. " * 201, True),
        ("Ab … " * 13, True),
        (ELIDED * 51, True),
    ],
)
def test_only_what_is_too_long_is_helped_by_shortening(text: str, is_too_long: bool) -> None:
    assert VerifyForm({"text": text}).is_too_long is is_too_long
