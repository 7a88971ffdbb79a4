"""Messages of chats and heads of mails: who speaks is a name, the rest are marks."""

import pytest

from principles.claims import take_apart
from principles.claims.unjudged import Sort, unjudged


def read(text: str) -> list[tuple[str, str | None]]:
    return [(c.text, c.name.given if c.name else None) for c in take_apart(text).claims]


BOTH = [("One is two.", "Jeff Bezos"), ("Three is four.", "Joi Ito")]


@pytest.mark.parametrize(
    "text",
    [
        "Jeff Bezos  10:02 AM\nOne is two.\nJoi Ito  10:05 AM\nThree is four.",
        "Jeff Bezos\n  10:02\nOne is two.\nJoi Ito\n  10:05\nThree is four.",
        "Jeff Bezos APP  10:02 AM\nOne is two.\n\nJoi Ito, 10:05 AM\nThree is four.",
        "Jeff Bezos — Today at 10:02 AM\nOne is two.\nJoi Ito — 04/03/2017 10:05\nThree is four.",
        "[10:02] <Jeff Bezos> One is two.\n[10:03] <@Joi Ito> Three is four.",
    ],
)
def test_a_message_is_said_by_the_name_above_or_in_front_of_it(text: str) -> None:
    assert read(text) == BOTH


def test_the_names_of_accounts_name_nobody() -> None:
    assert read("<jbezos> One is two.\n<joi> Three is four.") == [(one, None) for one, _ in BOTH]


@pytest.mark.parametrize(
    "text", ["At 10:02 AM\nOne is two.", "One is <Two> three.", "Count 10:02\n\nOne is two."]
)
def test_a_time_or_angle_brackets_alone_are_no_message(text: str) -> None:
    assert all(name is None for _, name in read(text))


def test_small_labels_each_begin_a_line() -> None:
    pasted = take_apart("jeff: one is two\njoi: three is four")
    rests = [instead.text for unit in pasted.units for instead in unit.instead]
    assert rests == ["one is two", "three is four"]


def test_a_line_with_a_colon_goes_on_from_one_without() -> None:
    assert len(read("He told us this about\ncrates: they are to be counted.")) == 1


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (
            "From: Joi Ito <a@b.c>\nDate: Mon, 3 Apr 2017 10:02\nSubject: Fwd: two\n\nOne is two.",
            ["From: Joi Ito <a@b.c>\nDate: Mon, 3 Apr 2017 10:02\nSubject: Fwd: two"],
        ),
        ("One is two.\n\nBest regards,\nJeff Bezos", ["Best regards,"]),
        ("One is two.\n9:14 AM · Apr 3, 2017", ["9:14 AM · Apr 3, 2017"]),
    ],
)
def test_headers_closings_and_times_of_posts_are_marks(text: str, marks: list[str]) -> None:
    pasted = take_apart(text)
    assert [claim.text for claim in pasted.claims] == ["One is two."]
    apart = unjudged(pasted, pasted.claims, pasted.names)
    assert [text[u.start : u.end] for u in apart if u.sort == Sort.MARK] == marks


def test_one_line_with_a_colon_is_no_head_of_a_mail() -> None:
    assert [claim for claim, _ in read("Subject: two.\n\nOne is two.")][-1] == "One is two."
