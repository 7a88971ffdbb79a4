"""Which words of a paste are its claims, now that it is known what the sources have."""

import pytest

from principles.pasted import check
from principles.provenance.verification import recompute
from tests.factories import SourceFactory, published_quote, stored

pytestmark = pytest.mark.django_db

CRATES = "Every captain counts the crates twice before a winter storm."
NETS = "Sailors mend their heavy nets when the harbour is frozen."
REPORTED = "The mate told us “count the crates again at dawn” and then he slept."
OTHER = "Penguins eat lemon cake on sunny Mondays."


@pytest.fixture(autouse=True)
def letter() -> None:
    """Store a text that has the sentences."""
    source = SourceFactory(title="Log")
    passage = stored(source, f"{CRATES}\n\n{NETS}\n\n{REPORTED}\n\nThe tide comes in.")
    published_quote("The tide comes in.", passage=passage)
    recompute()


def claims(text: str) -> list[tuple[str, str | None]]:
    """Return the claims with their verdicts."""
    return [(claim.text, claim.verdict) for claim in check(text).claims]


def prose(text: str) -> list[str]:
    """Return what of the text is the paster's prose."""
    parts = [part for part in check(text).unjudged if part.sort == "prose"]
    return [text[part.start : part.end].strip("”\n") for part in parts]


def test_where_nothing_is_quoted_every_sentence_is_a_claim() -> None:
    assert claims(f"{CRATES} {OTHER}") == [(CRATES, "verbatim"), (OTHER, "unverified")]


def test_a_sentence_with_words_in_marks_is_claimed_whole_where_a_source_has_it() -> None:
    assert claims(REPORTED) == [(REPORTED, "verbatim")]


def test_otherwise_the_words_in_marks_are_claimed() -> None:
    text = "A friend of mine likes “count the crates again at dawn” more than cake."
    assert claims(text) == [("count the crates again at dawn", "verbatim")]


def test_a_sentence_most_of_which_a_source_has_around_the_marks_is_claimed_whole() -> None:
    text = REPORTED.replace("he slept", "he slipped")
    assert claims(text) == [(text, "altered")]


def test_half_of_the_words_around_the_marks_are_not_most() -> None:
    text = "The mate told us “count the crates again at dawn” while they were eating."
    assert claims(text) == [("count the crates again at dawn", "verbatim")]


@pytest.mark.parametrize(
    ("sentence", "is_claimed"),
    [(NETS, True), (NETS.replace("heavy ", "… "), True), (OTHER, False)],
)
def test_a_sentence_without_marks_in_a_paste_that_quotes_is_claimed_where_it_is_found(
    sentence: str, is_claimed: bool
) -> None:
    text = f"“{CRATES}”\n\n{sentence}"
    assert (sentence in [claim for claim, _ in claims(text)]) is is_claimed
    assert (prose(text) == [sentence]) is not is_claimed


def test_an_altered_sentence_without_marks_is_prose_in_a_paste_that_quotes() -> None:
    altered = NETS.replace("frozen", "open")
    assert prose(f"“{CRATES}”\n\n{altered}") == [altered]


def test_items_of_a_list_are_claims_where_one_of_that_list_is_found() -> None:
    text = f"“{CRATES}”\n\n- {NETS}\n- {OTHER}"
    assert claims(text)[1:] == [(NETS, "verbatim"), (OTHER, "unverified")]


def test_items_of_a_list_are_prose_where_none_is_found() -> None:
    text = f"“{CRATES}”\n\n- {OTHER}\n- Whales sing songs about lemon cake."
    assert [claim for claim, _ in claims(text)] == [CRATES]


def test_words_behind_a_number_are_claimed_where_they_begin_a_stored_sentence() -> None:
    assert claims(f"12. {CRATES}") == [(CRATES, "verbatim")]


# Too short ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict", "count"),
    [
        ("counts the crates", None, 1),  # where it occurs
        ("eat lemon cake", None, 0),
        ("The tide comes in.", "verbatim", 1),  # four words
        ("counts the crates twice", "verbatim", 1),
    ],
)
def test_fewer_than_four_words_have_no_verdict(text: str, verdict: str | None, count: int) -> None:
    [claim] = check(text).claims
    assert (claim.verdict, len(claim.matches), list(claim.nearest)) == (verdict, count, [])


def test_three_words_that_are_a_whole_sentence_have_a_verdict() -> None:
    passage = stored(SourceFactory(title="Deck"), "Wait then. It rains on the harbour.")
    published_quote("It rains on the harbour.", passage=passage)
    recompute()
    assert claims("Wait then.") == [("Wait then.", "verbatim")]


def test_what_is_too_short_is_in_no_total() -> None:
    checked = check(f"counts the crates\n\n{CRATES}")
    assert (checked.verdict, checked.counts) == ("verbatim", {"verbatim": 1})


# What is told -------------------------------------------------------------------------------------


def test_a_run_of_the_words_is_told_and_where_it_is_half_the_claim_is_altered() -> None:
    run = "counts the crates twice before a winter storm"
    [half] = check(f"My old uncle often {run}, he says.").claims
    assert (half.verdict, [told.words for told in half.told]) == ("altered", [run])
    long = "Penguins eat lemon cake on sunny Mondays when nobody looks at them, and whoever"
    [less] = check(f"{long} {run} sings.").claims
    assert (less.verdict, [told.words for told in less.told]) == ("unverified", [run])
    assert less.told[0].match.source is not None
    assert less.text[less.told[0].start : less.told[0].end] == run


def test_words_that_are_found_have_nothing_told() -> None:
    [claim] = check(CRATES).claims
    assert list(claim.told) == []
