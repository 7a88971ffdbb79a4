import pytest

from principles.templatetags.counts import counted, in_words, spelled, tag_note, tagged


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "quote", "0 quotes"),
        (1, "quote", "1 quote"),
        (1760, "quote", "1,760 quotes"),
        (1, "person,people", "1 person"),
        (2, "person,people", "2 people"),
    ],
)
def test_a_count_has_the_form_of_its_noun(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "No quotes"),
        (1, "One quote"),
        (12, "Twelve quotes"),
        (19, "Nineteen quotes"),
        (20, "Twenty quotes"),
        (71, "Seventy-one quotes"),
        (99, "Ninety-nine quotes"),
        (100, "100 quotes"),
        (1760, "1,760 quotes"),
    ],
)
def test_a_sentence_begins_with_a_word_below_a_hundred(number: int, words: str) -> None:
    assert spelled(number, "quote") == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no"), (12, "twelve"), (13, "13"), (1760, "1,760")]
)
def test_inside_a_sentence_large_numbers_are_figures(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("principles", "quotes", "words", "note"),
    [
        (3, 1, "3 principles and 1 quote", "1 quote, 3 principles"),
        (1, 0, "1 principle", "1 principle"),
        (0, 2, "2 quotes", "2 quotes"),
    ],
)
def test_what_carries_a_tag_is_counted_without_what_there_is_none_of(
    principles: int, quotes: int, words: str, note: str
) -> None:
    assert tagged(principles=principles, quotes=quotes) == words
    assert tag_note(principles=principles, quotes=quotes) == note
