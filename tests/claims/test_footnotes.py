"""Footnotes: the name below goes with the claim that has the mark."""

import pytest

from principles.claims import take_apart


def read(text: str) -> list[tuple[str, str | None]]:
    return [(c.text, c.name.given if c.name else None) for c in take_apart(text).claims]


ONE = ("One is two.", "Jeff Bezos")
BOTH = [ONE, ("Three is four.", "Joi Ito")]


@pytest.mark.parametrize(
    "text",
    [
        "One is two.[^3] Three is four.[^b]\n\n[^3]: Jeff Bezos, letter of 2016\n[^b]: Joi Ito",
        "“One is two.”[1] “Three is four.” [2]\n\n[1] Jeff Bezos, 2016\n[2] See Joi Ito",
        "> One is two.[1]\n\n> Three is four.[2]\n\n[1]: Jeff Bezos\n[2]: Joi Ito, in a talk",
        "One is two.¹ Three is four.²\n\n¹ Jeff Bezos, 2016\n² Joi Ito",
        "One is two.¹ Three is four.²\n\n1. Jeff Bezos, letter of 2016\n2. Joi Ito, 2011",
    ],
)
def test_a_note_gives_its_name_to_the_claim_with_its_mark(text: str) -> None:
    assert read(text) == BOTH


def test_the_year_and_the_work_of_a_note_are_read() -> None:
    claim = take_apart("“One is two now.”[^1]\n\n[^1]: Jeff Bezos, letter of 2016").claims[0]
    assert claim.name
    assert (claim.name.work, claim.name.years) == ("letter", (2016,))


@pytest.mark.parametrize(
    "text",
    [
        "One is two.[1]\n\n[2] Jeff Bezos",
        "One is two.[1]\n\n[1] See the appendix for more.",
        "One is two.\n\n[^1]: Jeff Bezos",
        "[1] Jeff Bezos\n\nOne is two.[1]",
    ],
)
def test_a_note_without_a_mark_above_or_a_name_gives_none(text: str) -> None:
    assert [name for claim, name in read(text) if claim == ONE[0]] == [None]


def test_a_name_beside_the_words_comes_before_that_of_a_note() -> None:
    text = "“One is two.” (Joi Ito)[1]\n\n[1] Jeff Bezos"
    assert read(text) == [("One is two.", "Joi Ito")]
