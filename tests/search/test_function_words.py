"""Function words decide nothing: what is found, in which tier, what is marked and advised."""

import pytest
from django.test import Client
from pytest_django import Settings

from principles.search.function_words import is_function_word
from principles.search.lexicon import refresh
from principles.search.results import results
from tests.factories import published_quote, tag
from tests.search.asked import page

pytestmark = pytest.mark.django_db


def words(typed: str) -> list[str]:
    found = page(typed)
    return [str(result.words) for result in results(found.found.hits, found.reading)]


@pytest.mark.parametrize("word", ["the", "what", "isnt", "dont", "about", "would"])
def test_a_word_that_holds_a_sentence_together_is_one(word: str) -> None:
    assert is_function_word(word)


@pytest.mark.parametrize("word", ["own", "few", "first", "say", "quote", "", "day"])
def test_a_word_that_tells_is_none(word: str) -> None:
    assert not is_function_word(word)


def test_another_language_has_none(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    assert not is_function_word("was")


def test_an_entry_that_lacks_only_function_words_is_complete() -> None:
    published_quote("Surveys mislead.")
    refresh()
    found = page("why do the surveys mislead them").found
    assert (found.total, found.complete) == (1, 1)


def test_an_entry_that_has_only_function_words_is_not_found() -> None:
    published_quote("What is it to the others?")
    refresh()
    assert page("what is it to the dinosaurs").found.total == 0


@pytest.mark.parametrize("typed", ["the of and", "what is it"])
def test_they_are_looked_for_where_nothing_else_was_typed(typed: str) -> None:
    published_quote("What is the end of it and the middle?")
    refresh()
    assert page(typed).found.complete == 1


def test_in_capitals_one_is_an_abbreviation() -> None:
    published_quote("Everybody in it works.")
    refresh()
    assert page("IT strategy").found.complete == 0
    assert [term.text for term in page("IT works").reading.terms] == ["IT", "works"]


def test_the_name_of_a_tag_is_none() -> None:
    quote = published_quote("Ask again.")
    tag(quote, "why")
    refresh()
    assert page("why ask").reading.terms[0].text == "why"


def test_the_same_sentence_comes_before_the_same_telling_words() -> None:
    said = [
        "The end of surveys, of which I spoke.",
        "An end and surveys: all the same words, of the two.",
    ]
    for text in reversed(said):
        published_quote(text)
    refresh()
    assert [
        text.replace("<mark>", "").replace("</mark>", "") for text in words("the end of surveys")
    ] == said


def test_words_in_a_row_count_without_function_words_around_them() -> None:
    published_quote("2 is the number of the day, and a short text.")
    published_quote(
        "Day 2 comes sooner or later to those of us who do not keep watch, and it is late then."
    )
    refresh()
    assert page("what is day 2").found.hits[0].is_in_a_row


def test_they_are_marked_only_inside_of_the_words_in_a_row() -> None:
    published_quote("The process can become the thing, by the way.")
    published_quote("The thing that the process can become, the other.")
    refresh()
    first, second = words("the process can become the thing")
    assert first == "<mark>The process can become the thing</mark>, by the way."
    assert second == (
        "The <mark>thing</mark> that the <mark>process</mark> can <mark>become</mark>, the other."
    )


def test_one_alone_marks_no_longer_words() -> None:
    published_quote("They say that the theme is then clear.")
    refresh()
    assert words("the") == ["They say that <mark>the</mark> theme is then clear."]


def test_the_last_word_marks_longer_ones_only_where_it_is_not_there_itself() -> None:
    published_quote("A loose gala of the galaxid.")
    published_quote("Of the loose galaxid.")
    refresh()
    assert sorted(words("loose galax")) == [
        "A <mark>loose</mark> gala of the <mark>galaxid</mark>.",
        "Of the <mark>loose</mark> <mark>galaxid</mark>.",
    ]
    assert words("loose gala") == ["A <mark>loose</mark> <mark>gala</mark> of the galaxid."]


def test_the_page_names_the_words_that_decide(client: Client) -> None:
    published_quote("The process became a thing, once.")
    published_quote("A process can begin.")
    published_quote("A thing begins.")
    refresh()
    html = client.get(
        "/search/", {"q": "the process that begins the strange thing"}
    ).content.decode()
    words = "“process”, “begins”, “strange” and “thing”"
    assert f"Nothing matches {words} in one place; these match at least 2" in html


def test_those_of_a_question_bring_nothing_up() -> None:
    short = published_quote("Failure.").pk
    long = published_quote("How should we all have dealt with the failure that we had to see?").pk
    refresh()
    hits = page("how should we have failure").found.hits
    assert [hit.number for hit in hits] == [short, long]
