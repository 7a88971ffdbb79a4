"""An answer as text: both results of each claim, with date and address, and without markup."""

import pytest

from principles.models import Quote, Verdict
from principles.pasted.results import Judgement, Told
from principles.templatetags.answers import answer_text
from tests.templatetags.pasted import (
    ALTERED,
    BEZOS,
    COPIED,
    SHORTENED,
    VERBATIM,
    VOGELS,
    by,
    checked,
    judged,
    matched,
)

ADDRESS = "https://example.org/verify/?text=a"
NOTED = matched(
    Verdict.VERBATIM,
    speakers=[BEZOS],
    locator="p. 3",
    quote=Quote(
        number=7, note="A report.", standing="disputed", standing_evidence="In a play of 1911."
    ),
)


def told(claim: Judgement) -> list[str]:
    return answer_text(checked(claim), ADDRESS, 3).splitlines()


def test_it_begins_with_both_results_and_ends_with_date_and_address() -> None:
    wrong = by("differs", "Vogels", person=VOGELS, people=[BEZOS])
    first, *_, last = told(judged(VERBATIM, credit=wrong))
    assert first == (
        "These words are in our sources, word for word, but the name differs. "
        "Before you use it: it is by Jeff Bezos, not by Werner Vogels."
    )
    assert last.startswith("Compared with 3 stored texts on ")
    assert last.endswith(f": {ADDRESS}")


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        (judged(VERBATIM, credit=by("agrees")), "1. “Two words.” (Jeff Bezos)"),
        (
            judged(VERBATIM),
            "Words: Yes, word for word (verbatim). Both words are in the letter, in this order.",
        ),
        (
            judged(COPIED),
            (
                "Words: Yes, at second hand, word for word (verbatim). "
                "Both words are in the slide deck, in this order, as the slide has it."
            ),
        ),
        (judged(ALTERED), "- You have “heavy”, the letter has “serious”."),
        (judged(SHORTENED), "- Left out: “a b c d”"),
        (judged(VERBATIM, verdict=None), "- In A letter, 1997"),
        (
            judged(None, told=(Told(0, 3, "Two", NOTED),)),
            "- “Two” is there, A letter, 1997, p. 3.",
        ),
        (
            judged(ALTERED, sentences=(judged(VERBATIM),)),
            "- “Two words.” Yes, word for word, A letter, 1997.",
        ),
        (judged(VERBATIM), "Name: You give no name."),
        (judged(NOTED), "Source: Jeff Bezos, A letter, 1997, p. 3, on record as Q7."),
        (judged(NOTED), "Editors’ note: A report."),
        (judged(NOTED), "Disputed. In a play of 1911."),
    ],
)
def test_each_claim_has_what_the_page_says_of_it(claim: Judgement, line: str) -> None:
    assert line in told(claim)


def test_it_holds_no_markup() -> None:
    said = answer_text(checked(judged(ALTERED), judged(None)), ADDRESS, 3)
    assert "<" not in said
    assert "What this means" not in said
