"""Sentences of a claim that stand together in a text, and what parts those that do not."""

import pytest

from principles.provenance.collation import Op
from principles.provenance.findings import Apart, Parting
from principles.provenance.matching import Outcome, compare
from principles.provenance.together import apart

LETTER = (
    "“Day 2 is stasis. Followed by irrelevance. Followed by decline. Followed by death. And that "
    "is why it is always Day 1.”\n\nGood process serves you. The process is not the thing."
)


@pytest.mark.parametrize(
    ("claim", "partings"),
    [
        ("Followed by death. Day 2 is stasis. Followed by irrelevance.", [(0, "another order")]),
        ("Day 2 is stasis. And that is why it is always Day 1.", [(0, "left out between")]),
        (
            "Day 2 is stasis. Followed by irrelevance. Followed by death. Good process serves you.",
            [(1, "left out between"), (2, "left out between")],
        ),
        ("Followed by decline. Followed by decline.", [(0, "another order")]),
        ("The process is not the thing. … Day 2 is stasis.", [(0, "another order")]),
        ("Day 2 is … stasis. Followed by decline.", [(0, "left out between")]),
    ],
)
def test_sentences_that_are_there_but_not_together_are_altered(
    claim: str, partings: list[tuple[int, str]]
) -> None:
    found = compare(claim, LETTER)
    assert found.outcome == Outcome.ALTERED
    assert [(here.number, here.parting) for here in found.apart] == partings
    assert "".join(d.quote_words for d in found.collation) == claim


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Day 2 is stasis. Followed by irrelevance. Followed by decline.", Outcome.VERBATIM),
        ("Day 2 is stasis. […] And that is why it is always Day 1.", Outcome.ELIDED),
        ("Good process serves you. The process is not the thing.", Outcome.VERBATIM),
        ("And that is why it is always Day 1. Good process serves you.", Outcome.ALTERED),
        ("Day 2 is stasis. Day 1 is not.", Outcome.ALTERED),
        ("Day 2 is stasis. Nothing else is anywhere in any text.", Outcome.UNVERIFIED),
    ],
)
def test_sentences_together_or_not_all_there_are_not_apart(claim: str, outcome: Outcome) -> None:
    found = compare(claim, LETTER)
    assert found.outcome == outcome
    assert found.apart == ()


def test_what_is_left_out_between_is_shown() -> None:
    found = compare("Day 2 is stasis. Followed by decline.", LETTER)
    assert [(d.op, d.source_words) for d in found.differences] == [
        (Op.DELETE, " Followed by irrelevance. ")
    ]
    [here] = found.apart
    assert here.left_out is not None
    assert LETTER[slice(*here.left_out)] == " Followed by irrelevance. "


def test_places_in_two_texts_are_two_places() -> None:
    texts = {"a": "One. Two. Three.", "b": "Four."}
    places = [("a", (0, 4)), ("b", (0, 5)), ("a", (0, 4)), ("a", (5, 9)), ("a", (0, 4))]
    assert apart(places, texts) == (
        Apart(0, Parting.TWO_PLACES),
        Apart(1, Parting.TWO_PLACES),
        Apart(3, Parting.OTHER_ORDER),
    )
