"""Where a quote begins and ends inside a sentence: what the cut takes away, and what is around."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from principles.provenance.collation import Op
from principles.provenance.edges import loses_negation
from principles.provenance.matching import Finding, Outcome, compare
from principles.text import sentences, words
from tests.provenance.passages import seed_passages

PASSAGES = seed_passages()
STRATEGY = "This strategy is not without risk: it requires serious investment."
SLIDE = "Some of these investments will pay off, others will not, and we will have learned."
WATCHFUL = "But if you’re not watchful, the process can become the thing."
RARE = "It’s not that rare to hear a junior leader defend a bad outcome."
LEAST_WORDS = 4


@pytest.mark.parametrize(
    ("quote", "passage", "lost"),
    [
        ("Some of these investments will pay off, others will.", SLIDE, " not"),
        ("Without risk: it requires serious investment.", STRATEGY, "not "),
        ("… without risk: it requires serious investment", STRATEGY, "not "),
        ("without risk: it requires … investment", STRATEGY, "not "),
        ("risk: it requires serious investment", STRATEGY, "not without "),
        ("others will …", SLIDE, " not"),
        ("They know the whole answer … bits of it", "I don’t know it, but bits.", None),
        ("know the whole answer, but", "I don’t know the whole answer, but bits.", "don’t "),
        ("that rare to hear a junior leader", RARE, "not "),
        ("rare to hear a junior leader", RARE, "not that "),
        ("hard as it looks", "It’s not as hard as it looks.", "not as "),
        ("the launch went well", "We do not say that the launch went well.", "not say that "),
        ("they agree on this", "In the end they agree on this never.", " never"),
    ],
)
def test_a_negation_directly_beside_the_words_is_lost(
    quote: str, passage: str, lost: str | None
) -> None:
    finding = compare(quote, passage)
    if lost is None:
        assert finding.outcome == Outcome.UNVERIFIED
        return
    assert finding.outcome == Outcome.ALTERED
    assert (finding.differences[0].op, finding.differences[0].source_words) == (Op.DELETE, lost)
    assert finding.differences[0].is_negation
    assert "".join(d.quote_words for d in finding.collation) == quote


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("the process can become the thing", WATCHFUL),
        ("hear a junior leader defend a bad outcome", RARE),
        ("Launch is the starting line", "Launch is the starting line, not the finish line."),
        ("We invent for them.", "We invent for them. No customer asked."),
        ("We go on", "Not us.\n\nWe go on"),
        ("we go on and on", "It is not much but we go on and on."),
        ("we believe it is so", "They would not eat as we believe it is so."),
    ],
)
def test_a_negation_of_another_clause_or_farther_away_is_not(quote: str, passage: str) -> None:
    assert compare(quote, passage).outcome == Outcome.VERBATIM


def test_a_bracket_hides_no_negation_before_what_it_replaces() -> None:
    finding = compare("[we] to hear a junior leader", RARE)
    assert finding.outcome == Outcome.ALTERED
    assert finding.differences[0].source_words == "not that rare "


def test_a_place_that_loses_nothing_is_taken_before_one_that_does() -> None:
    passage = "It is not the thing that counts. It is here the thing that counts."
    assert compare("the thing that counts", passage).start == passage.rindex("the thing")
    assert compare("The thing … counts", passage).start == passage.rindex("the thing")


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("the process can become the thing", "But if you’re not watchful, ", ""),
        ("But if you’re not watchful", "", ", the process can become the thing."),
        ("watchful, the process … the thing.", "", ""),
        (WATCHFUL, "", ""),
    ],
)
def test_the_rest_of_the_sentence_is_told(quote: str, before: str, after: str) -> None:
    finding: Finding = compare(quote, f"Gulp. {WATCHFUL} We go on.")
    if quote.startswith("watchful"):
        assert finding.outcome == Outcome.ALTERED
        before = "But if you’re "
    assert (finding.before, finding.after) == (before, after)
    assert finding.is_part_of_sentence is bool(before or after)


def test_words_of_two_sentences_are_told_with_the_rest_of_both() -> None:
    finding = compare("go there. We stay", "I go there. We stay here. Or not.")
    assert (finding.before, finding.after) == ("I ", " here.")


def cuts() -> Iterator[tuple[str, int, int]]:
    """Yield every stretch of at least four words inside a stored sentence that is not all of it."""
    for passage in PASSAGES.values():
        for first, last in sentences(passage):
            spans = [(first + a, first + b) for a, b in words(passage[first:last])]
            for i in range(len(spans)):
                for j in range(i + LEAST_WORDS, len(spans) + 1):
                    if j - i < len(spans):
                        yield passage, spans[i][0], spans[j - 1][1]


def test_few_of_the_cuts_inside_stored_sentences_lose_a_negation() -> None:
    lost = [loses_negation((start, end), passage) for passage, start, end in cuts()]
    assert (len(lost), sum(lost)) == (8_430, 245)


LOST = [cut for cut in cuts() if loses_negation(cut[1:], cut[0])]


@given(st.sampled_from(LOST), st.sampled_from(["", "…", "[…] ", "[we] ", "“", "[We think] … "]))
def test_no_mark_at_an_edge_excuses_a_negation_that_is_cut_off(
    cut: tuple[str, int, int], mark: str
) -> None:
    passage, start, end = cut
    words = passage[start:end]
    assume(passage.count(words) == 1)
    for quote in (f"{mark}{words}", f"{words} {mark}".rstrip(), f"{words}."):
        found = compare(quote, passage)
        assert found.outcome == Outcome.ALTERED
        assert any(d.is_negation for d in found.differences)
        assert "".join(d.quote_words for d in found.collation) == quote
        assert "".join(d.source_words for d in found.collation) == passage[found.start : found.end]
