"""Sentences that stand in one passage but apart are shown in it, with what is between them."""

from typing import Any

import pytest

from principles.excerpts import Mark, Paragraph, Segment
from principles.models import Passage, Verdict
from principles.pasted.results import Apart, Judgement, Match
from principles.templatetags.joint import joint, left_between
from tests.templatetags.pasted import LETTER, judged

MARK = (Mark(0, 0, 0),)
PAGE, OTHER = Passage(pk=1, source=LETTER, position=1), Passage(pk=2, source=LETTER, position=2)
FIRST = Paragraph(
    1, (Segment("So. "), Segment("One is.", MARK), Segment(" Two & more. Three is.")), ()
)
THIRD = Paragraph(1, (Segment("So. One is. Two & more. "), Segment("Three is.", MARK)), ())
NEXT = Paragraph(2, (Segment("Four is.", MARK),), ())
FAR = Paragraph(4, (Segment("Six is.", MARK),), ())
CUT = Paragraph(1, (Segment("… "), Segment("Three is.", MARK)), ())


def claim(*paragraphs: Paragraph, apart: Apart = Apart.GAP, **fields: Any) -> Judgement:
    parts = [
        judged(Match(Verdict.VERBATIM, LETTER, PAGE, paragraphs=[paragraph]))
        for paragraph in paragraphs
    ]
    given = {"verdict": Verdict.ALTERED, "sentences": parts, "apart": apart, **fields}
    return judged(None, **given)


def test_what_is_left_out_stands_in_brackets_in_the_passage() -> None:
    assert joint(claim(FIRST, THIRD)) == (
        'So. <mark>One is.</mark> <span class="between">[<b>left out:</b> Two &amp; more.]</span> '
        "<mark>Three is.</mark>"
    )
    assert left_between(claim(FIRST, THIRD)) == 2


def test_another_order_leaves_nothing_out() -> None:
    torn = claim(THIRD, FIRST, apart=Apart.ORDER)
    assert "left out" not in joint(torn)
    assert joint(torn).count("<mark>") == 2
    assert left_between(torn) == 0


def test_paragraphs_that_follow_are_one_text() -> None:
    assert joint(claim(FIRST, NEXT)).endswith("]</span>\n\n<mark>Four is.</mark>")


@pytest.mark.parametrize(
    "torn",
    [
        claim(FIRST, FAR),
        claim(FIRST, CUT),
        claim(FIRST, THIRD, apart=Apart.SOURCES),
        claim(
            FIRST,
            sentences=[
                judged(Match(Verdict.VERBATIM, LETTER, PAGE, paragraphs=[FIRST])),
                judged(Match(Verdict.VERBATIM, LETTER, OTHER, paragraphs=[NEXT])),
            ],
        ),
        claim(sentences=[judged(None), judged(None)]),
    ],
)
def test_what_is_not_one_text_is_not_shown_as_one(torn: Judgement) -> None:
    assert joint(torn) == ""
    assert left_between(torn) == 0
