"""Verdicts on real quotes: the golden cases, and the rules that single cases show best."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from principles.provenance.collation import Op
from principles.provenance.matching import Outcome, compare

GOLDEN = tomllib.loads(
    (Path(__file__).parent / "golden" / "quotes.toml").read_text(encoding="utf-8")
)
CASES: list[dict[str, Any]] = GOLDEN["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_quote_gets_the_verdict_that_a_bibliographer_would_give(case: dict[str, Any]) -> None:
    passage = GOLDEN["passages"][case["passage"]]
    finding = compare(case["quote"], passage)
    assert finding.outcome == case["outcome"]
    assert finding.gives_part is case.get("gives_part", False)
    assert finding.typography_only is case.get("typography_only", False)
    words = None if finding.start is None else passage[finding.start : finding.end]
    assert words == case.get("words")
    assert [
        [d.op, d.source_words.strip(), d.quote_words.strip()] for d in finding.differences
    ] == case.get("differences", [])


def test_the_golden_cases_are_many_different_and_of_every_outcome() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60
    assert len({(case["quote"], case["passage"]) for case in CASES}) == len(CASES)
    assert min(Counter(case["outcome"] for case in CASES).values()) >= 8
    assert {case["outcome"] for case in CASES} == set(Outcome)
    assert {case["passage"] for case in CASES} == set(GOLDEN["passages"])


PASSAGE = "We learn. We will not, in any case, stop. We invent and we learn and learn again."


def test_a_literal_match_goes_before_one_in_another_typography() -> None:
    finding = compare("it's Day 1", "They said it’s Day 1. Now it's Day 1.")
    assert not finding.typography_only
    assert finding.start == 26


def test_dots_that_the_source_prints_are_not_read_as_an_omission() -> None:
    finding = compare("analytically... We will", "We measure analytically... We will go on.")
    assert finding.outcome == Outcome.VERBATIM
    assert not finding.typography_only


def test_the_place_with_the_least_left_out_is_taken() -> None:
    finding = compare("We … learn", "We all try to learn. We must learn.")
    assert finding.outcome == Outcome.ELIDED
    assert [d.source_words for d in finding.differences] == [" must "]


def test_an_ellipsis_never_stands_for_a_part_of_a_word() -> None:
    assert compare("cust … ers", "our customers").outcome == Outcome.UNVERIFIED


@pytest.mark.parametrize("quote", ["inish", "inish it", "f", "of", "turnof"])
def test_a_match_never_begins_or_ends_inside_a_ligature(quote: str) -> None:
    assert compare(quote, "ﬁnish it at the turnoﬀ").outcome != Outcome.VERBATIM


def test_parts_in_another_order_are_not_elided() -> None:
    finding = compare("we learn … We invent", "We invent. Then we learn and go on.")
    assert finding.outcome == Outcome.ALTERED


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("We will … stop.", Outcome.ALTERED),
        ("We will not … stop.", Outcome.ELIDED),
        ("We … not, in any case, stop.", Outcome.ELIDED),
        ("We learn. … We invent", Outcome.ELIDED),
    ],
)
def test_a_negation_is_left_out_only_with_a_clause_of_its_own(quote: str, outcome: Outcome) -> None:
    assert compare(quote, PASSAGE).outcome == outcome


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("We will … stop.", "We will not ever stop."),
        ("We … stop.", "We will never stop."),
        ("We will [never] stop.", "We will stop."),
        ("[Not] we will stop.", "We will stop."),
        ("We will stop [nothing].", "We will stop."),
    ],
)
def test_a_negation_that_marks_hide_or_add_is_altered_and_comes_first(
    quote: str, passage: str
) -> None:
    finding = compare(quote, passage)
    assert finding.outcome == Outcome.ALTERED
    assert finding.differences[0].is_negation


def test_a_short_omission_with_a_negation_of_another_sentence_is_elided() -> None:
    assert compare("We go. … We stay.", "We go. Not they. Not you. We stay.").outcome == (
        Outcome.ELIDED
    )


def test_a_negation_in_a_bracket_does_not_stand_even_for_one_of_the_source() -> None:
    finding = compare("We will [not] stop.", "We will never stop.")
    assert finding.outcome == Outcome.ALTERED


LETTER = "Launch is the starting line, not the finish line, and we keep listening to customers."


@pytest.mark.parametrize(
    ("passage", "gives_part"),
    [
        ("Launch is the starting line, not the finish line", True),
        ("Launch is the starting line, not the finish line…", True),
        ("He said: “Launch is the starting line, not the finish line”. I agree.", True),
        ("LAUNCH\nlaunch is the starting line, not the finish line\nA speaker", True),
        ("not the finish line, and we keep listening to customers.", True),
        ("Launch is the starting line, not the finish line.", False),
        ("Launch is the starting line, not the finish line and nothing else.", False),
        ("Launch is the Starting Line, not the Finish Line", False),
        ("Launch is the starting line", False),
        ("the finish line, and we keep listening to customers.", False),
        ("starting line", False),
    ],
)
def test_a_source_gives_a_part_where_it_breaks_off_and_keeps_the_negation(
    passage: str, gives_part: bool
) -> None:
    assert compare(LETTER, passage).gives_part is gives_part


def test_a_source_that_gives_two_runs_over_a_line_break_gives_a_part() -> None:
    finding = compare(
        "Some of these will pay off, others will too, and we will have learned a lesson.",
        "Some of these will pay off\n\nand we will have learned a lesson",
    )
    assert (finding.outcome, finding.gives_part) == (Outcome.ELIDED, True)
    assert len(finding.spans) == 2
    assert [(d.op, d.quote_words) for d in finding.differences] == [
        (Op.INSERT, "others will too, ")
    ]


def test_the_closest_stretch_is_found_in_a_long_passage() -> None:
    passage = "We learn and we go. " * 200 + "Nobody ever asked Amazon to do it. " + "We go. " * 200
    finding = compare("Somebody once asked Amazon to do it.", passage)
    assert finding.outcome == Outcome.ALTERED
    assert passage[finding.start : finding.end] == "Nobody ever asked Amazon to do it."


def test_words_far_from_the_rest_do_not_widen_the_stretch() -> None:
    passage = f"Customers. {'It goes on and on. ' * 10}They pay us for what we invent every day."
    finding = compare("Customers pay us for what we have invented every day.", passage)
    assert passage[finding.start : finding.end] == "They pay us for what we invent every day."


def test_words_strewn_over_other_text_are_not_close() -> None:
    quote = ["Good", "teams", "learn", "from", "what", "they", "try"]
    passage = " and so on again ".join(quote)
    assert compare(" ".join(quote), passage).outcome == Outcome.UNVERIFIED


def test_spaces_between_phrases_do_not_count_in_scripts_without_spaces() -> None:
    finding = compare("ลูกค้าสำคัญ", "วันนี้ ลูกค้า สำคัญ มาก")
    assert (finding.outcome, finding.typography_only) == (Outcome.VERBATIM, True)


@pytest.mark.parametrize(("quote", "passage"), [("", ""), ("", "word"), ("word", ""), ("—", "—")])
def test_nothing_compares_with_nothing(quote: str, passage: str) -> None:
    assert compare(quote, passage).outcome == Outcome.UNVERIFIED
