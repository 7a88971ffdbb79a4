"""A stored passage as claims are compared with it: what may be read, and what is withheld."""

import pytest

from principles.claims import take_apart
from principles.pasted.stored import StoredPassage, is_comparable
from tests.pasted.passages import kept, passage

SECRET = "Nobody ever went back there to dig for it."
LIST = "1. Wait then\n2. Every captain counts twice"
TEXT = f"The tide comes in. {SECRET} The harbour sleeps.\n\n{LIST}"
WHOLE = (0, len(TEXT))


def held(*shown: str, access: str = "window") -> StoredPassage:
    """Return the passage with the words that anybody may read."""
    spans = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in shown]
    return kept(passage(TEXT, text_access=access), spans)


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Every captain counts the crates twice.", True),  # six words
        ("Every captain counts the crates.", False),
        ("Every captain counts the crates twice. Nobody ever asks him why not.", True),
        ("Every captain counts the crates twice. Nobody asks.", False),
        ("Every captain counts … the crates twice again.", False),
        ("Every captain counts ... the crates twice again.", False),
        ("Every captain counts [all] the crates twice again.", False),
        ("[E]very captain counts the crates twice again.", False),
        ("Every captain count[s] the crates twice again.", False),
    ],
)
def test_whole_sentences_of_six_words_without_marks_are_compared_with_withheld_text(
    text: str, is_one: bool
) -> None:
    [unit] = take_apart(f"> {text}").units
    assert is_comparable(unit.claim) is is_one


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        (SECRET, True),
        (SECRET[:-1], True),
        (SECRET.replace("dig", "look"), False),
        (SECRET.replace(" for it", ""), False),
        (SECRET.replace("Nobody ", ""), False),
        (f"{SECRET} The harbour of it all sleeps now.", False),
    ],
)
def test_withheld_text_has_a_whole_sentence_or_nothing(text: str, is_held: bool) -> None:
    [unit] = take_apart(f"> {text}").units
    assert bool(held().withholds(unit.claim, WHOLE)) is is_held


def test_a_text_that_all_may_read_withholds_nothing() -> None:
    [unit] = take_apart(SECRET).units
    assert held(access="full").withholds(unit.claim, WHOLE) is None


def test_only_what_may_be_read_is_compared() -> None:
    [unit] = take_apart("The tide comes in. Nobody ever went back there.").units[:1]
    claim = unit.claim
    assert held().decided(claim, WHOLE).outcome == "unverified"
    assert held("The tide comes in.").decided(claim, WHOLE).outcome == "verbatim"


def test_runs_are_told_of_what_may_be_read_alone() -> None:
    text = f"As we know {SECRET[:-1]} and Every captain counts twice and so on and on and on."
    [unit] = take_apart(text).units
    shown = held("Every captain counts twice")
    assert [TEXT[slice(*run.text)] for run in shown.decided(unit.claim, WHOLE).told] == [
        "Every captain counts twice"
    ]


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ("The tide comes in.", True),
        ("The tide comes in", True),
        ("tide comes in.", False),
        ("The tide comes", False),
        ("Wait then", True),  # its number is left off
        ("1. Wait then", True),
        (f"{SECRET} The harbour sleeps.", True),
    ],
)
def test_sentences_and_lines_are_whole(words: str, is_whole: bool) -> None:
    assert held(access="full").is_whole(span(words)) is is_whole


def test_what_is_whole_is_told_by_what_may_be_read_alone() -> None:
    assert held("captain counts").is_whole(span("captain counts"))
    assert not held("captain counts twice").is_whole(span("captain counts"))
    assert held("captain counts").begins_sentence(span("captain counts")[0])
    assert not held(access="full").begins_sentence(span("captain counts")[0])
