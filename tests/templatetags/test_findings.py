"""What is said of a pasted text: exact, what misleads first, and never “fake”."""

from collections.abc import Sequence
from typing import Any

import pytest

from principles.models import Passage, Person, Quote, Source, Verdict
from principles.pasted.results import Check, Credit, Match, Sentence
from principles.provenance.collation import Difference, Op
from principles.templatetags.findings import (
    headline,
    remark,
    sources_have,
    texts_compared,
    the_texts,
    verdict_in_words,
    warning,
)

LOST = Difference(Op.DELETE, "not ", "")
ADDED = Difference(Op.INSERT, "", "never ")
OTHER = Difference(Op.REPLACE, "serious ", "heavy ")
LETTER = Source(title="A letter", kind=Source.Kind.LETTER)
HIDDEN = Source(title="A book", kind=Source.Kind.BOOK, text_access=Source.Access.HIDDEN)
SAYINGS = Source(title="Sayings", kind=Source.Kind.WEB, level=Source.Level.AGGREGATOR)
BEZOS, VOGELS = Person(name="Jeff Bezos"), Person(name="Werner Vogels")


def matched(verdict: Verdict, source: Source = LETTER, **fields: Any) -> Match:
    return Match(verdict, source, Passage(source=source, position=1), **fields)


def checked(*matches: Match | None, names: Sequence[Credit | None] = ()) -> Check:
    given = [*names, *[None] * (len(matches) - len(names))]
    return Check(
        "",
        [
            Sentence(n, "Words.", 0, 6, (match,) if match else (), credit=credit)
            for n, (match, credit) in enumerate(zip(matches, given, strict=True), 1)
        ],
    )


VERBATIM = matched(Verdict.VERBATIM)
TYPOGRAPHY = matched(Verdict.VERBATIM, typography_only=True)
SHORTENED = matched(Verdict.ELIDED, left_out=4)
BRACKETED = matched(Verdict.ELIDED)
WITHHELD = matched(Verdict.ELIDED, HIDDEN)
ALTERED = matched(Verdict.ALTERED, collation=(OTHER,))
TURNED = matched(Verdict.ALTERED, collation=(OTHER, LOST), negates=True)
PART = matched(Verdict.ALTERED, gives_part=True)
COLLECTED = matched(Verdict.UNVERIFIED, SAYINGS)
RECORDED = Match(Verdict.UNVERIFIED, LETTER)


@pytest.mark.parametrize(
    ("match", "title"),
    [
        (VERBATIM, "These words are in our sources, word for word"),
        (TYPOGRAPHY, "These words are in our sources; only the typography differs"),
        (SHORTENED, "These words are in our sources, with words left out"),
        (BRACKETED, "These words are in our sources, with words put in"),
        (WITHHELD, "These words are in our sources, with words left out or put in"),
        (ALTERED, "Our sources have this in other words"),
        (PART, "Only a part of these words is in our sources"),
        (COLLECTED, "These words are in a collection of quotes alone"),
        (RECORDED, "These words are on record, not compared"),
        (None, "These words are not in our sources"),
    ],
)
def test_one_sentence_is_told_without_a_count(match: Match | None, title: str) -> None:
    assert headline(checked(match)) == title


@pytest.mark.parametrize(
    ("matches", "title"),
    [
        ([VERBATIM, TYPOGRAPHY], "Both sentences are in our sources, word for word"),
        ([VERBATIM, SHORTENED], "Both sentences are in our sources, one word for word"),
        ([SHORTENED] * 3, "All three sentences are in our sources"),
        (
            [VERBATIM, VERBATIM, SHORTENED, ALTERED, None],
            (
                "Three of five sentences are in our sources, two word for word; "
                "one stands there in other words"
            ),
        ),
        ([VERBATIM, None], "One of two sentences is in our sources, word for word"),
        ([SHORTENED, None], "One of two sentences is in our sources"),
        ([None, COLLECTED], "Neither sentence is in our sources"),
        (
            [ALTERED, TURNED, None],
            "None of three sentences is in our sources; two stand there in other words",
        ),
        ([None] * 130, "None of 130 sentences is in our sources"),
    ],
)  # fmt: skip
def test_several_sentences_are_counted_and_none_that_is_altered_as_found(
    matches: list[Match | None], title: str
) -> None:
    assert headline(checked(*matches)) == title


def test_what_misleads_is_said_first_and_the_negation_before_the_name() -> None:
    wrong = Credit("Jeff Bezos", "differs", BEZOS, [VOGELS])
    check = checked(VERBATIM, VERBATIM, TURNED, names=[None, wrong])
    assert warning(check) == (
        "Before you use them: sentence\u00a03 has lost a “not”; "
        "sentence\u00a02 is by Werner Vogels, not by Jeff Bezos."
    )


def test_a_name_that_is_not_on_record_is_not_said_to_be_wrong() -> None:
    unknown = Credit("Albert Einstein", "unknown name", None, [BEZOS])
    assert warning(checked(VERBATIM, names=[unknown])) == (
        "Before you use it: it is on record under Jeff Bezos, not under Albert Einstein."
    )


@pytest.mark.parametrize("outcome", ["agrees", "nobody recorded", "not found"])
def test_a_name_that_does_not_disagree_is_no_warning(outcome: str) -> None:
    credit = Credit("Jeff Bezos", outcome, BEZOS, [BEZOS] if outcome == "agrees" else [])
    assert warning(checked(VERBATIM, names=[credit])) == ""


def test_what_holds_of_several_sentences_is_said_once() -> None:
    wrong = Credit("Jeff Bezos", "differs", BEZOS, [VOGELS])
    check = checked(VERBATIM, VERBATIM, VERBATIM, names=[wrong, wrong, wrong])
    assert warning(check) == (
        "Before you use them: sentences 1, 2 and 3 are by Werner Vogels, not by Jeff Bezos."
    )


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
    people = [Person(name=f"Ann Author{n}") for n in range(5)]
    wrong = [Credit("Jeff Bezos", "differs", BEZOS, [person]) for person in people]
    said = warning(checked(*[VERBATIM] * 5, names=wrong))
    assert said.count("sentence") == 4
    assert said.endswith("; more is said below.")


@pytest.mark.parametrize(
    ("match", "word", "more"),
    [
        (VERBATIM, "Verbatim", ""),
        (TYPOGRAPHY, "Verbatim", "but for typography"),
        (TURNED, "Altered", "“not” is gone"),
        (matched(Verdict.ALTERED, collation=(ADDED,), negates=True), "Altered", "“never” is added"),
        (matched(Verdict.ALTERED, HIDDEN, negates=True), "Altered", "a negation differs"),
        (PART, "Altered", "a part"),
        (COLLECTED, "Unverified", "a collection of quotes"),
        (matched(Verdict.VERBATIM, quote=Quote(standing="disputed")), "Verbatim", "disputed"),
        (None, "Not in our sources", ""),
    ],
)
def test_a_sentence_in_a_list_has_its_verdict_and_the_main_remark(
    match: Match | None, word: str, more: str
) -> None:
    (sentence,) = checked(match).sentences
    assert (verdict_in_words(sentence), remark(sentence)) == (word, more)


def test_another_speaker_is_the_remark_even_where_a_negation_is_gone() -> None:
    wrong = Credit("Jeff Bezos", "differs", BEZOS, [VOGELS])
    (sentence,) = checked(TURNED, names=[wrong]).sentences
    assert remark(sentence) == "“not” is gone, another speaker"


def test_texts_are_counted_as_far_as_they_are_counted() -> None:
    assert (texts_compared(1), texts_compared(999)) == ("1 stored text", "999 stored texts")
    assert texts_compared(1_000) == "at least 1,000 stored texts"
    assert (the_texts(1), the_texts(3), the_texts(1_000)) == (
        "the one text",
        "the three texts",
        "the texts",
    )
    assert (sources_have(1), sources_have(3)) == ("One source has", "Three sources have")
    assert sources_have(1_000) == "At least 1,000 sources have"
