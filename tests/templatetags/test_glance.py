"""The verdict on a claim in a few words, and what to do with it."""

import pytest

from principles.models import Quote, Verdict
from principles.pasted.results import Apart, Judgement, Told
from principles.templatetags.glance import advice, in_short, is_plain, lower_first
from tests.templatetags.pasted import (
    ADDED,
    ALTERED,
    BRACKETED,
    CAPITALS,
    COLLECTED,
    COPIED,
    HIDDEN,
    PART,
    RECORDED,
    SHORTENED,
    TURNED,
    TYPOGRAPHY,
    VERBATIM,
    by,
    judged,
    matched,
)

DISPUTED = matched(Verdict.VERBATIM, quote=Quote(standing="disputed"))
SENTENCES = (judged(VERBATIM), judged(None))


@pytest.mark.parametrize(
    ("claim", "short"),
    [
        (judged(VERBATIM), "Yes, word for word"),
        (judged(TYPOGRAPHY), "Yes, but for typography"),
        (judged(COPIED), "Yes, at second hand, word for word"),
        (judged(SHORTENED), "Yes, with words left out"),
        (judged(BRACKETED), "Yes, with words put in"),
        (judged(ALTERED), "In other words"),
        (judged(CAPITALS), "Other capitals or punctuation"),
        (judged(TURNED), "“not” is gone"),
        (judged(matched(Verdict.ALTERED, collation=(ADDED,), negates=True)), "“never” is added"),
        (judged(matched(Verdict.ALTERED, HIDDEN, negates=True)), "A negation differs"),
        (judged(PART), "A part of it, the rest not"),
        (judged(None, told=(Told(0, 3, "Two", VERBATIM),)), "A part of it, the rest not"),
        (judged(ALTERED, sentences=SENTENCES), "A part of it, the rest not as pasted"),
        (judged(COLLECTED), "In a collection of quotes alone"),
        (judged(RECORDED), "On record, not compared"),
        (judged(DISPUTED), "Yes, word for word; disputed"),
        (judged(None), "Not in our sources"),
        (judged(VERBATIM, verdict=None), "Too short to tell"),
        (
            judged(None, verdict=Verdict.ALTERED, apart=Apart.GAP),
            "Not together: something is left out",
        ),
        (
            judged(VERBATIM, whole=Verdict.ALTERED, apart=Apart.GAP),
            "Yes, word for word; not together",
        ),
    ],
)
def test_a_list_has_the_verdict_in_short(claim: Judgement, short: str) -> None:
    assert in_short(claim) == short


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (judged(VERBATIM), "Use it as it is."),
        (judged(VERBATIM, label="Stasis"), "Use the words as they are."),
        (judged(matched(Verdict.VERBATIM, cut=("If ", ""))), "Read the whole sentence first."),
        (judged(COPIED), "Name the copy it is from."),
        (judged(SHORTENED), "Keep the marks of what you changed."),
        (judged(ALTERED), "Compare before you use it."),
        (judged(TURNED), "Do not use it like this. It may say the opposite."),
        (judged(DISPUTED), "Read why it is doubted first."),
        (judged(None), "Do not quote it from here."),
        (judged(VERBATIM, verdict=None), "Paste more of it."),
        (
            judged(VERBATIM, whole=Verdict.ALTERED, apart=Apart.GAP),
            "Show that it is not one piece.",
        ),
        (judged(VERBATIM, credit=by("differs")), "Change who said it, or when and where."),
        (judged(VERBATIM, credit=by("unknown")), "Do not rely on the name."),
        (judged(matched(Verdict.VERBATIM, is_reported=True)), "Say whose words they are."),
    ],
)
def test_what_to_do_is_said_first(claim: Judgement, said: str) -> None:
    assert advice(claim) == said


def test_what_can_stand_as_it_is_is_plain() -> None:
    assert is_plain(judged(COPIED))
    assert not is_plain(judged(DISPUTED))
    assert not is_plain(judged(VERBATIM, whole=Verdict.ALTERED, apart=Apart.GAP))
    assert not is_plain(judged(VERBATIM, verdict=None))


def test_words_go_on_in_a_sentence_with_a_small_letter() -> None:
    assert lower_first("Not together") == "not together"
    assert lower_first("") == ""
