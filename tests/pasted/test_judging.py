"""Where a pasted sentence is found, and which of several places comes first."""

import pytest

from principles.models import Passage
from principles.pasted.candidates import ParagraphRange
from tests.pasted.passages import anywhere, judge, only, passage, words_of

SENTENCE = "Every captain counts the crates before a winter storm."
ALTERED = "Every captain counts the barrels before a winter storm."
SHORT = "It’s still Day 1."
LETTER = f"The tide comes in slowly.\n\n{SENTENCE}\n\nThe harbour never sleeps.\n\n{SHORT}"


def sources(text: str, *passages: Passage) -> list[int]:
    [found] = judge(text, *passages)
    return [here.source.number for here in found]


def test_what_is_found_says_where_it_stands() -> None:
    found = only(SENTENCE, passage(LETTER))
    assert (found.verdict, words_of(found), found.number) == ("verbatim", SENTENCE, 2)


def test_words_that_stand_nowhere_are_found_nowhere() -> None:
    assert judge("Penguins eat cake on Mondays.", passage(LETTER)) == [[]]


def test_a_place_in_a_passage_that_is_gone_is_passed_over() -> None:
    assert judge(SENTENCE, places=[[ParagraphRange(1, 1, 1, 1)]]) == [[]]


@pytest.mark.parametrize(("paragraph", "is_found"), [(1, True), (2, True), (3, True), (4, False)])
def test_words_are_also_found_in_the_paragraph_beside_the_place(
    paragraph: int, is_found: bool
) -> None:
    [found] = judge(
        SENTENCE, passage(LETTER), places=[[ParagraphRange(1, paragraph, paragraph, 1)]]
    )
    assert bool(found) is is_found


def test_a_place_beyond_the_last_paragraph_is_the_last() -> None:
    [found] = judge(SHORT, passage(LETTER), places=[[ParagraphRange(1, 9, 9, 1)]])
    assert [here.number for here in found] == [4]


def test_a_part_left_out_at_the_end_of_a_paragraph_is_looked_for_in_the_next() -> None:
    text = "Every captain counts the crates … The harbour never sleeps."
    [[found]] = judge(text, passage(LETTER), places=[[ParagraphRange(1, 2, 2, 1)]])
    assert found.verdict == "elided"
    assert words_of(found) == f"{SENTENCE}\n\nThe harbour never sleeps."


def test_what_one_paragraph_has_altered_is_not_looked_for_beside_it() -> None:
    text = f"{ALTERED}\n\n{SENTENCE}"
    [[found]] = judge(SENTENCE, passage(text), places=[[ParagraphRange(1, 1, 1, 1)]])
    assert (found.verdict, found.number) == ("altered", 1)


# Order --------------------------------------------------------------------------------------------


def test_the_better_verdict_comes_before_the_better_source() -> None:
    altered, quoted = passage(ALTERED, 1), passage(SENTENCE, 2, level="secondary")
    assert sources(SENTENCE, altered, quoted) == [2, 1]


def test_of_equal_verdicts_the_primary_source_comes_first() -> None:
    quoted, original = passage(SENTENCE, 1, level="secondary"), passage(SENTENCE, 2)
    assert sources(SENTENCE, quoted, original) == [2, 1]


def test_a_collection_never_verifies_and_comes_last() -> None:
    collection, altered = passage(SENTENCE, 1, level="aggregator"), passage(ALTERED, 2)
    [found] = judge(SENTENCE, collection, altered)
    assert [(here.source.number, here.verdict) for here in found] == [
        (2, "altered"),
        (1, "unverified"),
    ]


def test_of_altered_places_the_one_with_fewer_other_words_comes_first() -> None:
    two = passage("Every sailor counts the barrels before a winter storm.", 1)
    assert sources(SENTENCE, two, passage(ALTERED, 2)) == [2, 1]


def test_words_that_a_claim_leaves_out_do_not_count_as_other_words() -> None:
    early = passage("Every captain counts the many heavy old crates before a storm.", 1, year=1900)
    late = passage("Every captain counts the crates before a storm.", 2, year=2000)
    text = "Every captain counts … crates before a storm."
    assert sources(text, late, early) == [1, 2]


def test_of_equal_sources_the_earlier_comes_first_and_the_undated_last() -> None:
    undated, late, early = (
        passage(SENTENCE, number, year=year) for number, year in [(1, None), (2, 2016), (3, -43)]
    )
    assert sources(SENTENCE, undated, late, early) == [3, 2, 1]


def test_of_equal_years_the_lower_number_comes_first() -> None:
    assert sources(SENTENCE, passage(SENTENCE, 2), passage(SENTENCE, 1)) == [1, 2]


def test_a_sentence_said_twice_in_a_passage_is_found_at_each_place_once() -> None:
    text = f"{SENTENCE}\n\nNobody answers.\n\nNobody listens.\n\n{SENTENCE}"
    places = [ParagraphRange(1, 4, 4, 1), ParagraphRange(1, 1, 1, 1), ParagraphRange(1, 4, 4, 1)]
    [found] = judge(SENTENCE, passage(text), places=[places])
    assert [here.number for here in found] == [1, 4]


# Neighbours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "first"),
    [("It is still the first.", 2), ("It is still the first day.", 1)],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_sentence_of_five_words_belongs_with_those_beside_it(
    sentence: str, first: int, is_before: bool
) -> None:
    older = passage(sentence, 1, year=1900)
    letter = passage(f"{SENTENCE} {sentence}", 2, year=2000)
    text = f"{sentence}\n\n{SENTENCE}" if is_before else f"{SENTENCE}\n\n{sentence}"
    found = judge(text, older, letter)[0 if is_before else 1]
    assert found[0].source.number == first


def test_a_short_sentence_goes_with_those_beside_it_even_in_a_secondary_source() -> None:
    sentence = "It is still the first."
    original = passage(sentence, 1)
    letter = passage(f"{SENTENCE} {sentence}", 2, level="secondary")
    [_, found] = judge(f"{SENTENCE}\n\n{sentence}", original, letter)
    assert [here.source.number for here in found] == [2, 1]


@pytest.mark.parametrize("is_before", [True, False])
def test_what_was_seen_nowhere_is_looked_for_beside_the_sentence_on_either_side(
    is_before: bool,
) -> None:
    lost = "Penguins eat cake on Mondays."
    one, other = passage(f"{SENTENCE} {lost}", 1), passage("The harbour never sleeps.", 2)
    beside = [SENTENCE, "The harbour never sleeps."]
    places = [anywhere(one), [], anywhere(other)]
    if not is_before:
        beside.reverse()
        places.reverse()
    found = judge(f"{beside[0]}\n\n{lost}\n\n{beside[1]}", one, other, places=places)
    assert [here.source.number for here in found[1]] == [1]


def test_only_the_best_place_of_a_neighbour_is_looked_at() -> None:
    lost = "Penguins eat cake on Mondays."
    best, second = passage(SENTENCE, 1), passage(f"{SENTENCE} {lost}", 2, level="secondary")
    places = [anywhere(best, second), []]
    assert judge(f"{SENTENCE}\n\n{lost}", best, second, places=places)[1] == []


def test_being_beside_others_does_not_outweigh_the_verdict() -> None:
    older = passage("It’s still Day 1.", 1)
    letter = passage(f"{SENTENCE} It is still day one.", 2)
    [_, found] = judge(f"{SENTENCE}\n\nIt’s still Day 1.", older, letter)
    assert (found[0].source.number, found[0].verdict) == (1, "verbatim")


@pytest.mark.parametrize(("sentence", "is_found"), [("sleeps", True), ("wakes", False)])
def test_what_was_seen_nowhere_is_looked_for_in_the_paragraph_beside_its_neighbour(
    sentence: str, is_found: bool
) -> None:
    bodies = [SENTENCE, "The harbour of this town sleeps.", "The town itself never wakes."]
    letter = passage("\n\n".join(bodies))
    [words] = [body for body in bodies if sentence in body]
    [_, found] = judge(f"{SENTENCE}\n\n{words}", letter, places=[anywhere(letter), []])
    assert bool(found) is is_found


def test_neighbours_are_the_nearest_that_are_found_on_either_side() -> None:
    far, before, after = (
        passage(f"{words} The harbour of this town never sleeps.", number, year=year)
        for number, (words, year) in enumerate(
            [("The tide comes in.", 1), (SENTENCE, 3), ("The end of the voyage is quiet.", 2)], 1
        )
    )
    sentences = [
        "The tide comes in.",
        SENTENCE,
        "Penguins eat cake on Mondays.",
        "The harbour of this town never sleeps.",
        "The end of the voyage is quiet.",
    ]
    places = [anywhere(far), anywhere(before), [], [], anywhere(after)]
    found = judge("\n\n".join(sentences), far, before, after, places=places)
    assert [[here.source.number for here in each] for each in found] == [[1], [2], [], [3, 2], [3]]
