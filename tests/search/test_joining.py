"""What an "or" in small letters joins: all the words on its sides, if these are few."""

import pytest
from django.test import Client

from principles.models import Quote
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.matching import matching_numbers
from principles.search.pages import result_page
from principles.search.query import parse
from tests.factories import published_principle, published_quote

pytestmark = pytest.mark.django_db


def numbers(typed: str) -> list[int]:
    return [h.number for h in result_page(parse(typed), Filters()).found.hits if h.kind == "quote"]


@pytest.mark.parametrize(
    ("typed", "sides"),
    [
        ("day 1 or day 2", (("day", "1"), ("day", "2"))),
        ("a or b c or d", (("a",), ("b", "c"), ("d",))),
        ("customers wait or process -survey", (("customers", "wait"), ("process",))),
        ("one two three four or five", ()),
        ("customers wait OR process", ()),
        ('"day 1" or day 2', ()),
        ("day 1 or", ()),
        ("or day 1", ()),
    ],
)
def test_or_joins_all_the_words_on_its_sides(
    typed: str, sides: tuple[tuple[str, ...], ...]
) -> None:
    assert parse(typed).sides == sides


def test_each_side_is_asked_for_whole() -> None:
    one = published_quote("It is day 1.").pk
    two = published_quote("The second day has 2 halves.").pk
    published_quote("A day more, whatever it may be.")
    published_quote("1 or 2 of us.")
    refresh()
    assert set(numbers("day 1 or day 2")) == {one, two}


def test_or_in_capitals_joins_one_word_on_either_side() -> None:
    both = published_quote("Day 1 it is.").pk
    published_quote("2 of them.")
    refresh()
    assert numbers("day 1 OR 2") == [both]


def test_where_a_side_is_long_or_is_a_word() -> None:
    published_quote("We sell or rent houses here and elsewhere.")
    refresh()
    assert [term.text for term in parse("we sell all houses or rent").terms][4] == "or"


def test_a_side_of_function_words_alone_brings_nothing_up() -> None:
    one = published_quote("It is day 1.").pk
    published_quote("This is not it.")
    refresh()
    assert numbers("day 1 or not") == [one]


def test_the_words_as_typed_come_before_either_side() -> None:
    for n in range(3):
        published_principle(name=f"To be {n}", body="It is not to be.")
    quote = published_quote("To be, or not to be: that is the question for all who ask it.")
    refresh()
    first = result_page(parse("to be or not to be"), Filters()).found.hits[0]
    assert (first.kind, first.number) == ("quote", quote.pk)


def test_a_side_in_a_row_comes_before_its_words_apart() -> None:
    apart = published_quote("A day of 1 hour.").pk
    row = published_quote("So it is still day 1 for all of us who have come here to see it.").pk
    refresh()
    assert numbers("day 1 or night 9") == [row, apart]


def test_the_page_says_how_or_was_read(client: Client) -> None:
    published_quote("It is day 1.")
    html = client.get("/search/", {"q": "day 1 or day 2"}).content.decode()
    assert "Read as either of these: “<bdi>day 1</bdi>” or “<bdi>day 2</bdi>”." in html
    assert 'href="?q=day+1+%22or%22+day+2"' in html


def test_at_the_desk_each_side_is_asked_for_whole() -> None:
    one = published_quote("It is day 1.")
    published_quote("A day more, whatever it may be.")
    assert list(matching_numbers(Quote.objects.all(), "day 1 or night 2")) == [one]
