"""Subtitles: who speaks is a name, sentences run over cues, the rest are marks."""

import pytest

from principles.claims import take_apart
from principles.claims.unjudged import unjudged

FIRST, SECOND = "00:00:01.000 --> 00:00:04.000", "00:00:05.000 --> 00:00:09.000"


def read(text: str) -> list[tuple[str, str | None]]:
    return [(c.text, c.name.given if c.name else None) for c in take_apart(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        f"WEBVTT\n\n{FIRST}\n<v Jeff Bezos>One is two.</v>\n\n{SECOND}\n<v Joi Ito>Three is four.",
        (
            f"WEBVTT - a talk\nKind: captions\n\nNOTE by me\n\n1\n{FIRST} line:0 align:start\n"
            f"<v.loud Jeff Bezos>One is\n\n2\n{SECOND}\n<v Jeff Bezos>two.\n\n3\n{SECOND}\n"
            "<v Joi Ito>Three <00:06.000>is <c.a>four</c>."
        ),
        f"1\n{FIRST}\nJEFF BEZOS: One is two.\n\n2\n{SECOND}\nJOI ITO: Three is four.",
    ],
)
def test_each_voice_has_its_words(text: str) -> None:
    found = [(" ".join(words.split()), name and name.title()) for words, name in read(text)]
    assert found == [("One is two.", "Jeff Bezos"), ("Three is four.", "Joi Ito")]


def test_a_sentence_runs_on_over_cues() -> None:
    text = f"1\n{FIRST}\nOne is two. Three\n\n2\n{SECOND}\nis four."
    assert read(text) == [("One is two.", None), ("Three\nis four.", None)]


def test_a_cue_without_a_voice_is_nobodys() -> None:
    text = f"WEBVTT\n\n{FIRST}\n<v Jeff Bezos>One is two.\n\n{SECOND}\nThree is four."
    assert read(text) == [("One is two.", "Jeff Bezos"), ("Three is four.", None)]


def test_numbers_times_and_tags_are_marks() -> None:
    text = f"WEBVTT\n\n1\n{FIRST} align:start\n<v Jeff Bezos>One is two.</v>"
    taken = take_apart(text)
    assert {str(part.sort) for part in unjudged(taken, taken.claims, taken.names)} == {"mark"}


def test_an_arrow_between_times_in_prose_is_no_subtitle() -> None:
    assert read("We went 10:00:00.0 --> 11:00:00.0 and back. One is.")[-1] == ("One is.", None)
