"""Digits and number words, contractions, compounds, signs: the same in another writing."""

import pytest

from principles.search.lexicon import refresh
from principles.search.query import parse
from principles.search.results import results
from principles.search.writings import Writing, writings
from tests.factories import published_quote
from tests.search.asked import page, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("It is Day 1 again.", "day one"),
        ("It is day one again.", "day 1"),
        ("There were seventeen of us.", "17 of us"),
        ("About 40 reasons.", "forty reasons"),
        ("The 3rd rule.", "third rule"),
        ("The second law.", "2nd law"),
        ("It grew 838% that year.", "838 percent"),
        ("It grew 838 percent that year.", "838%"),
        ("We had 1.5 million customers.", "1.5million"),
        ("We had 1.5 million customers.", "1.5M customers"),
        ("Revenue of $147.8 million.", "$147.8M"),
        ("Revenue of $147.8M that year.", "147.8 million"),
        ("Some 3bn people.", "3 billion people"),
        ("A race of 10 km.", "10km race"),
        ("A race of 10km.", "10 km race"),
    ],
)
def test_a_number_is_found_in_another_writing(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    assert texts(typed) == [said]
    assert page(typed).found.complete == 1


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("The process is not the thing.", "process isn’t the thing"),
        ("The process is not the thing.", "process isn´t the thing"),
        ("The process isn't the thing.", "process is not the thing"),
        ("I’ve been reminding people.", "I have been reminding people"),
        ("I have been reminding people.", "I've been reminding"),
        ("They don’t know the answer.", "do not know the answer"),
        ("We cannot wait.", "can't wait"),
        ("We can’t wait.", "cannot wait"),
        ("He will not go.", "won't go"),
        ("Let us begin.", "let's begin"),
        ("We are here.", "we’re here"),
        ("That’s how.", "that is how"),
    ],
)
def test_a_contraction_is_its_long_form(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    assert texts(typed) == [said]
    assert page(typed).found.complete == 1


@pytest.mark.parametrize(
    ("typed", "not_written"), [("well", "we will"), ("were", "we are"), ("ill", "i will")]
)
def test_another_word_of_the_same_letters_is_no_contraction(typed: str, not_written: str) -> None:
    assert not_written not in [writing.words for writing in writings(parse(typed))]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Build microservices.", "micro services"),
        ("Build micro services.", "microservices"),
        ("Build micro-services.", "microservices"),
        ("Build microservices.", "micro-services"),
        ("Online commerce saves money.", "on line commerce"),
        ("Online commerce saves money.", "e-commerce"),
        ("Ecommerce saves money.", "e-commerce"),
        ("Avoid over engineering.", "overengineering"),
        ("Avoid overengineering.", "over engineering"),
        ("Avoid over-engineering.", "overengineering"),
        ("Give feed back.", "feedback"),
        ("Mergers & acquisitions fail.", "mergers and acquisitions"),
        ("Mergers and acquisitions fail.", "mergers & acquisitions"),
        ("Spend on R and D.", "R&D"),
    ],
)
def test_a_compound_is_found_joined_apart_and_with_a_hyphen(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    assert texts(typed) == [said]


@pytest.mark.parametrize("typed", ["miller&page", "miller+page", "page@miller", "miller.page"])
def test_signs_that_part_no_words_fall_back_to_words(typed: str) -> None:
    published_quote("A page by a miller.")
    refresh()
    assert texts(typed) == ["A page by a miller."]
    assert page(typed).unknown == [typed]


def test_signs_between_words_stay_where_these_stand_in_a_row() -> None:
    published_quote("Said by Miller & Page.")
    published_quote("A page by a miller.")
    refresh()
    assert texts("miller&page") == ["Said by Miller & Page."]


@pytest.mark.parametrize("typed", ["中国", "10.5", "R&D"])
def test_letters_numbers_and_scripts_without_spaces_are_not_taken_apart(typed: str) -> None:
    published_quote("国 and 中, 5 and 10.")
    refresh()
    assert page(typed).reading.parted == {}


def test_the_words_as_typed_come_before_another_writing_and_this_before_words_apart() -> None:
    apart = published_quote("One never knows what the day brings.").text
    written = published_quote("It is day 1 now, as it was.").text
    typed = published_quote("On day one, as it was said.").text
    refresh()
    assert texts("day one") == [typed, written, apart]


def test_only_one_writing_is_marked_where_it_stands_in_a_row() -> None:
    published_quote("It is what is not now: it is so.")
    refresh()
    hits = page("isn't")
    [result] = results(hits.found.hits, hits.reading)
    assert result.words == "It is what <mark>is not</mark> now: it is so."


def test_an_operator_leaves_other_writings_out() -> None:
    published_quote("It is day 1 now.")
    refresh()
    assert texts("one synonyms:no") == []


@pytest.mark.parametrize("typed", ['"day one"', "-one day"])
def test_what_is_quoted_or_excluded_has_no_other_writing(typed: str) -> None:
    assert [w for w in writings(parse(typed)) if "1" in w.words] == []


def test_a_writing_of_two_terms_stands_in_for_both() -> None:
    assert Writing((0, 1), "isnt") in writings(parse("is not"))
