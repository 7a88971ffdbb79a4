"""The parts of a claim that a text has, in any order, and the verdict that follows from them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.matching import Outcome, compare
from principles.provenance.prepared import Prepared
from principles.provenance.telling import rarer_than_most
from principles.provenance.told import is_mostly, told_runs
from principles.text import words

LETTER = (
    "A common example is process as proxy. The process is not the thing. It’s always worth asking, "
    "do we own the process or does the process own us? We have invested and will continue to "
    "invest aggressively to expand and leverage our customer base."
)
ASIDE = "A lawyer stood up, and in all that noise he asked us again and again"


def told(claim: str, text: str = LETTER) -> list[str]:
    passage = Prepared(text)
    found = told_runs(claim, passage)
    assert all(
        [w.casefold() for w in plain(claim[slice(*run.claim)])]
        == [w.casefold() for w in plain(text[slice(*run.text)])]
        for run in found
    )
    return [claim[slice(*run.claim)] for run in found]


def plain(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The process is not the thing you want.", ["The process is not the thing"]),
        (
            "Does the process own us or do we own the process?",
            ["Does the process own us", "do we own the process"],
        ),
        (f"{ASIDE}: do we own the process", ["do we own the process"]),
        (f"{ASIDE} to expand and leverage", []),
        ("He said: it is the process and not the thing", []),
        ("They have it, and we have invested and will go", []),
        ("PROCESS IS NOT THE THING, do we own the process?", [
            "PROCESS IS NOT THE THING", "do we own the process"]),
        ("the", []),
        ("", []),
    ],
)  # fmt: skip
def test_long_telling_runs_are_told_the_longest_first(claim: str, expected: list[str]) -> None:
    assert told(claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("It is what it is. So we go on, they say, always.", ["So we go on"]),
        ("So we go on from here to there.", ["So we go on"]),
        ("Now so we go.", []),
    ],
)
def test_a_whole_sentence_of_four_common_words_is_told(claim: str, expected: list[str]) -> None:
    assert told(claim, "And so we go. So we go on. It is it.") == expected


def test_a_run_that_overlaps_a_longer_one_keeps_what_is_left_of_it() -> None:
    text = (
        "Plant all the seeds, protect saplings, accept failures. "
        "Accept failures, double down, cut costs now."
    )
    claim = "Plant all the seeds, protect saplings, accept failures, double down, cut costs now"
    assert told(claim, text) == [
        "Plant all the seeds, protect saplings, accept failures",
        "double down, cut costs now",
    ]


def test_the_words_of_a_base_may_say_which_tell() -> None:
    tells = rarer_than_most({"process": 90, "own": 80}, total=100)
    claim = f"{ASIDE}: do we own the process"
    assert told_runs(claim, Prepared(LETTER), telling=tells) == ()


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("The process is not the thing you want.", Outcome.ALTERED),
        ("Here’s the thing: the process is not the thing.", Outcome.ALTERED),
        ("Does the process own us or do we own the process?", Outcome.ALTERED),
        ("We have invested and will continue to invest aggressively, in gold.", Outcome.ALTERED),
        ("Does the process own us? A lawyer thinks so. Do we own the process?", Outcome.ALTERED),
        (f"{ASIDE}: do we own the process?", Outcome.UNVERIFIED),
    ],
)
def test_runs_that_make_half_of_a_claim_make_it_altered(claim: str, outcome: Outcome) -> None:
    found = compare(claim, LETTER)
    assert found.outcome == outcome
    assert found.told
    assert is_mostly(claim, found.told) is (outcome == Outcome.ALTERED)


def test_the_sentence_that_is_told_is_the_one_collated() -> None:
    text = "Here the process can become the thing. The process is not the thing."
    found = compare("The process is not the thing you want.", text)
    assert text[found.start : found.end] == "The process is not the thing."


few = st.lists(st.sampled_from("we own the process. And thing, thing own".split()), max_size=30)  # noqa: SIM905 - reads as a list of words


@given(few.map(" ".join), few.map(" ".join))
def test_what_is_told_stands_in_both_and_does_not_overlap(claim: str, text: str) -> None:
    found = told_runs(claim, Prepared(text))
    told(claim, text)
    sizes = [len(plain(claim[slice(*run.claim)])) for run in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= 4 for size in sizes)
    taken = sorted(run.claim for run in found)
    assert all(a[1] <= b[0] for a, b in pairwise(taken))


def test_one_word_again_and_again_is_told_in_time() -> None:
    assert told_runs("process " * 2_500, Prepared("process " * 50_000))
