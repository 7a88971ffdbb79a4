"""Withheld text cannot be guessed: no wrong guess is answered otherwise than without that text."""

import pytest

from principles.pasted import check
from tests.pasted.guessing import (
    OPEN,
    SHOWN,
    answers,
    batches,
    common_words,
    kept_back,
    rewrite,
    verdicts,
)

pytestmark = pytest.mark.django_db

ACCESS = pytest.mark.parametrize("access", ["window", "hidden"])
SECRET = "The secret of the {} was buried with the captain near the old chapel."
HEADING = "Where the Old Captain Buried His Silver Spoons"


@pytest.mark.parametrize(
    ("access", "secret", "guess"),
    [
        ("window", SECRET, "The secret of the {} was buried."),
        ("hidden", "Nobody ever found the {} again.", "Nobody ever found the {} again."),
    ],
)
def test_ten_thousand_common_words_in_sentences_learn_nothing(
    access: str, secret: str, guess: str
) -> None:
    words = common_words(10_000)
    right = words.pop(5_000)
    passage = kept_back(secret.format(right), access=access)
    pastes = batches([guess.format(word) for word in words], 500)
    told = answers(pastes)
    assert len(words) == 9_999
    rewrite(passage, secret.format("x" * len(right)))
    assert told == answers(pastes)


FORMS = [
    "{all} {word}.",
    "“{all} {word}”",
    "“{all} {word},” said Ann Other.",
    "> {all} {word}",
    "# {all} {word}",
    "- {all} {word}",
    "{word}",
    "{last} {word}",
    "“{last} {word}” — Ann Other",
    "{five} {word}",
    "{all} … {word}",
    "{all} [{last}] {word}",
    "{last} … {word}.",
    "As he says, {five} {word} and no more of this nonsense.",
    f"{SHOWN} {{all}} {{word}}.",
    f"{{all}} {{word}} {OPEN[0]}",
    f"{SHOWN} … {{word}}.",
    f"{OPEN[1]} {{five}} {{word}}.",
]


@ACCESS
@pytest.mark.parametrize("form", FORMS)
def test_candidates_for_the_next_word_learn_nothing(access: str, form: str) -> None:
    secret = SECRET.format("spoons")
    passage = kept_back(secret, access=access, heading=HEADING)
    pastes = [*_candidates(secret, form), *_candidates(HEADING, form)]
    told = answers(pastes)
    rewrite(passage, "x" * len(secret), heading="Zebras")
    assert told == answers(pastes)


def _candidates(secret: str, form: str) -> list[str]:
    """Return pastes that try words behind each word of the secret but the last, right ones too."""
    words = secret.rstrip(".").split()
    every = [
        form.format(
            all=" ".join(words[:n]),
            five=" ".join(words[max(0, n - 4) : n]),
            last=words[n - 1],
            word=word,
        )
        for n in range(1, len(words) - 1, 2)
        for word in [words[n], words[n - 1], "silver"]
    ]
    return batches(every, 60)


@ACCESS
def test_a_heading_of_withheld_text_is_not_told_before_its_first_words(access: str) -> None:
    passage = kept_back(SECRET.format("spoons"), access=access, heading=HEADING)
    pastes = [HEADING, f"{HEADING}. {SHOWN}", f"{HEADING}\n\n{SHOWN}", f"“{HEADING}”"]
    told = answers(pastes)
    rewrite(passage, SECRET.format("spoons"), heading="Zebras")
    assert told == answers(pastes)


@ACCESS
def test_a_whole_sentence_of_withheld_text_is_answered_verbatim_and_no_more(access: str) -> None:
    source = kept_back(SECRET.format("spoons"), access=access).source
    [claim] = check(SECRET.format("spoons")).claims
    [match] = claim.matches
    assert (claim.verdict, match.is_withheld, match.source) == ("verbatim", True, source)
    assert (match.passage, match.locator, list(match.paragraphs)) == (None, "", [])
    assert (list(match.collation), match.quote, match.cut) == ([], None, ("", ""))


@ACCESS
@pytest.mark.parametrize(
    "text",
    [
        SECRET.format("spoons")[:-8] + ".",
        SECRET.format("spoons").replace("buried with", "buried … with"),
        SECRET.format("spoons").replace("captain", "[captain]"),
        SECRET.format("spoons").replace("captain", "sailor"),
        "was buried with the captain near the old chapel.",
        "The captain buried six.",
    ],
)
def test_no_part_and_no_change_of_a_withheld_sentence_is_answered(access: str, text: str) -> None:
    kept_back(f"{SECRET.format('spoons')} The captain buried six.", access=access)
    assert [list(claim.matches) for claim in check(text).claims] == [[]]


@ACCESS
def test_several_whole_sentences_are_answered_as_one_claim_where_they_stand_together(
    access: str,
) -> None:
    first, second = SECRET.format("spoons"), "Nobody ever went back there to dig for them."
    kept_back(f"{first} {second}", access=access)
    assert verdicts([f"“{first} {second}”"]) == ["verbatim"]


@ACCESS
def test_sentences_of_withheld_text_in_another_order_are_not_said_to_stand_together(
    access: str,
) -> None:
    first, second = SECRET.format("spoons"), "Nobody ever went back there to dig for them."
    kept_back(f"{first} {second}", access=access)
    [claim] = check(f"“{second} {first}”").claims
    assert claim.verdict == "altered"
    assert [part.verdict for part in claim.sentences] == ["verbatim", "verbatim"]
    assert claim.apart is None
    assert [found.whole for found in check(f"{second} {first}").claims] == [None, None]


# What anybody may read ----------------------------------------------------------------------------


@ACCESS
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SHOWN, "verbatim"),
        (SHOWN.replace("slowly", "quickly"), "altered"),
        ("The tide comes … and nobody on the pier takes any notice.", "elided"),
        ("The tide comes in slowly and nobody on the pier", "verbatim"),
    ],
)
def test_what_a_quote_shows_of_it_is_compared_as_usual(
    access: str, text: str, verdict: str
) -> None:
    kept_back(SECRET.format("spoons"), access=access)
    [claim] = check(text).claims
    assert (claim.verdict, claim.matches[0].is_withheld) == (verdict, False)


def test_what_a_window_shows_beside_its_quote_is_compared_as_usual() -> None:
    kept_back(SECRET.format("spoons"), access="window")
    [claim] = check("Gulls argue over herring while the sailor waits for its last bus.").claims
    assert (claim.verdict, claim.matches[0].is_withheld) == ("altered", False)


# How many -----------------------------------------------------------------------------------------


class Asked:
    """An allowance that notes what it is asked for."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self.counts: list[int] = []

    def __call__(self, count: int) -> int:
        self.counts.append(count)
        return self.allowed


def test_an_allowance_is_asked_once_with_the_number_of_sentences() -> None:
    secret = SECRET.format("spoons")
    kept_back(secret, access="hidden")
    wrong = SECRET.format("forks")
    text = f"{secret} {wrong}\n\n{OPEN[0]}\n\nToo short for it.\n\nIt … leaves too much of it out."
    asked = Asked(1)
    checked = check(f"{text}\n\n{secret}", allowance=asked)
    assert asked.counts == [2]
    assert (checked.withheld.texts, checked.withheld.unchecked) == (1, 1)
    assert [claim.verdict for claim in checked.claims][:2] == ["verbatim", "unverified"]


def test_sentences_beyond_the_allowance_are_not_compared_with_withheld_text() -> None:
    secret = SECRET.format("spoons")
    kept_back(secret, access="hidden")
    checked = check(secret, allowance=Asked(0))
    assert [claim.verdict for claim in checked.claims] == ["unverified"]
    assert checked.withheld.unchecked == 1


def test_no_allowance_is_asked_where_no_text_is_kept_back() -> None:
    kept_back(SECRET.format("spoons"), access="full")
    asked = Asked(0)
    check(SECRET.format("forks"), allowance=asked)
    assert asked.counts == []


def test_the_allowance_asked_for_does_not_depend_on_withheld_words() -> None:
    passage = kept_back(SECRET.format("spoons"), access="hidden")
    asked = Asked(0)
    for secret in (SECRET.format("spoons"), "x" * 60):
        rewrite(passage, secret)
        check(SECRET.format("spoons"), allowance=asked)
    assert asked.counts == [1, 1]
