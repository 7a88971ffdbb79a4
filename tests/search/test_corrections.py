"""What an unknown word may have meant, judged by slips, company and frequency."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from principles.models import Quote
from principles.search import corrections as module
from principles.search.corrections import Candidate, Correction, distance
from principles.search.lexicon import refresh
from principles.search.query import parse
from principles.search.reading import read
from tests.factories import QuoteFactory, SourceFactory, published_quote


def corrections(unknown: list[str], *, beside: list[str]) -> dict[str, tuple[Correction, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT typed, word, entries, lexeme FROM principles_search_meant(%s)", [unknown]
        )
        candidates = [Candidate(*row) for row in cursor.fetchall()]
    return module.corrections(candidates, beside=dict.fromkeys(unknown, beside))


WORDS = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("word", "word", 0),
        ("wrod", "word", 1),
        ("wod", "word", 1),
        ("woord", "word", 1),
        ("ward", "word", 1),
        ("wrdo", "word", 2),
        ("ca", "abc", 3),  # the unrestricted distance is 2
        ("kitten", "sitting", 3),
    ],
)
def test_distance_counts_slips(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    slips = distance(one, other)
    assert slips == distance(other, one)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))
    assert (slips == 0) == (one == other)


@given(WORDS, st.integers(0, 6), st.sampled_from("abcd"))
def test_one_edit_is_one_slip(word: str, place: int, letter: str) -> None:
    place = min(place, len(word))
    assert distance(word, word[:place] + letter + word[place:]) == 1
    if place < len(word):
        assert distance(word, word[:place] + word[place + 1 :]) == 1
    if place + 1 < len(word):
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        assert distance(word, swapped) == (swapped != word)


@pytest.fixture
def base(db: None) -> None:
    source = SourceFactory(title="Sayings")
    for text in (
        "Customer obsession drives the whole company.",
        "The customer is always ahead of us.",
        "The customs of a village.",
        "A strategy beats a tactic.",
        "Stratosphere balloons drift.",
        "We form a committee.",
        "We farm the land.",
        "They farm the sea, and farm the sky.",
        "The naïve coöperate.",
    ):
        published_quote(text, source=source)
    QuoteFactory(text="Custodian draftword.")
    refresh()


def first(typed: str, *beside: str) -> str:
    found = corrections([typed], beside=[f"'{word}'" for word in beside])
    return found[typed][0].word if found else ""


@pytest.mark.parametrize(
    "typed", ["custmer", "custommer", "cuxtomer", "csutomer", "ustomer", "customre", "customerx"]
)
def test_one_slip_is_found_wherever_it_is(base: None, typed: str) -> None:
    assert first(typed) == "customer"


def test_a_letter_too_few_and_one_too_many_are_found_in_a_long_word_only(base: None) -> None:
    assert first("bsessioon") == "obsession"
    assert first("trategye") == "strategy"
    assert first("riftx") == ""


@pytest.mark.parametrize("typed", ["obcesion", "obsezzion", "obbsessionn", "obssesion"])
def test_two_wrong_letters_of_a_long_word_are_found_where_nothing_is_nearer(
    base: None, typed: str
) -> None:
    assert first(typed) == "obsession"


@pytest.mark.parametrize(
    ("typed", "meant"), [("costumer", "customer"), ("ofrm", "form"), ("sae", "sea")]
)
def test_two_letters_may_have_changed_places(base: None, typed: str, meant: str) -> None:
    assert first(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("procces", "process"), ("proccess", "process"), ("comitte", "committee"), ("dya", "day")],
)
def test_letters_doubled_in_the_wrong_place_are_one_slip(
    base: None, typed: str, meant: str
) -> None:
    published_quote("The process of a day.")
    refresh()
    assert first(typed) == meant


def test_two_wrong_letters_of_a_shorter_word_make_another_word(base: None) -> None:
    published_quote("It is common, and was omitted.")
    refresh()
    assert first("commit") == ""
    assert first("commno") == "common"  # neighbours swapped are one slip
    assert first("comitte") == "committee"  # judged by the longer of the two


def test_three_words_are_compared_with_all_that_begin_alike_at_most(base: None) -> None:
    unknown = ["obcezsion", "obsezxion", "obxessxon", "obsqqsion"]
    assert set(corrections(unknown, beside=[])) == set(unknown[:3])


def test_words_that_are_not_compared_take_no_place_of_those_that_are(base: None) -> None:
    unknown = ["custmer", "x1", "y2", "short", "obcezsion"]
    assert set(corrections(unknown, beside=[])) == {"custmer", "obcezsion"}
    assert set(corrections(["obcezsion"] * 3 + ["strxtexy"], beside=[])) == {
        "obcezsion",
        "strxtexy",
    }


def test_a_word_that_is_repeated_has_its_corrections_once(base: None) -> None:
    alone = corrections(["obcezsion"], beside=[])
    assert corrections(["obcezsion"] * 3, beside=[]) == alone
    [term] = read(parse("obcezsion")).terms
    repeated = read(parse("obcezsion, obcezsion! Obcezsion")).terms
    assert [again.entries for again in repeated] == [term.entries] * 3


@pytest.mark.parametrize("typed", ["xxsession", "obzxsxsion", "fzrzz"])
def test_other_beginnings_more_slips_and_short_words_are_not(base: None, typed: str) -> None:
    assert first(typed) == ""


def test_the_commoner_word_is_the_likelier(base: None) -> None:
    assert first("fxrm") == "farm"


def test_what_stands_beside_the_other_words_is_the_likelier(base: None) -> None:
    assert first("fxrm", "committe") == "form"
    assert first("fxrm", "land") == "farm"


def test_company_of_some_of_the_words_counts_where_nothing_has_all(base: None) -> None:
    assert first("fxrm", "committe", "balloon") == "form"


def test_company_is_of_the_word_in_its_own_form(base: None) -> None:
    published_quote("A strange strategies game.")
    refresh()
    assert first("strategiez", "game") == "strategies"


def test_where_no_word_is_rare_company_is_reckoned_by_chance(
    base: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FEW_ENTRIES", 0)
    monkeypatch.setattr(module, "COMMON", 0)
    assert first("fxrm", "committe") == "farm"
    assert first("fxrm", "committe", "balloon") == "farm"


def test_the_likeliest_comes_first(base: None) -> None:
    found = corrections(["fxrm"], beside=["'land'"])["fxrm"]
    assert [correction.word for correction in found] == ["farm", "form"]


def test_three_are_offered_at_most(base: None) -> None:
    published_quote("Firm from.")
    refresh()
    assert len(corrections(["frm"], beside=[])["frm"]) == 3


def test_beside_may_be_any_query(base: None) -> None:
    phrase = "'ahead' <-> 'of'"
    either = "'nowher' | 'ahead'"
    assert corrections(["custmer"], beside=[phrase, either])["custmer"] == (
        Correction("customer", "custom", 2),
    )


def test_each_unknown_word_has_its_own_corrections(base: None) -> None:
    found = corrections(["custmer", "nothinglikeit", "strategi", "custmer"], beside=[])
    assert {word: offered[0].word for word, offered in found.items()} == {
        "custmer": "customer",
        "strategi": "strategy",
    }


def test_no_word_of_a_draft_is_offered(base: None) -> None:
    assert first("custodain") == ""
    assert first("draftwrd") == ""


def test_no_word_that_was_withdrawn_since_is_offered(base: None) -> None:
    Quote.objects.filter(text__contains="strategy").update(status="withdrawn")
    assert first("stratgy") == ""
    assert first("stratgy", "tactic") == ""


@pytest.mark.parametrize("typed", ["cust0mer", "ct", "x" * 25, "", "1997", "custom er"])
def test_what_is_no_word_of_letters_is_not_corrected(base: None, typed: str) -> None:
    assert corrections([typed], beside=[]) == {}


def test_letters_of_any_script_are_corrected(base: None) -> None:
    published_quote("Правило помогает.")
    refresh()
    assert first("правло") == "правило"


def test_nothing_is_corrected_before_the_words_were_read(db: None) -> None:
    published_quote("Customer obsession.")
    assert corrections(["custmer"], beside=[]) == {}
