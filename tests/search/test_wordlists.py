"""What the packaged lists say of single words."""

import pytest
from pytest_django import Settings

from principles.search import wordlists


@pytest.mark.parametrize("word", ["fear", "where", "cafe", "isnt", "amazon", "programme", "zoe"])
def test_a_real_word_has_a_level(word: str) -> None:
    assert wordlists.level(word)


@pytest.mark.parametrize("word", ["custmer", "", "wakeng", "zzzz", "a b", "éé", "\ud800"])
def test_what_is_no_word_has_none(word: str) -> None:
    assert wordlists.level(word) is None


def test_a_common_word_has_a_lower_level_than_a_rare_one() -> None:
    levels = [wordlists.level(word) for word in ("customer", "costumer")]
    assert levels == [10, 55]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("personalised", "personalized"),
        ("color", "colour"),
        ("defence", "defense"),
        ("analyze", "analyse"),
        ("programme", "program"),
        ("centre", "center"),
        ("travelled", "traveled"),
    ],
)
def test_british_and_american_spellings_lead_to_one_another(word: str, other: str) -> None:
    assert other in wordlists.spellings(word)
    assert word in wordlists.spellings(other)


@pytest.mark.parametrize("word", ["four", "wise", "hour", "advise", "rise", "cheque"])
def test_an_ending_alone_makes_no_other_spelling(word: str) -> None:
    assert wordlists.spellings(word) == ()


@pytest.mark.parametrize(("one", "other"), [("autonom", "autonomi"), ("bureaucrat", "bureaucraci")])
def test_a_family_is_known_from_either_side(one: str, other: str) -> None:
    assert other in wordlists.family(one)
    assert one in wordlists.family(other)


def test_a_compound_has_parts_and_a_word_that_only_looks_like_one_has_none() -> None:
    assert wordlists.compound("feedback") == "feed back"
    assert [wordlists.compound(word) for word in ("often", "nowhere", "upon", "season")] == [""] * 4


def test_a_site_in_another_language_has_no_list(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    assert wordlists.level("fear") is None
