"""The verdict on what is pasted: as an editor gets it, but for sources that give a part."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from principles.provenance.collation import Op, hides_negation, negations
from principles.provenance.deciding import decide
from principles.provenance.matching import Outcome, compare
from principles.text import words
from tests.provenance.test_properties import any_text, check, few_words, occurs, stretches

SLIDE = "Some of these investments will pay off, others will not\nA speaker"
FOUND = {Outcome.VERBATIM, Outcome.ELIDED}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Some of these investments will pay off, others will not, as we all know.", SLIDE),
        ("Some of these investments will pay off, others will not very often", SLIDE),
        ("We measure what we do and we really stop.", "We measure what we do\nand stop."),
        ("A fast ship is a safe and a happy ship.", "… a safe and a happy ship."),
    ],
)
def test_words_that_the_source_lacks_are_altered_even_where_it_breaks_off(
    claim: str, text: str
) -> None:
    found = decide(claim, text)
    assert found.outcome == Outcome.ALTERED
    assert any(d.op in {Op.INSERT, Op.REPLACE} for d in found.differences)


def test_a_part_that_is_given_is_still_told() -> None:
    claim = "Launch is the starting line, not the finish line, and it takes listening."
    text = "Launch is the starting line, not the finish line…"
    assert compare(claim, text).outcome == Outcome.ELIDED
    assert decide(claim, text).outcome == Outcome.ALTERED
    assert decide(claim, text).gives_part


@pytest.mark.parametrize(
    ("claim", "is_typography"),
    [
        ("Customers don’t wait for us.", False),
        ("customers don’t wait for us", False),
        ("Customers don’t wait.", False),
        ("Customers don't wait for us.", True),
        ("customers  don’t wait", True),
    ],
)
def test_what_a_quote_is_allowed_at_its_ends_is_no_typography(
    claim: str, is_typography: bool
) -> None:
    found = decide(claim, "We know that customers don’t wait for us, ever.")
    assert found.outcome == Outcome.VERBATIM
    assert found.typography_only is is_typography


def test_less_than_half_of_a_claim_is_nothing_close() -> None:
    claim = "This is a long sentence of a speaker that goes on about ships, and so we sail."
    text = "… and so we sail."
    assert decide(claim, text).outcome == Outcome.UNVERIFIED


@pytest.mark.parametrize(
    "claim",
    [
        "What is it that you have to do for us?",
        "It is what it is, and that is what we have.",
        "I think that you are all of a kind.",
    ],
)
def test_words_common_to_all_writing_make_nothing_close(claim: str) -> None:
    text = "It is what we had to do, and that is what they have: I think of it as all there is."
    assert decide(claim, text).outcome == Outcome.UNVERIFIED


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("This is without risk: it takes time.", Outcome.ALTERED),
        ("This is not … risk: it takes time.", Outcome.ALTERED),
        ("This is not without risk: it never takes time.", Outcome.ALTERED),
        ("This is not without risk: it [never] takes time.", Outcome.ALTERED),
        ("This is not without risk … time.", Outcome.ELIDED),
        ("this is not without risk: it takes time", Outcome.VERBATIM),
    ],
)
def test_a_negation_that_comes_or_goes_is_altered_and_comes_first(
    claim: str, outcome: Outcome
) -> None:
    found = decide(claim, "This is not without risk: it takes time.")
    assert found.outcome == outcome
    if outcome == Outcome.ALTERED:
        assert found.differences[0].is_negation


@pytest.mark.parametrize(
    ("left_out", "hides"),
    [
        (" not, in any case, ", True),
        (", in any case, never ", True),
        (" don’t ", True),
        (" and cannot be patched up.", False),
        (". Not they. Not you. ", False),
        (" and, as he said, not ", True),
        (" very ", False),
    ],
)
def test_a_negation_of_the_words_around_an_ellipsis_is_told_from_another_clause(
    left_out: str, hides: bool
) -> None:
    assert hides_negation(left_out) is hides


def test_another_case_and_punctuation_throughout_are_still_close() -> None:
    text = "Day 2 is stasis. Followed by irrelevance. Followed by painful decline."
    claim = "Day 2 is stasis, followed by irrelevance, followed by painful decline."
    assert decide(claim, text).outcome == Outcome.ALTERED


def test_offsets_count_in_the_longer_text() -> None:
    before = "Something else stands here.\n\n"
    text = before + "Day 2 is stasis, they say. It is not Day 1."
    found = decide("Day 2 is … not Day 1.", text[len(before) :], at=len(before))
    assert [text[start:end] for start, end in found.spans] == ["Day 2 is", "not Day 1."]
    assert text[found.start : found.end] == "Day 2 is stasis, they say. It is not Day 1."


@given(any_text, any_text, any_text)
def test_any_two_texts_can_be_decided_at_any_place(claim: str, before: str, text: str) -> None:
    found = decide(claim, text, at=len(before))
    there = decide(claim, text)
    assert found.outcome == there.outcome
    assert not (found.gives_part and found.outcome in FOUND)
    for (start, end), span in zip(found.spans, there.spans, strict=True):
        assert (before + text)[start:end] == text[slice(*span)]


@given(few_words | any_text, few_words | any_text)
def test_a_claim_has_the_verdict_that_an_editor_gets(words: str, text: str) -> None:
    at_the_desk, pasted = compare(words, text), decide(words, text)
    assert at_the_desk.gives_part or at_the_desk.outcome == pasted.outcome
    assert not at_the_desk.gives_part or pasted.outcome not in FOUND


@given(
    stretches(least=2, most=12), stretches(least=2, most=12), st.sampled_from([" ", ". ", " … "])
)
def test_words_of_two_places_have_the_verdict_that_an_editor_gets(
    one: tuple[str, list[tuple[int, int]]], two: tuple[str, list[tuple[int, int]]], joint: str
) -> None:
    passage, spans = one
    other, others = two
    claim = passage[spans[0][0] : spans[-1][1]] + joint + other[others[0][0] : others[-1][1]]
    found = compare(claim, passage)
    assert found.gives_part or found.outcome == decide(claim, passage).outcome


@given(few_words, few_words)
def test_what_is_found_has_all_the_words_of_the_claim(claim: str, text: str) -> None:
    found = decide(claim, text)
    if found.outcome == Outcome.VERBATIM:
        assert not found.differences
    if found.outcome == Outcome.ELIDED:
        added = "".join(d.quote_words for d in found.differences)
        assert not any(words(added.replace("[we]", "").replace("[sic]", "")))
    if not found.gives_part:
        check(found, claim, text)


@given(
    stretches(least=3), st.sampled_from(["truly", "never", "the", "and", "customers"]), st.data()
)
def test_an_inserted_word_is_never_found(
    drawn: tuple[str, list[tuple[int, int]]], word: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    place = data.draw(st.sampled_from(spans[1:]))[0]
    claim = f"{passage[spans[0][0] : place]}{word} {passage[place : spans[-1][1]]}"
    assume(not occurs(claim, passage))
    assert decide(claim, passage).outcome not in FOUND


@given(stretches(least=3), st.data())
def test_a_word_left_out_without_a_mark_is_never_found(
    drawn: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    passage, spans = drawn
    place = data.draw(st.integers(1, len(spans) - 2))
    claim = passage[spans[0][0] : spans[place][0]] + passage[spans[place + 1][0] : spans[-1][1]]
    assume(not occurs(claim, passage))
    found = decide(claim, passage)
    assert found.outcome not in FOUND
    if found.outcome == Outcome.ALTERED and negations(passage[slice(*spans[place])]):
        assert any(d.is_negation for d in found.differences) or negations(claim)


@pytest.mark.parametrize("sign", ["(", ")", "[", "*", "_", "'", "!", "。", "\u0301"])
def test_a_long_run_of_one_sign_is_compared_as_one_word(sign: str) -> None:
    text = "We are not done with what our customers want."
    claim = f"We are not done{sign * 50_000} with what our customers want."
    assert decide(claim, text).outcome == Outcome.ALTERED
