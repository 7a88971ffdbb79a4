"""What lies inside quotation marks of a text, in the usages that texts have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.quotation import quotation_around, quotations

LETTER = (
    "It’s not rare to hear a leader’s “Well, we followed the process.” An experienced one asks.\n\n"
    "“Day 2 is stasis. Followed by death.”\n\nThe customers’ needs aren’t “new”."
)


def inside(words: str, text: str) -> str | None:
    start = text.index(words)
    found = quotation_around(text, (start, start + len(words)))
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("followed the process", "Well, we followed the process."),
        ("“Well, we followed the process.”", "Well, we followed the process."),
        ("Day 2 is stasis.", "Day 2 is stasis. Followed by death."),
        ("a leader’s “Well, we followed", None),
        ("An experienced one asks.", None),
        ("The customers’ needs", None),
        ("new", "new"),
    ],
)
def test_words_lie_inside_the_marks_or_not(words: str, expected: str | None) -> None:
    assert inside(words, LETTER) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She said: “day one” and left.",
        'She said: "day one" and left.',
        "She said: ‘day one’ and left.",
        "She said: 'day one' and left.",
        "Sie sagte: „day one“ und ging.",
        "Sie sagte: ‚day one‘ und ging.",
        "Elle a dit : «day one» et partit.",
        "Elle a dit : ‹day one› et partit.",
        "Sie sagte: »day one« und ging.",
        "She said: “they call it ‘day one’ here” and left.",
        "She said: ‘they call it “day one” here’ and left.",
        "Sie sagte: „man nennt es ‚day one‘ hier“ und ging.",
        "It’s the customers’ “day one” that don’t count.",
        '("day one")',
    ],
)  # fmt: skip
def test_every_usage_is_read_and_the_innermost_pair_taken(text: str) -> None:
    assert inside("day one", text) == "day one"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("than timid ones. Some pay off.” A speaker", "than timid ones. Some pay off."),
        ("“Some pay off.\n\n“We learn.” A speaker", "Some pay off.\n\n“We learn."),
        ("Title\n“Some pay off and we go", "Some pay off and we go"),
        ("It’s ’twas for the dogs’ Some pay off", None),
        ("It is 5' long. Some pay off", None),
    ],
)
def test_marks_without_a_partner_reach_to_the_end_that_broke_off(
    text: str, expected: str | None
) -> None:
    assert inside("Some pay off", text) == expected


@given(st.text(st.sampled_from("“”„‟«»\"‘’‚‛‹›' ab\n("), max_size=30))
def test_pairs_stand_in_order_in_any_text(text: str) -> None:
    for pair in quotations(text):
        assert -1 <= pair.opening < pair.closing <= len(text)
