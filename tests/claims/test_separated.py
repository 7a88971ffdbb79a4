"""Tables as spreadsheets copy them: cells parted by tabs, semicolons or commas."""

import pytest

from principles.claims import take_apart


def read(text: str) -> list[tuple[str, str | None]]:
    return [(c.text, c.name.given if c.name else None) for c in take_apart(text).claims]


TABLE = [("One is two now.", "Jeff Bezos"), ("Three is four now.", "Joi Ito")]


@pytest.mark.parametrize(
    "text",
    [
        "1\tOne is two now.\tJeff Bezos\n2\tThree is four now.\tJoi Ito",
        "1;One is two now.;Jeff Bezos\n2;Three is four now.;Joi Ito",
        "id;quote;name\n1;One is two now.;Jeff Bezos\n2;Three is four now.;Joi Ito",
        'id,quote,author\n1,"One is two now.",Jeff Bezos\n2,"Three is four now.",Joi Ito',
        "Who\tWhat\nJeff Bezos\tOne is two now.\nJoi Ito\tThree is four now.",
        "A-1\tJeff Bezos\tOne is two now.\nA-2\tJoi Ito\tThree is four now.",
    ],
)
def test_a_row_gives_its_claim_its_name(text: str) -> None:
    assert read(text) == TABLE


def test_a_line_alone_is_a_row_if_a_cell_is_a_name() -> None:
    assert read("One is two now.\tJeff Bezos") == TABLE[:1]


@pytest.mark.parametrize(
    "text",
    [
        "One is; two is. Three is; four is.",
        "One is two, three; four\nFive is six, seven; eight",
        "One is two;three is\nFour is five;six is",
    ],
)
def test_prose_with_semicolons_is_no_table(text: str) -> None:
    assert all(name is None for _, name in read(text))
    assert "".join(claim for claim, _ in read(text)).count(";") == text.count(";")


def test_the_year_of_a_row_is_no_number_of_it() -> None:
    claim = take_apart("1\tOne is two now.\t2016\n2\tThree is four now.\t1997").claims[0]
    assert claim.name
    assert (claim.name.given, claim.name.years) == ("2016", (2016,))
