"""What is said at the head of an answer: both results, what misleads first, and never “fake”."""

import pytest

from principles.models import Person, Quote, Verdict
from principles.pasted.results import Apart, Credit, Judgement, Match
from principles.templatetags.findings import (
    headline,
    in_need,
    noun,
    warning,
)
from tests.templatetags.pasted import (
    ADDED,
    ALTERED,
    BEZOS,
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
    VOGELS,
    WITHHELD,
    by,
    checked,
    judged,
    matched,
    of,
)

AGREES = by("agrees", people=[BEZOS], person=BEZOS)
WRONG = by("differs", person=BEZOS, people=[VOGELS])


@pytest.mark.parametrize(
    ("match", "title"),
    [
        (VERBATIM, "These words are in our sources, word for word"),
        (COPIED, "These words are in our sources at second hand, word for word"),
        (TYPOGRAPHY, "These words are in our sources; only the typography differs"),
        (SHORTENED, "These words are in our sources, with words left out"),
        (BRACKETED, "These words are in our sources, with words put in"),
        (WITHHELD, "These words are in our sources, with words left out or put in"),
        (ALTERED, "Our sources have this with other words"),
        (CAPITALS, "Our sources have this with other capitals or punctuation"),
        (PART, "Only a part of these words is in our sources"),
        (COLLECTED, "These words are in a collection of quotes alone"),
        (RECORDED, "These words are on record, not compared"),
        (None, "These words are not in our sources"),
    ],
)
def test_the_words_of_one_claim_are_told_without_a_count(match: Match | None, title: str) -> None:
    tail = "; no name is given" if match else ""
    assert headline(checked(match)) == title + tail


@pytest.mark.parametrize(
    ("claim", "tail"),
    [
        (judged(VERBATIM, credit=AGREES), ", and the name agrees"),
        (judged(VERBATIM, credit=AGREES, place=of("agrees")), ", and the name and year agree"),
        (judged(VERBATIM, credit=WRONG), ", but the name differs"),
        (judged(VERBATIM, credit=AGREES, place=of("differs")), ", but the year differs"),
        (judged(VERBATIM, credit=WRONG, place=of("differs")), ", but the name and year differ"),
        (judged(VERBATIM, credit=by("unrecorded")), ", but nobody is on record for them"),
        (judged(VERBATIM, credit=by("unknown")), ", but the name given is unknown here"),
        (judged(VERBATIM, credit=by("unread")), ", but the name could not be checked"),
        (judged(VERBATIM, place=of("unread", "A work")), ", but the work could not be checked"),
        (judged(VERBATIM, credit=by("unknown", is_label=True)), ""),
    ],
)
def test_the_name_of_one_claim_stands_in_its_title(claim: Judgement, tail: str) -> None:
    assert headline(checked(claim)) == f"These words are in our sources, word for word{tail}"


def test_a_name_is_not_checked_with_words_that_are_not_found() -> None:
    assert headline(checked(judged(None, credit=by("unchecked")))) == (
        "These words are not in our sources, so the name could not be checked"
    )


@pytest.mark.parametrize(
    ("matches", "title"),
    [
        ([VERBATIM, TYPOGRAPHY], "Both sentences are in our sources, word for word"),
        ([VERBATIM, SHORTENED], "Both sentences are in our sources, one of them word for word"),
        ([SHORTENED] * 3, "All three sentences are in our sources"),
        (
            [VERBATIM, VERBATIM, SHORTENED, ALTERED, None],
            (
                "Three of five sentences are in our sources, two of them word for word; "
                "one is altered"
            ),
        ),
        ([VERBATIM, None], "One of two sentences is in our sources, word for word"),
        ([SHORTENED, None], "One of two sentences is in our sources"),
        ([None, COLLECTED], "Neither sentence is in our sources"),
        (
            [ALTERED, TURNED, None],
            "None of three sentences is in our sources; two are altered",
        ),
    ],
)  # fmt: skip
def test_several_sentences_are_counted_and_none_that_is_altered_as_found(
    matches: list[Match | None], title: str
) -> None:
    assert headline(checked(*matches)) == f"{title}; no name is given"


def test_none_of_many_sentences_is_told_so() -> None:
    assert headline(checked(*[None] * 130)) == "None of 130 sentences is in our sources"


def test_a_claim_of_which_some_sentences_are_there_is_told_so() -> None:
    part = judged(ALTERED, sentences=(judged(VERBATIM), judged(None)))
    assert headline(checked(part)) == (
        "A part of this is in our sources as pasted, the rest is not; no name is given"
    )


def test_what_is_too_short_is_in_no_total() -> None:
    short = judged(VERBATIM, number=2, verdict=None)
    assert headline(checked(judged(VERBATIM), short)) == (
        "One sentence is in our sources, word for word; one is too short to tell; no name is given"
    )
    assert headline(checked(short)) == "This is too short to tell"
    assert headline(checked(short, short)) == "All of this is too short to tell"


def test_a_paste_without_a_claim_is_told_so() -> None:
    assert headline(checked()) == "There is nothing in that to look up"


def test_what_quotes_is_counted_in_quotes() -> None:
    check = checked(VERBATIM, VERBATIM, quotes=True)
    assert noun(check) == "quote"
    assert headline(check).startswith("Both quotes are in our sources")


@pytest.mark.parametrize(
    ("given", "tail"),
    [
        ([AGREES, AGREES], ", and the name agrees"),
        ([AGREES, by("agrees", "Joi Ito")], ", and the names agree"),
        ([AGREES, by("differs", "Joi Ito", people=[BEZOS])], "; of the names, one of two agrees"),
        ([AGREES, WRONG], "; the name agrees for one of two"),
        ([WRONG, None], "; the name given does not agree"),
        ([by("unchecked"), None], "; who said it could not be checked"),
        ([by("unread"), by("unread", "Joi Ito")], "; who said it could not be checked"),
    ],
)  # fmt: skip
def test_the_names_of_several_are_counted(given: list[Credit | None], tail: str) -> None:
    claims = [judged(VERBATIM, number=n, credit=one) for n, one in enumerate(given, 1)]
    assert headline(checked(*claims)).removeprefix(
        "Both sentences are in our sources, word for word"
    ) == tail  # fmt: skip


# Standing together --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("apart", "reason"),
    [
        (Apart.GAP, "something between them is left out"),
        (Apart.ORDER, "the source has another order"),
        (Apart.PASSAGES, "they are from two parts of one source"),
        (Apart.SOURCES, "they are from two sources"),
    ],
)
def test_why_sentences_do_not_stand_together_is_in_the_heading(apart: Apart, reason: str) -> None:
    torn = [judged(VERBATIM, number=n, whole=Verdict.ALTERED, apart=apart) for n in (1, 2)]
    check = checked(*torn)
    assert f"word for word, but not together: {reason}" in headline(check)
    assert (warning(check), in_need(check)) == ("", [])
    assert warning(checked(*torn, judged(VERBATIM, number=3))) == (
        f"Before you use them: sentences 1 and 2 do not stand together: {reason}."
    )
    one = checked(judged(None, verdict=Verdict.ALTERED, apart=apart))
    assert headline(one) == f"Its sentences are in our sources, but not together: {reason}"
    assert warning(one) == ""


def test_paragraphs_that_are_torn_are_told_apart() -> None:
    text = "Aa bb. Cc dd.\n\nEe ff. Gg hh."
    spans = [(0, 6), (7, 13), (15, 21), (22, 28)]
    claims = [
        Judgement(
            n, text[slice(*span)], *span, Verdict.VERBATIM, (VERBATIM,),
            whole=Verdict.ALTERED, apart=Apart.GAP,
        )
        for n, span in enumerate(spans, 1)
    ]  # fmt: skip
    check = checked(*claims)
    said = warning(type(check)(text, claims))
    assert "sentences 1 and 2 do not stand together" in said
    assert "sentences 3 and 4 do not stand together" in said


# What to know first -------------------------------------------------------------------------------


def test_what_misleads_is_said_first_and_the_negation_before_the_name() -> None:
    check = checked(VERBATIM, judged(VERBATIM, number=2, credit=WRONG), judged(TURNED, number=3))
    assert warning(check) == (
        "Before you use them: sentence\u00a03 has lost a “not”; "
        "sentence\u00a02 is by Werner Vogels, not by Jeff Bezos."
    )
    assert [claim.number for claim in in_need(check)] == [3, 2]


def test_what_is_not_found_needs_attention_after_what_is_altered() -> None:
    check = checked(None, VERBATIM, ALTERED)
    assert [claim.number for claim in in_need(check)] == [3, 1]


def test_what_holds_of_several_sentences_is_said_once() -> None:
    claims = [judged(VERBATIM, number=n, credit=WRONG) for n in (1, 2, 3)]
    assert warning(checked(*claims)) == (
        "Before you use them: sentences 1, 2 and 3 are by Werner Vogels, not by Jeff Bezos."
    )


def test_a_name_that_was_not_checked_is_told_of_several() -> None:
    unchecked = judged(None, number=2, credit=by("unchecked", "Joi Ito"))
    assert warning(checked(VERBATIM, unchecked)) == (
        "Before you use them: sentence\u00a02 has a name that was not checked, Joi Ito."
    )
    assert warning(checked(judged(None, credit=by("unchecked")))) == ""


@pytest.mark.parametrize(
    ("match", "clause"),
    [
        (TURNED, "it has lost a “not”"),
        (matched(Verdict.ALTERED, collation=(ADDED,), negates=True), "it has a “never” too many"),
        (matched(Verdict.ALTERED, HIDDEN, negates=True), "it has lost or gained a negation"),
        (
            matched(Verdict.VERBATIM, quote=Quote(standing="misattributed")),
            "it is on record as misattributed",
        ),
    ],
)
def test_a_warning_says_what_is_the_matter(match: Match, clause: str) -> None:
    assert warning(checked(match)) == f"Before you use it: {clause}."


@pytest.mark.parametrize("match", [VERBATIM, TYPOGRAPHY, SHORTENED, COLLECTED, None])
def test_there_is_no_warning_without_a_reason(match: Match | None) -> None:
    assert warning(checked(match)) == ""


def test_only_the_first_warnings_stand_at_the_head() -> None:
    people = [Person(pk=n, name=f"Ann Author{n}") for n in range(10, 18)]
    claims = [
        judged(VERBATIM, number=n, credit=by("differs", person=BEZOS, people=[person]))
        for n, person in enumerate(people, 1)
    ]
    said = warning(checked(*claims))
    assert said.count("sentence") == 6
    assert said.endswith("; more is said below.")
