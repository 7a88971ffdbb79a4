"""A real word is not a typing error: it is never searched as another, at most offered below."""

import pytest
from django.test import Client
from pytest_django import Settings

from principles.search.lexicon import refresh
from tests.factories import published_quote
from tests.search.asked import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> None:
    published_quote("A far case of the pace: hear the less prime tool, week by week.")
    published_quote("We have tape here; learn how mistakes will deal with a year.")
    published_quote("Customer obsession, like heat, comes first in every village.")
    published_quote("Making a wonderful process is now here.")
    refresh()


REAL = [
    *("fear", "peace", "fool", "weak", "heart", "cash", "pride", "loss", "lean", "hate", "café"),
    *("wall", "live", "were", "Fear", "FEAR", "nowhere", "costumer", "isn't", "doesn’t"),
]


@pytest.mark.parametrize("typed", REAL)
def test_a_real_word_is_never_searched_as_another(typed: str) -> None:
    found = page(typed)
    assert (found.found.total, found.did_you_mean) == (0, None)


@pytest.mark.parametrize("typed", ["fear of mistakes", "hate making a process", "were learn"])
def test_a_real_word_is_no_other_beside_other_words_either(typed: str) -> None:
    assert page(typed).did_you_mean is None


def test_a_word_that_is_none_is_still_corrected() -> None:
    assert page("custmer obsession").did_you_mean == "customer obsession"


def test_a_rare_real_word_is_offered_the_one_that_stands_beside_the_others() -> None:
    found = page("costumer obsession")
    assert (found.did_you_mean, found.offered) == (None, "customer obsession")
    assert found.offers_below


def test_a_common_real_word_is_offered_no_other() -> None:
    assert page("heart obsession").offered == ""


def test_what_is_offered_for_a_real_word_stands_below_the_results(client: Client) -> None:
    published_quote("Costumers sew.")
    for n in range(4):
        published_quote(f"Customer obsession {n}.")
    refresh()
    html = client.get("/search/", {"q": "costumer obsession first"}).content.decode()
    assert html.index('id="results"') < html.index("Did you mean")


def test_what_is_short_and_in_capitals_is_an_abbreviation() -> None:
    assert page("CRSE").did_you_mean is None
    assert page("crse").did_you_mean == "case"


@pytest.mark.parametrize("typed", ["cse", "caes", "wek"])
def test_a_short_word_may_lack_a_letter_or_have_two_exchanged(typed: str) -> None:
    assert page(typed).did_you_mean


def test_a_short_word_with_another_letter_is_another_word() -> None:
    published_quote("An ore.")
    refresh()
    assert page("okr").did_you_mean is None
    assert page("orx").did_you_mean is None


def test_the_first_letter_is_right_where_that_explains_the_word() -> None:
    published_quote("Belong. Belong. Zealong.")
    published_quote("Belong to me.")
    published_quote("Xelons.")
    refresh()
    assert page("xelong").did_you_mean == "xelons"


def test_in_another_language_any_word_may_be_a_typing_error(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    assert page("heart").did_you_mean


def test_a_real_word_is_not_read_as_two_but_may_be_written_so() -> None:
    published_quote("Give feed back.")
    refresh()
    found = page("feedback")
    assert (found.found.total, found.did_you_mean) == (1, None)
