"""How much of a text a claim is."""

import pytest

from principles.provenance.elision import MOST_PARTS, parts_of
from principles.provenance.extent import (
    is_short,
    is_whole_sentence,
    sentence_count,
    whole_sentences,
)
from principles.provenance.matching import Outcome, compare
from principles.provenance.prepared import Prepared

TEXT = "“Day 2 is stasis. Followed by death.”\n\nTo be sure, this would happen. It is so, he said."


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("the", True), ("Followed by death.", True), ("we’ve a well-known one", False), ("", True)],
)
def test_fewer_than_four_words_are_short(claim: str, expected: bool) -> None:
    assert is_short(claim) is expected


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("Followed by death.", 1),
        ("followed by death", 1),
        ("“Day 2 is stasis.", 1),
        ("Day 2 is stasis. Followed by death.", 2),
        ("by death", 0),
        ("Followed by death.” To be sure", 0),
        ("To be sure, this would happen.", 1),
        ("Day 2 is … Followed by death.", 0),
        ("Nothing of it", 0),
    ],
)
def test_whole_sentences_are_told_from_parts(claim: str, count: int) -> None:
    passage = Prepared(TEXT)
    found = compare(claim, passage)
    assert len(whole_sentences(found, passage)) == count
    assert is_whole_sentence(found, passage) is bool(count)


def test_a_whole_heading_is_whole() -> None:
    passage = Prepared(TEXT, heading="On Day 2")
    assert is_whole_sentence(compare("On Day 2", passage), passage)


@pytest.mark.parametrize(
    ("claim", "count"), [("Day … stasis.", 1), ("Day 2 is stasis … death", 2), ("so, he said", 1)]
)
def test_sentences_that_parts_come_from_are_counted(claim: str, count: int) -> None:
    passage = Prepared(TEXT)
    assert sentence_count(compare(claim, passage), passage) == count


def test_more_than_twelve_parts_are_not_read_as_omissions() -> None:
    text = " ".join(f"word{n} and" for n in range(20))
    claim = " … ".join(f"word{n}" for n in range(MOST_PARTS))
    assert len(parts_of(claim)) == MOST_PARTS
    assert compare(claim, text).outcome == Outcome.ELIDED
    longer = f"{claim} … word{MOST_PARTS}"
    assert len(parts_of(longer)) == MOST_PARTS + 1
    assert compare(longer, text).outcome != Outcome.ELIDED


def test_marks_and_signs_without_words_are_no_parts() -> None:
    assert parts_of("… [T]he words [sic] … – […] are [not] here …") == [
        "[T]he words [sic]",
        "are",
        "here",
    ]
