"""What of a stored text may be shown, and how it is cut where words are quoted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from principles.excerpts import (
    BARE,
    WIDEST_GAP,
    WIDEST_MARGIN,
    Gap,
    Mark,
    Paragraph,
    QuotedText,
    Segment,
    around,
    margin_for,
    quoted_stretches,
    rows,
    segments,
    visible,
    windows,
    withheld,
)

TEXT = "One is here. Two has the quoted words in it. Three is there. Four ends it."
QUOTED = (TEXT.index("the quoted"), TEXT.index(" in it"))


def shown(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_a_window_is_the_whole_sentence_without_a_margin() -> None:
    assert shown(TEXT, windows(TEXT, [QUOTED], margin=0)) == ["Two has the quoted words in it."]


def test_a_window_adds_that_many_words_on_either_side() -> None:
    found = shown(TEXT, windows(TEXT, [QUOTED], margin=2))
    assert found == ["is here. Two has the quoted words in it. Three is"]


def test_a_window_never_leaves_the_passage() -> None:
    assert windows(TEXT, [QUOTED]) == [(0, len(TEXT))]


def test_a_bare_window_is_the_quoted_words_alone() -> None:
    assert shown(TEXT, windows(TEXT, [QUOTED], margin=BARE)) == ["the quoted words"]


def test_windows_that_meet_are_one() -> None:
    first = (0, 3)
    assert len(windows(TEXT, [first, QUOTED], margin=1)) == 1


def test_windows_apart_stay_apart_and_in_order() -> None:
    last = (TEXT.index("Four"), len(TEXT))
    found = shown(TEXT, windows(TEXT, [last, (0, 3)], margin=0))
    assert found == ["One is here.", "Four ends it."]


def test_the_margin_is_the_widest_that_keeps_within_a_tenth() -> None:
    length = 10 * len("is here. Two has the quoted words in it. Three is")
    assert margin_for([QuotedText(TEXT, [QUOTED])], length=length) == 2
    assert margin_for([QuotedText(TEXT, [QUOTED])], length=length - 10) == 1


def test_the_margin_is_never_wider_than_forty_words() -> None:
    assert margin_for([QuotedText(TEXT, [QUOTED])], length=100_000) == WIDEST_MARGIN


def test_where_the_sentence_alone_is_too_much_the_quoted_words_are_left() -> None:
    assert margin_for([QuotedText(TEXT, [QUOTED])], length=len(TEXT)) == BARE


def test_what_a_quote_leaves_out_is_not_quoted() -> None:
    assert quoted_stretches(TEXT, [0, 3, 13, 16]) == [(0, 3), (13, 16)]


def test_the_words_that_a_quote_alters_are_quoted_as_far_as_windows_meet() -> None:
    def altered(words_between: int) -> list[tuple[int, int]]:
        text = f"a {'x ' * words_between}b end"
        return quoted_stretches(
            text, [0, 1, text.index("b"), text.index("b") + 1], around=(0, len(text))
        )

    assert len(altered(WIDEST_GAP)) == 1
    assert altered(WIDEST_GAP + 1)[0] == (0, 1)
    assert len(altered(WIDEST_GAP + 1)) == 2


def test_withheld_words_are_an_ellipsis_and_signs_are_kept() -> None:
    stretches = [(10, 13), (14, 17), (23, 26)]
    assert withheld("One two gone six", 10, stretches=[]) == " … "
    assert withheld("One,two none now", 10, stretches=stretches) == "One,two … now"
    assert withheld("two none", 14, stretches=stretches) == "two … "


def test_full_access_shows_all_and_hidden_nothing() -> None:
    assert visible(TEXT, [QUOTED], access="full", margin=0) == [(0, len(TEXT))]
    assert visible(TEXT, [QUOTED], access="hidden", margin=WIDEST_MARGIN) == []


def test_a_passage_is_cut_into_numbered_paragraphs() -> None:
    text = "First.\n\nSecond."
    found = rows(text, [], [(0, len(text))])
    assert [(p.number, p.segments) for p in found if isinstance(p, Paragraph)] == [
        (1, (Segment("First."),)),
        (2, (Segment("Second."),)),
    ]


def test_paragraphs_that_are_not_shown_are_one_gap() -> None:
    text = "A a.\n\nB b.\n\nC c.\n\nD d."
    start = text.index("C")
    found = rows(text, [], [(start, start + 4)])
    assert [entry for entry in found if isinstance(entry, Gap)] == [Gap(1, 2), Gap(4, 4)]


def test_a_paragraph_that_is_shown_in_part_says_so() -> None:
    mark = Mark(1, *QUOTED)
    (found,) = rows(TEXT, [mark], windows(TEXT, [QUOTED], margin=BARE))
    assert isinstance(found, Paragraph)
    assert [s.text for s in found.segments] == ["… ", "the quoted words", " …"]


def test_overlapping_marks_share_a_segment() -> None:
    one, two = Mark(1, 0, 6, anchor="q1"), Mark(2, 4, 9, anchor="q2")
    assert list(segments("abcdefghijk", (0, 11), [one, two])) == [
        Segment("abcd", (one,), ("q1",)),
        Segment("ef", (one, two), ("q2",)),
        Segment("ghi", (two,)),
        Segment("jk"),
    ]


def test_a_mark_that_runs_over_a_paragraph_has_its_name_once() -> None:
    text = "One two.\n\nThree four."
    mark = Mark(1, 4, 15, anchor="q1")
    found = [
        entry for entry in rows(text, [mark], [(0, len(text))]) if isinstance(entry, Paragraph)
    ]
    anchors = [anchor for entry in found for s in entry.segments for anchor in s.anchors]
    assert anchors == ["q1"]
    assert [entry.marks for entry in found] == [(mark,), ()]


def test_a_paragraph_is_read_with_its_neighbours() -> None:
    text = "A.\n\nB.\n\nC.\n\nD."
    near = around(rows(text, [], [(0, len(text))]), number=2)
    assert [entry.number for entry in near] == [1, 2, 3]


words = st.text(alphabet="ab .!\n", min_size=1, max_size=80)


@given(words, st.data())
def test_segments_put_together_are_the_text(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    marks = [
        Mark(n, start, end)
        for n, (start, end) in enumerate(data.draw(st.lists(st.tuples(places, places))))
        if start < end
    ]
    cut = list(segments(text, (0, len(text)), marks))
    assert "".join(segment.text for segment in cut) == text


@given(words, st.integers(BARE, 5), st.data())
def test_windows_hold_what_is_quoted_and_never_overlap(
    text: str, margin: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = windows(text, [(start, end), (0, 1)], margin=margin)
    assert any(s <= start and end <= e for s, e in found)
    assert all(left[1] < right[0] for left, right in pairwise(found))
