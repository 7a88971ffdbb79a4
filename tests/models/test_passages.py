"""How a passage is named, and who may see its heading and have it as their words."""

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Passage, Source
from tests.factories import PassageFactory, QuoteFactory, SourceFactory, cite, stored


@pytest.mark.parametrize(
    ("label", "heading", "locator"),
    [
        ("p. 3", "", "p. 3"),
        ("slide", "APIs are Forever", "slide “APIs are Forever”"),
        ("slide", "“Day 2” is stasis", "slide “‘Day 2’ is stasis”"),
        ("section “Resist Proxies”", "Resist Proxies", "section “Resist Proxies”"),
    ],
)
def test_a_heading_is_printed_after_the_label_once(label: str, heading: str, locator: str) -> None:
    assert Passage(label=label, heading=heading).locator == locator


@pytest.mark.parametrize(
    ("access", "is_shown"), [("full", True), ("window", False), ("hidden", False)]
)
def test_only_full_access_shows_a_heading(access: str, is_shown: bool) -> None:
    source = Source(text_access=access)
    passage = Passage(label="slide", heading="APIs are Forever")
    assert source.heading_of(passage) == ("APIs are Forever" if is_shown else "")
    assert source.locator_of(passage) == ("slide “APIs are Forever”" if is_shown else "slide")


def test_only_letters_and_books_give_their_headings_to_their_author() -> None:
    given = {kind for kind in Source.Kind if Source(kind=kind).headings_are_its_authors}
    assert given == {Source.Kind.LETTER, Source.Kind.BOOK}


@pytest.mark.django_db
def test_the_locator_of_a_citation_has_the_heading_and_the_paragraph() -> None:
    passage = stored(SourceFactory(), "One.\n\nTwo.", label="slide", heading="Two of them")
    citation = cite(QuoteFactory(), passage.source, passage=passage)
    assert citation.shown_locator == "slide “Two of them”"
    citation.paragraph = 2
    assert citation.shown_locator == "slide “Two of them”, ¶ 2"
    passage.source.text_access = Source.Access.HIDDEN
    assert citation.shown_locator == "slide, ¶ 2"


@pytest.mark.django_db
def test_the_locators_of_a_list_cost_no_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        passage = PassageFactory(heading="A title")
        cite(QuoteFactory(), passage.source, passage=passage)
    with django_assert_num_queries(1):
        assert {c.shown_locator[-9:] for c in Citation.objects.with_labels()} == {"“A title”"}
