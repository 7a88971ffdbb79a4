"""What may be shown of the place where pasted words were found."""

import pytest

from principles.excerpts import windows
from principles.pasted.judging import Judged
from principles.pasted.showing import (
    collation_of,
    paragraphs_of,
    pasted_row,
    respelled,
    shown,
)
from principles.text import Span
from tests.pasted.passages import only, passage

BODIES = [
    "The tide comes in slowly.",
    "Every captain counts the crates before a winter storm.",
    "The harbour never sleeps.",
    "The voyage ends.",
]
LETTER = "\n\n".join(BODIES)
ALTERED = "Every captain counts the barrels before a winter storm."


def found(text: str, *, access: str = "full", stored: str = LETTER) -> Judged:
    return only(text, passage(stored, text_access=access))


def quoting(words: str, *, margin: int = 0) -> list[Span]:
    """Return what a window around the words shows."""
    start = LETTER.index(words)
    return windows(LETTER, [(start, start + len(words))], margin=margin)


def texts(judged: Judged, stretches: list[Span]) -> dict[int, str]:
    paragraphs = paragraphs_of(judged, shown(judged, stretches))
    return {p.number: "".join(segment.text for segment in p.segments) for p in paragraphs}


def source_side(judged: Judged, stretches: list[Span]) -> str:
    allowed = shown(judged, stretches)
    return "".join(d.source_words for d in collation_of(judged, allowed))


@pytest.mark.parametrize(
    ("number", "numbers"), [(1, [1, 2]), (2, [1, 2, 3]), (3, [2, 3, 4]), (4, [3, 4])]
)
def test_under_full_access_the_paragraph_and_its_neighbours_are_shown(
    number: int, numbers: list[int]
) -> None:
    expected = {n: BODIES[n - 1] for n in numbers}
    assert texts(found(BODIES[number - 1]), []) == expected


def test_of_words_in_two_paragraphs_both_and_their_neighbours_are_shown() -> None:
    here = found("The tide comes in … before a winter storm.")
    assert list(texts(here, [])) == [1, 2, 3]


def test_the_words_that_were_found_are_marked() -> None:
    here = found("captain counts … a winter storm")
    paragraphs = paragraphs_of(here, shown(here, []))
    marked = [s.text for p in paragraphs for s in p.segments if s.marks]
    assert marked == ["captain counts", "a winter storm"]


def test_a_window_shows_what_its_quotes_show_anyway() -> None:
    here = found(BODIES[1], access="window")
    assert texts(here, []) == {}
    assert texts(here, quoting(BODIES[1])) == {2: BODIES[1]}
    assert texts(here, quoting(BODIES[2])) == {3: BODIES[2]}
    assert texts(here, quoting("The voyage ends.")) == {}


def test_a_window_is_as_wide_as_its_margin() -> None:
    here = found(BODIES[1], access="window")
    assert texts(here, quoting(BODIES[1], margin=1)) == {
        1: "… slowly.",
        2: BODIES[1],
        3: "The …",
    }


def test_hidden_text_is_never_shown() -> None:
    here = found(ALTERED, access="hidden")
    allowed = shown(here, [])
    assert (list(allowed.stretches), allowed.is_all) == ([], False)
    assert paragraphs_of(here, allowed) == []
    assert collation_of(here, allowed) == []


def test_under_full_access_the_collation_has_all_of_both_texts() -> None:
    here = found(ALTERED)
    assert source_side(here, []) == BODIES[1]
    allowed = shown(here, [])
    assert "".join(d.quote_words for d in collation_of(here, allowed)) == ALTERED


def test_a_window_keeps_back_the_words_that_no_quote_shows() -> None:
    here = found(ALTERED, access="window")
    assert source_side(here, quoting(BODIES[1])) == BODIES[1]
    assert "crates" not in source_side(here, [])
    assert set(source_side(here, [])) <= {" ", "…"}


def test_the_row_of_the_pasted_words_marks_what_the_source_lacks() -> None:
    text = "Every brave captain counts the barrels before a winter storm."
    here = found(text)
    row = pasted_row(collation_of(here, shown(here, [])))
    assert [run.text.strip() for run in row if run.is_marked] == ["brave", "barrels"]
    assert "".join(run.text for run in row) == text


def test_the_row_of_the_pasted_words_has_a_gap_for_what_it_leaves_out() -> None:
    here = found("Every captain counts before a winter storm.")
    row = pasted_row(collation_of(here, shown(here, [])))
    assert [run.missing for run in row if run.missing] == ["the crates"]


@pytest.mark.parametrize(
    ("pasted", "pairs"),
    [
        ("It’s the ship’s first day.", []),
        ("It's the ship's first day.", [("It's", "It’s"), ("ship's", "ship’s")]),
        ("it’s the ship’s first day", []),
    ],
)
def test_words_in_another_typography_are_told_as_pasted_and_as_stored(
    pasted: str, pairs: list[tuple[str, str]]
) -> None:
    assert respelled(found(pasted, stored="It’s the ship’s first day.").finding) == pairs


def test_three_words_in_another_typography_are_the_most_and_each_is_told_once() -> None:
    stored = "It’s Ann’s and it’s Bo’s and it’s Cy’s."
    pairs = respelled(found(stored.replace("’", "'"), stored=stored).finding)
    assert [theirs for _, theirs in pairs] == ["It’s", "Ann’s", "it’s"]
