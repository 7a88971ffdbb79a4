"""What a pasted sentence is looked for by, and where it may stand."""

from typing import Any

import pytest

from principles.claims import take_apart
from principles.models import Passage
from principles.pasted.candidates import (
    Candidates,
    ParagraphRange,
    candidates,
    fetched,
    has_ellipsis,
    stretch,
)
from tests.factories import PersonFactory, SourceFactory, contribute, published_quote, stored

SPANS = [(0, 4), (6, 9), (11, 20)]  # of three paragraphs


def public(*paragraphs: str) -> Passage:
    passage = stored(SourceFactory(title="Log"), "\n\n".join(paragraphs))
    published_quote(source=passage.source)
    return passage


def looked_up(text: str) -> Candidates:
    """Return where the claims of a text without quotation marks may stand."""
    return candidates(take_apart(text).claims)


def places(text: str) -> list[tuple[int, int]]:
    """Return the first and last paragraph of each place of a text of one sentence."""
    [found] = looked_up(text).places
    return [(place.first, place.last) for place in found]


# Ellipses -----------------------------------------------------------------------------------------


def test_a_long_gap_is_read_once() -> None:
    assert not has_ellipsis(f"We are{' ' * 50_000}done.")


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "[…]", "( ... )", "[the service]", "[an]"])
def test_dots_in_brackets_and_without_are_ellipses(mark: str) -> None:
    assert has_ellipsis(f"We are {mark} done.")


@pytest.mark.parametrize("mark", ["..", "[t]he", "(the service)", f"[{'a' * 201}]"])
def test_a_letter_or_an_essay_in_brackets_is_no_ellipsis(mark: str) -> None:
    assert not has_ellipsis(f"We are {mark} done")


# Stretches ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "around", "span"),
    [
        (2, 2, 0, (6, 9)),
        (2, 3, 0, (6, 20)),
        (2, 2, 1, (0, 20)),
        (1, 1, 1, (0, 9)),
        (3, 3, 1, (6, 20)),
        (7, 9, 0, (11, 20)),
        (0, 0, 0, (0, 4)),
    ],
)
def test_a_stretch_keeps_within_the_passage(
    first: int, last: int, around: int, span: tuple[int, int]
) -> None:
    assert stretch(SPANS, ParagraphRange(1, first, last, 1), around=around) == span


# Places -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_sentence_may_stand_in_the_paragraph_that_has_its_words() -> None:
    passage = public("The tide comes in.", "The anchor holds.", "The harbour sleeps.")
    [found] = looked_up("The anchor holds.").places
    assert [(p.passage, p.first, p.last, p.share) for p in found] == [(passage.pk, 2, 2, 1)]


@pytest.mark.django_db
def test_the_paragraph_that_has_most_of_the_words_comes_first() -> None:
    public("Captains count barrels.", "Captains count barrels twice.", "It rains.")
    assert places("Captains count barrels twice early.") == [(2, 2), (1, 1)]


@pytest.mark.django_db
def test_the_parts_of_a_sentence_are_looked_for_together() -> None:
    public("Captains count the crates.", *["It rains."] * 20, "Sailors mend the nets.")
    assert places("Captains count the crates … Sailors mend the nets.")[0] == (1, 22)


@pytest.mark.django_db
def test_a_place_that_has_both_parts_comes_before_one_that_has_one() -> None:
    public("Captains count the crates.")
    both = public("Captains count the crates.", "It rains.", "Sailors mend the nets.")
    text = "Captains count the crates … Sailors mend the nets."
    [found] = looked_up(text).places
    assert found[0].passage == both.pk


@pytest.mark.django_db
@pytest.mark.parametrize(("between", "first"), [(29, (1, 31)), (30, (1, 1))])
def test_parts_further_apart_than_thirty_paragraphs_are_two_places(
    between: int, first: tuple[int, int]
) -> None:
    public("Captains count the crates.", *["It rains."] * between, "Sailors mend the nets.")
    found = places("Captains count the crates … Sailors mend the nets.")
    assert min(found) == first


@pytest.mark.django_db
def test_paragraphs_of_a_sentence_that_leaves_nothing_out_are_places_of_their_own() -> None:
    public("Captains count crates.", "Captains count crates twice.")
    assert places("Captains count crates.") == [(1, 1), (2, 2)]


@pytest.mark.django_db
def test_two_words_are_looked_for_as_a_part_and_one_alone_is_not() -> None:
    public("Captains count the crates.", *["It rains."] * 3, "Sailors.")
    assert places("Captains count the crates … Sailors") == [(1, 1)]
    assert places("Captains count the crates … The sailors") == [(1, 5)]


@pytest.mark.django_db
def test_six_places_are_the_most() -> None:
    public(*[f"Captains count the crates, says number {n}." for n in range(8)])
    assert len(places("Captains count the crates")) == 6


# Quotes -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_quotes_come_by_how_much_they_have_each_once() -> None:
    less = published_quote("Captains count their crates.")
    more = published_quote("Captains count their crates … before a winter storm.")
    text = "Captains count their crates … before a winter storm … of snow."
    [found] = looked_up(text).quotes
    assert list(found) == [more.pk, less.pk]


@pytest.mark.django_db
def test_each_sentence_has_its_own_places_and_all_cost_two_queries(
    django_assert_num_queries: Any,
) -> None:
    public("The tide comes in.", "The anchor holds.")
    text = "The anchor holds. Penguins eat cake on cold ice. The tide comes in."
    with django_assert_num_queries(2):
        found = looked_up(text)
    assert [[place.first for place in each] for each in found.places] == [[2], [], [1]]


@pytest.mark.django_db
def test_passages_come_with_their_sources_and_people_in_three_queries(
    django_assert_num_queries: Any,
) -> None:
    passages = [public("One."), public("Two.")]
    for passage in passages:
        contribute(passage.source, PersonFactory(name="Ann Other"))
    numbers = [passages[0].pk, passages[1].pk, passages[0].pk]
    with django_assert_num_queries(3):
        found = fetched(numbers)
        names = {
            link.person.name for each in found.values() for link in each.source.contributions.all()
        }
    assert set(found) == {passage.pk for passage in passages}
    assert names == {"Ann Other"}


# Runs ---------------------------------------------------------------------------------------------

FRAMED = "Whoever pastes such a thing says that {} and then goes on about cake for a long time."


@pytest.mark.django_db
def test_five_words_in_a_row_with_two_telling_ones_lead_to_their_paragraph() -> None:
    public("It rains.", "Captains count the heavy crates before a winter storm.")
    assert places(FRAMED.format("captains count the heavy crates")) == [(2, 2)]


@pytest.mark.django_db
@pytest.mark.parametrize("run", ["captains count the heavy", "crates that they have been before"])
def test_four_words_or_common_ones_lead_nowhere(run: str) -> None:
    public("It rains.", "Captains count the heavy crates that they have been before a storm.")
    assert places(FRAMED.format(run)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("access", ["window", "hidden"])
def test_text_that_is_kept_back_is_no_place(access: str) -> None:
    source = SourceFactory(title="Log", text_access=access)
    published_quote(passage=stored(source, "Captains count the heavy crates."))
    assert places("Captains count the heavy crates.") == []
    assert places("Captains count the heavy barrels.") == []
