"""What is quoted and what differs is marked, with nothing between the marks and the words."""

import pytest

from principles.excerpts import Mark, Segment
from principles.provenance.witnesses import TextRun
from principles.templatetags.marking import collated, quoted

GONE = '&nbsp;&nbsp;<span class="vh">“not” is missing</span></mark>'


@pytest.mark.parametrize(
    ("run", "html"),
    [
        (TextRun("as <is>"), "as &lt;is&gt;"),
        (
            TextRun("heavy", is_marked=True),
            '<span class="vh"> [differs: </span><mark>heavy</mark><span class="vh">] </span>',
        ),
        (
            TextRun("not", is_marked=True, is_negation=True),
            (
                '<span class="vh"> [a negation differs: </span><mark class="neg">not</mark>'
                '<span class="vh">] </span>'
            ),
        ),
        (TextRun("", missing="not"), f'<mark class="gone">{GONE} '),
        (TextRun(", ", missing="not", is_negation=True), f'<mark class="gone neg">{GONE}, '),
    ],
)
def test_a_run_is_marked_by_how_it_differs(run: TextRun, html: str) -> None:
    assert collated([run]) == html


def test_runs_follow_each_other_without_a_space() -> None:
    assert collated([TextRun("un"), TextRun("sure")]) == "unsure"


FIRST = Mark(1, 0, 4, "/quotes/1/", "q1")
SECOND = Mark(2, 0, 4, "/quotes/2/", "q2", note="elided", is_quiet=True)
NUMBER = '<span class="to">Back to </span><span class="vh">Quote </span>Q'


@pytest.mark.parametrize(
    ("segment", "html"),
    [
        (Segment("a < b"), "a &lt; b"),
        (Segment("word", (Mark(1, 0, 4),)), "<mark>word</mark>"),
        (Segment("word", (FIRST,)), '<mark><a href="/quotes/1/">word</a></mark>'),
        (
            Segment("word", (FIRST,), ("q1",)),
            (
                f'<mark id="q1"><a href="/quotes/1/"><span class="mref">{NUMBER}1</span>'
                '<span class="vh">: </span>word<span class="back">Back to Q1</span></a></mark>'
            ),
        ),
        (
            Segment("word", (FIRST, SECOND), ("q1", "q2")),
            (
                '<a class="mref" id="q1" href="/quotes/1/"><span class="vh">Quote </span>Q1</a>'
                '<mark id="q2" class="both"><a href="/quotes/2/">'
                f'<span class="mref quiet">{NUMBER}2 <span class="told">elided</span></span>'
                '<span class="vh">: </span>word<span class="back">Back to Q2</span></a></mark>'
            ),
        ),
    ],
)
def test_quoted_text_leads_to_the_quote_that_begins_last(segment: Segment, html: str) -> None:
    assert quoted([segment]) == html


def test_stored_text_is_given_without_a_space_between_its_segments() -> None:
    assert quoted([Segment("a\n"), Segment("b", (Mark(1, 0, 1),)), Segment(".")]) == (
        "a\n<mark>b</mark>."
    )
