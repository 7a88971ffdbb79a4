"""What is offered for a word that is there, but hardly, or in another form only."""

from typing import Any

import pytest
from django.test import Client

from principles.models import Quote
from principles.search.lexicon import refresh
from tests.factories import SourceFactory, published_quote
from tests.search.asked import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> None:
    source = SourceFactory(title="Sayings")
    for text in (
        "A harvest is possible.",
        "What is possible is done.",
        "Not posible here, said somebody.",
        "Waking early helps the harvest.",
        "They woke and kept on waking.",
        "Obsession with the harvest.",
    ):
        published_quote(text, source=source)
    refresh()


def test_a_word_the_texts_misspell_is_found_and_the_right_one_offered() -> None:
    found = page("posible harvest")
    assert found.offered == "possible harvest"
    assert found.as_offered == "?q=possible+harvest"
    assert found.did_you_mean is None
    assert not found.reading.corrected


def test_a_slip_that_shares_its_stem_with_a_word_is_found_and_the_word_offered() -> None:
    found = page("wakeing early")
    assert found.found.complete == 1
    assert found.offered == "waking early"


@pytest.mark.parametrize(
    "typed",
    [
        "possible harvest",  # as common as any like it
        "posible somebody",  # stands with the other word
        "posible",  # too little is known of it
        "obsessions harvest",  # another ending is no slip
        '"posible" harvest',
        "-posible harvest",
        "harvest posib",
        "woke harvest",
        "",
    ],
)
def test_no_other_word_is_offered_for_what_may_be_meant(typed: str) -> None:
    assert page(typed).offered == ""


def test_a_word_that_was_withdrawn_since_is_not_offered() -> None:
    Quote.objects.filter(text__contains="possible").update(status="withdrawn")
    assert page("posible harvest").offered == ""


def test_a_form_that_was_withdrawn_since_is_not_offered() -> None:
    published_quote("We wake early.")
    Quote.objects.filter(text__contains="aking").update(status="withdrawn")
    found = page("wakeing early")
    assert found.found.complete == 1
    assert found.offered == ""


def test_each_doubted_word_is_weighed_beside_the_others_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    source = SourceFactory(title="Sayings")
    for text in (
        "Possible and seperate, definately.",
        "Posible and separate, definately.",
        "Posible and seperate, definitely.",
        "Separate, possible, definitely.",
        "Definitely separate, and possible.",
    ):
        published_quote(text, source=source)
    refresh()
    with django_assert_num_queries(9):  # four limit the time, names, two search, two offers
        found = page("posible seperate definately")
    assert found.offered == "possible separate definitely"


def test_the_page_asks_whether_it_was_meant_and_keeps_the_filters(client: Client) -> None:
    page = client.get("/search/", {"q": "posible harvest", "kind": "quote"}).content.decode()
    link = '<a href="?q=possible+harvest&amp;kind=quote"><bdi>possible harvest</bdi></a>'
    assert f"Did you mean {link}?" in page
