"""What a passage cannot have of a quote: the bounds refuse nothing that aligning would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.alignment import align, closest_stretch, given_part
from principles.provenance.bounds import may_be_close, may_give_part, shares_word
from principles.provenance.closest import collated, is_close
from principles.provenance.findings import Outcome
from principles.provenance.prepared import Prepared

WORDS = ["the", "of", "crate", "Crate", "crâte,", "and/or", "well-known", "“it", "end.", "…", "\n"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_no_close_stretch_is_refused(quote: str, text: str) -> None:
    passage = Prepared(text)
    alignment = align(quote, passage)
    stretch = closest_stretch(alignment) if alignment else None
    found = collated(quote, stretch, text) if stretch else None
    if found and (found.outcome == Outcome.VERBATIM or is_close(found)):
        assert may_be_close(quote, passage)


@given(TEXTS, TEXTS)
def test_no_part_that_is_given_is_refused(quote: str, text: str) -> None:
    passage = Prepared(text)
    alignment = align(quote, passage)
    if alignment and given_part(alignment, quote, text):
        assert may_give_part(quote, passage)


def test_a_quote_of_other_words_is_refused() -> None:
    passage = Prepared("Count the crates on the bench.")
    assert not shares_word("No hive swarms twice.", passage)


@pytest.mark.parametrize(
    "quote", ["Swarm the hives at the gate.", "It was and it was the of the.", "The the the the."]
)
def test_common_words_alone_are_not_close(quote: str) -> None:
    assert not may_be_close(quote, Prepared("Count the crates of the bench and it was the end."))


def test_words_at_a_break_may_be_a_part() -> None:
    passage = Prepared("Count the\ncrates twice")
    assert may_give_part("Count the crates twice or more before noon", passage)
    assert not may_give_part("Count no crates before noon", passage)
