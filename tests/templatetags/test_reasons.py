"""Why a pasted sentence has its verdict: one sentence for each case, with a link to the rule."""

import re
from typing import Any

import pytest

from principles.models import Passage, Person, Quote, Source, Verdict
from principles.pasted.results import Credit, Match, Sentence
from principles.provenance.collation import Difference, Op
from principles.templatetags.reasons import (
    all_words,
    apart_from,
    in_places,
    is_or_are,
    on_record,
    reason,
    told_credit,
    told_difference,
)

LOST = Difference(Op.DELETE, "not ", "")
OTHER = Difference(Op.REPLACE, "serious ", "heavy ")
LETTER = Source(title="A letter", kind=Source.Kind.LETTER, text_access=Source.Access.FULL)
WINDOW = Source(title="A book", kind=Source.Kind.BOOK, text_access=Source.Access.WINDOW)
HIDDEN = Source(title="A book", kind=Source.Kind.BOOK, text_access=Source.Access.HIDDEN)
SAYINGS = Source(title="Sayings", kind=Source.Kind.WEB, level=Source.Level.AGGREGATOR)
BEZOS = Person(name="Jeff Bezos", slug="jeff-bezos")
VOGELS = Person(name="Werner Vogels", slug="werner-vogels")


def matched(verdict: Verdict, source: Source = LETTER, **fields: Any) -> Match:
    return Match(verdict, source, Passage(source=source, position=1), **fields)


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def because(match: Match | None, *, words: str = "Two words.", stored_count: int = 3) -> str:
    matches = (match,) if match else ()
    return read(reason(Sentence(1, words, 0, len(words), matches), stored_count))


@pytest.mark.parametrize(
    ("match", "said"),
    [
        (
            matched(Verdict.UNVERIFIED, SAYINGS),
            (
                "The words stand in a collection of quotes, which is no evidence that anybody said "
                "them."
            ),
        ),
        (
            Match(Verdict.UNVERIFIED, LETTER),
            (
                "The words are on record here, but no text is stored of the source they are cited "
                "from, so they have not been compared."
            ),
        ),
        (matched(Verdict.VERBATIM), "Both words are in the letter, in this order."),
        (
            matched(Verdict.VERBATIM, typography_only=True),
            "Both words are in the letter, in this order. Only the typography differs.",
        ),
        (
            matched(Verdict.VERBATIM, typography_only=True, typography=[("'", "’"), ("-", "–")]),
            (
                "Both words are in the letter, in this order. Only the typography differs: "
                "you have &#x27;, the letter ’; you have -, the letter –."
            ),
        ),
        (
            matched(Verdict.ELIDED, left_out=2),
            (
                "The parts that you have are in the letter, in this order. Two words were left out "
                "between them; the passage below has them, between the marks."
            ),
        ),
        (
            matched(Verdict.ELIDED, WINDOW, left_out=1),
            (
                "The parts that you have are in the book, in this order. One word was left out "
                "between them."
            ),
        ),
        (
            matched(Verdict.ELIDED, HIDDEN),
            (
                "The parts that you have are in the book, in this order. Words were left out "
                "between them, or put in brackets."
            ),
        ),
        (
            matched(Verdict.ELIDED),
            (
                "The parts that you have are in the letter, in this order. What stands in "
                "brackets is an editor’s, not the letter’s."
            ),
        ),
        (
            matched(Verdict.ALTERED, gives_part=True),
            "The letter has a part of these words, and that part matches. The rest is not in it.",
        ),
        (
            matched(Verdict.ALTERED, collation=(OTHER,)),
            "The letter has other words in one place.",
        ),
        (
            matched(Verdict.ALTERED, HIDDEN),
            "The book has other words in places; its text may not be shown.",
        ),
        (
            matched(Verdict.ALTERED, HIDDEN, negates=True),
            (
                "The book has other words in places; its text may not be shown. A negation was "
                "put in or left out, so the sentence may say the opposite."
            ),
        ),
        (
            matched(Verdict.ALTERED, collation=(LOST,), negates=True),
            "The letter has other words in one place.",
        ),
        (
            None,
            (
                "Nothing close to it is in the three texts we store. That does not mean that it is "
                "false, or that nobody said it: it may stand in a letter, a book or a talk that "
                "we do not have. What this means"
            ),
        ),
    ],
)
def test_each_verdict_has_its_reason(match: Match | None, said: str) -> None:
    assert because(match) == said


def test_one_word_has_no_order() -> None:
    assert because(matched(Verdict.VERBATIM), words="Word.") == "The word is in the letter."


def test_only_the_first_spellings_are_shown() -> None:
    many = [(str(n), "’") for n in range(5)]
    said = because(matched(Verdict.VERBATIM, typography_only=True, typography=many))
    assert said.count("you have") == 3


def test_where_no_text_is_stored_that_is_the_reason() -> None:
    assert because(None, stored_count=0) == "No text is stored here to compare it with."


def test_a_reason_leads_to_its_rule() -> None:
    said = reason(Sentence(1, "Word.", 0, 5, (matched(Verdict.UNVERIFIED, SAYINGS),)), 1)
    assert '<a href="/about/verification/#collections">no evidence</a>' in said


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (
            Difference(Op.REPLACE, "…", "heavy"),
            "Where you have heavy, the letter has words that may not be shown.",
        ),
        (
            Difference(Op.DELETE, "…", ""),
            "Words of the letter that may not be shown are missing.",
        ),
        (Difference(Op.DELETE, "at all ", ""), "at all are missing."),
        (Difference(Op.INSERT, "", "very "), "very is not in the letter."),
        (
            Difference(Op.REPLACE, "serious. ", "heavy. "),
            "You have heavy, the letter has serious.",
        ),
        (LOST, "not is missing. Without it the sentence may say the opposite."),
        (
            Difference(Op.INSERT, "", "never "),
            "never is not in the letter. With it the sentence may say the opposite.",
        ),
        (
            Difference(Op.REPLACE, "is", "is not"),
            "You have is not, the letter has is. So the sentence may say the opposite.",
        ),
    ],
)
def test_a_difference_is_told_from_what_was_pasted(difference: Difference, said: str) -> None:
    assert read(told_difference(difference, "letter")) == said


def test_words_that_differ_are_marked_and_cut_after_sixteen() -> None:
    long = told_difference(Difference(Op.INSERT, "", "a " * 20), "letter")
    assert long.startswith(f"<mark>{'a ' * 16}…</mark> are not in")
    assert '<mark class="neg">not</mark>' in told_difference(LOST, "letter")


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        (None, ""),
        (Credit("Bezos", "agrees", BEZOS, [BEZOS]), ""),
        (
            Credit("Bezos", "differs", BEZOS, [VOGELS]),
            "Not Jeff Bezos The words are here, but they are Werner Vogels’s.",
        ),
        (
            Credit("Einstein", "unknown name", None, [VOGELS, BEZOS]),
            (
                "Einstein Nobody of this name is on record here. The words are Werner Vogels and "
                "Jeff Bezos’s."
            ),
        ),
        (
            Credit("Einstein", "unknown name"),
            "Einstein Nobody of this name is on record here.",
        ),
        (
            Credit("Bezos", "nobody recorded", BEZOS),
            (
                "Jeff Bezos Nobody is on record as the speaker of these words, so the name could "
                "not be checked."
            ),
        ),
        (
            Credit("Bezos", "not found", BEZOS),
            "Bezos The name could not be checked, since the words were not found.",
        ),
    ],
)
def test_a_name_is_told_by_what_the_record_says(credit: Credit | None, said: str) -> None:
    assert read(told_credit(credit)) == said


@pytest.mark.parametrize(
    ("covers", "said"),
    [
        ("", "On record as Q7"),
        ("part", "On record as part of Q7, “We invent.”"),
        ("wider", "A part of it is on record as Q7"),
        ("overlaps", "Overlaps with what is on record as Q7"),
    ],
)
def test_the_quote_on_record_may_be_wider_or_narrower(covers: str, said: str) -> None:
    match = matched(Verdict.VERBATIM, quote=Quote(number=7, text="We invent."), covers=covers)
    assert read(on_record(match)) == said


def test_what_is_not_on_record_is_said_so() -> None:
    assert on_record(matched(Verdict.VERBATIM)) == "Not yet on record as a quote"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "The word is"),
        (2, "Both words are"),
        (9, "All nine words are"),
        (20, "All 20 words are"),
    ],
)
def test_all_words_are_counted(count: int, words: str) -> None:
    assert all_words(count) == words


def test_places_and_words_have_their_number() -> None:
    assert (in_places(1), in_places(3)) == ("in one place", "in three places")
    assert (is_or_are("not"), is_or_are("not at all")) == ("is", "are")


@pytest.mark.parametrize(
    ("said", "other", "shown"),
    [
        ("crates.", "barrels.", "crates"),
        ("crates.", "barrels!", "crates."),
        ("crates", "barrels", "crates"),
        ("gates", "crates", "gates"),
        (".", "crates.", "."),
        ("crates.", ".", "crates."),
    ],
)
def test_a_mark_that_both_end_with_is_left_out(said: str, other: str, shown: str) -> None:
    assert apart_from(said, other) == shown
