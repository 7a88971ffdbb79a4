"""Words of one family, and British and American spellings: below exact words, and said."""

import pytest
from django.test import Client

from principles.search.lexicon import refresh
from principles.search.results import results
from tests.factories import published_quote
from tests.search.asked import page, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Autonomy is a duty.", "autonomous"),
        ("They are autonomous.", "autonomy"),
        ("Bureaucracy grows.", "bureaucratic"),
        ("Analysis is slow.", "analytical"),
        ("They see it analytically.", "analyse"),
        ("Analyze it.", "analyse"),
        ("Personalized service.", "personalised"),
        ("Defense first.", "defence"),
        ("Colour matters.", "color"),
        ("The program ran.", "programmes"),
        ("A decision is due.", "decide"),
    ],
)
def test_a_word_of_the_family_is_found_and_the_reason_said(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    hits = page(typed)
    [result] = results(hits.found.hits, hits.reading)
    assert result.entry.text == said
    assert (hits.did_you_mean, hits.nowhere) == (None, [])
    assert [note.lead for note in result.notes] == [f"for “{typed}”:"]


@pytest.mark.parametrize(
    ("said", "typed"),
    [("The Prime program.", "primer"), ("Count them.", "counter"), ("Alive and well.", "liver")],
)
def test_a_noun_that_means_something_else_first_is_of_no_family(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    assert texts(typed) == []


def test_the_word_itself_comes_before_its_family() -> None:
    said = ["They are autonomous, as long as it lasts, and longer.", "Autonomy."]
    for text in said:
        published_quote(text)
    refresh()
    assert texts("autonomous") == said


def test_a_family_is_not_asked_where_enough_have_the_word() -> None:
    for n in range(10):
        published_quote(f"An autonomous team, number {n}.")
    published_quote("Autonomy for a team.")
    refresh()
    assert page("autonomous team").found.total == 10


def test_where_an_entry_has_the_word_only_that_is_marked() -> None:
    published_quote("The autonomous need autonomy.")
    refresh()
    hits = page("autonomous")
    [result] = results(hits.found.hits, hits.reading)
    assert result.words == "The <mark>autonomous</mark> need autonomy."


def test_a_word_of_no_family_is_not_found_by_its_letters() -> None:
    published_quote("The university is universal.")
    refresh()
    assert texts("universes") == texts("universe")
    assert texts("automobile") == []


def test_an_operator_leaves_the_family_out() -> None:
    published_quote("Autonomy is a duty.")
    refresh()
    assert texts("autonomous synonyms:no") == []


def test_the_page_says_why(client: Client) -> None:
    published_quote("Autonomy is a duty.")
    refresh()
    html = client.get("/search/", {"q": "autonomous"}).content.decode()
    assert "for “autonomous”: <mark>autonomy</mark>" in " ".join(html.split())
    assert "Nothing that is searched has “<bdi>autonomous</bdi>” itself" in html
    assert 'href="?q=autonomous+synonyms%3Ano"' in html


def test_the_page_says_nothing_of_a_family_where_the_word_itself_is_there(client: Client) -> None:
    published_quote("An autonomous team.")
    refresh()
    assert "itself" not in client.get("/search/", {"q": "autonomous"}).content.decode()
