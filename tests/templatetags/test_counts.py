import pytest

from principles.templatetags.counts import counted, in_words, spelled


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
        (20, "Twenty quotes"),
        (71, "Seventy-one quotes"),
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
