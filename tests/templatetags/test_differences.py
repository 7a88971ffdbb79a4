"""Where pasted words and a source's differ, and what an elided claim leaves out, in sentences."""

import re

import pytest

from principles.models import Verdict
from principles.provenance.collation import Difference, Op
from principles.templatetags.differences import (
    apart_from,
    is_or_are,
    kind,
    told_difference,
    told_gap,
)
from tests.templatetags.pasted import LOST, VERBATIM, matched

EQUAL = Difference(Op.EQUAL, "the process ", "the process ")


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Difference(Op.DELETE, "Followed by death. ", ""), "Left out: Followed by death."),
        (Difference(Op.REPLACE, "Followed by death. ", "[…] "), "Left out: Followed by death."),
        (
            Difference(Op.REPLACE, "…", "… "),
            "Left out: words of the letter that may not be shown.",
        ),
        (
            Difference(Op.REPLACE, "lower ", "[raise] "),
            "[raise] is yours; the letter has: lower",
        ),
        (
            Difference(Op.INSERT, "", "[of review] "),
            "[of review] is yours; the letter has nothing there.",
        ),
    ],
)
def test_what_is_left_out_or_put_in_is_told(difference: Difference, said: str) -> None:
    match = matched(Verdict.ELIDED, collation=(EQUAL, difference, EQUAL))
    assert read(told_gap(difference, match)) == said


def test_a_bracket_at_an_edge_is_not_said_to_stand_for_nothing() -> None:
    first = Difference(Op.INSERT, "", "[This strategy] ")
    match = matched(Verdict.ELIDED, collation=(first, EQUAL))
    assert read(told_gap(first, match)) == "[This strategy] is yours."


def test_a_source_is_named_by_its_kind() -> None:
    assert (kind(VERBATIM), kind(None)) == ("letter", "")


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (
            Difference(Op.REPLACE, "…", "heavy"),
            "Where you have heavy, the letter has words that may not be shown.",
        ),
        (
            Difference(Op.DELETE, "…", ""),
            "Words of the letter that may not be shown are missing.",
        ),
        (Difference(Op.DELETE, "at all ", ""), "at all are missing."),
        (Difference(Op.INSERT, "", "very "), "The letter does not have very here."),
        (
            Difference(Op.REPLACE, "serious. ", "heavy. "),
            "You have heavy, the letter has serious.",
        ),
        (LOST, "not is missing. Without it the sentence may say the opposite."),
        (
            Difference(Op.INSERT, "", "never "),
            "The letter does not have never here. With it the sentence may say the opposite.",
        ),
        (
            Difference(Op.REPLACE, "is", "is not"),
            "You have is not, the letter has is. So the sentence may say the opposite.",
        ),
    ],
)
def test_a_difference_is_told_from_what_was_pasted(difference: Difference, said: str) -> None:
    assert read(told_difference(difference, "letter")) == said


def test_words_that_differ_are_marked_and_cut_after_sixteen() -> None:
    long = told_difference(Difference(Op.INSERT, "", "a " * 20), "letter")
    assert f"<mark>{'a ' * 16}…</mark> here" in long
    assert '<mark class="neg">not</mark>' in told_difference(LOST, "letter")


@pytest.mark.parametrize(
    ("said", "other", "shown"),
    [
        ("crates.", "barrels.", "crates"),
        ("crates.", "barrels!", "crates."),
        ("crates", "barrels", "crates"),
        ("gates", "crates", "gates"),
        (".", "crates.", "."),
        ("crates.", ".", "crates."),
    ],
)
def test_a_mark_that_both_end_with_is_left_out(said: str, other: str, shown: str) -> None:
    assert apart_from(said, other) == shown


def test_the_verb_is_that_of_one_word_or_more() -> None:
    assert (is_or_are("not"), is_or_are("not at all")) == ("is", "are")
