"""Why pasted words have their verdict: one sentence for each case, with a link to the rule."""

import re

import pytest

from principles.models import Quote, Verdict
from principles.pasted.results import Apart, Match, Told, Withheld
from principles.provenance.collation import Difference, Op
from principles.templatetags.compared import has_rest
from principles.templatetags.reasons import (
    all_words,
    in_places,
    on_record,
    reason,
    told_cut,
    told_reported,
    told_wording,
)
from tests.factories import SourceFactory, cite, published_quote
from tests.templatetags.pasted import (
    BOOK,
    COLLECTED,
    COPIED,
    HIDDEN,
    LETTER,
    LOST,
    OTHER,
    SAYINGS,
    SHORTENED,
    VERBATIM,
    checked,
    judged,
    matched,
)


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def because(match: Match | None, *, words: str = "Two words.", stored_count: int = 3) -> str:
    claim = judged(match, text=words)
    return read(reason(claim, checked(claim), stored_count))


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
                "between them."
            ),
        ),
        (
            matched(Verdict.ELIDED, BOOK, left_out=1),
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
                "brackets is yours, not the letter’s."
            ),
        ),
        (
            matched(Verdict.ALTERED, gives_part=True),
            "The letter has a part of these words, and that part matches. The rest is not there.",
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
    said = reason(judged(COLLECTED), checked(COLLECTED), 1)
    assert '<a href="/about/verification/#collections">no evidence</a>' in said


def test_a_copy_says_so_in_its_words() -> None:
    assert (
        because(COPIED) == "Both words are in the slide deck, in this order, as the slide has it."
    )


def test_parts_of_two_sentences_are_told_so() -> None:
    gap = (
        Difference(Op.EQUAL, "Day 2 is stasis. ", "Day 2 is stasis. "),
        Difference(Op.DELETE, "Followed by irrelevance. ", "… "),
    )
    over = matched(Verdict.ELIDED, left_out=3, collation=gap)
    assert because(over).endswith("The parts come from two sentences or more.")
    assert "two sentences" not in because(SHORTENED)


def test_too_short_says_how_much_is_needed_and_where_it_occurs() -> None:
    claim = judged(VERBATIM, verdict=None)
    said = read(reason(claim, checked(claim), 3))
    assert said == (
        "Two words can be found in many texts; four is the least that can be told, unless they are "
        "a whole sentence or heading. Here they occur in:"
    )


def test_of_a_text_kept_back_nothing_more_is_told() -> None:
    kept = matched(Verdict.VERBATIM, HIDDEN, is_withheld=True)
    assert because(kept) == "The text is kept back. Nothing more is told of it."


def test_sentences_of_a_claim_are_counted_or_have_to_stand_together() -> None:
    there, gone = judged(VERBATIM), judged(None)
    torn = judged(VERBATIM, verdict=Verdict.ALTERED, sentences=(there, there), apart=Apart.ORDER)
    assert read(reason(torn, checked(torn), 3)) == (
        "What is quoted as one has to stand together. Its sentences are shown below."
    )
    part = judged(VERBATIM, verdict=Verdict.ALTERED, sentences=(there, gone))
    assert read(reason(part, checked(part), 3)) == (
        "One of its two sentences is in our sources as pasted. Each is shown below."
    )


def test_nothing_close_is_never_said_beside_a_run_that_is_there() -> None:
    run = Told(0, 9, "two words", VERBATIM)
    claim = judged(None, told=(run,))
    assert reason(claim, checked(claim), 3) == "A part of it is there, the rest is not."


def test_a_rest_is_told_only_of_words_outside_of_all_runs() -> None:
    whole, part = Told(0, 9, "Two words", VERBATIM), Told(0, 3, "Two", VERBATIM)
    assert not has_rest(judged(None, told=(whole,)))
    assert has_rest(judged(None, told=(part,)))


def test_nothing_close_is_said_of_what_may_be_compared() -> None:
    claim = judged(None)
    said = reason(claim, checked(claim, withheld=Withheld(1, 0)), 3)
    assert (
        "Nothing close to it is in the three texts we store, as far as they may be compared."
        in said
    )


@pytest.mark.django_db
def test_another_wording_that_has_the_words_is_told() -> None:
    quote = published_quote("Fifty-five percent are satisfied.", source=SourceFactory())
    cite(quote, SourceFactory(title="Slides"), wording="55% are satisfied.", role="quoted in")
    altered = judged(matched(Verdict.ALTERED, quote=quote), text="55% are satisfied.")
    assert told_wording(altered) == (
        f"Another wording of {quote.code} has these words, as Slides is said to give them."
    )
    on_record = judged(matched(Verdict.ALTERED, quote=quote), text=quote.text)
    assert told_wording(on_record) == (
        f"On record as {quote.code} with these words, which the passage does not have."
    )
    cut = (Difference(Op.DELETE, "not ", ""), Difference(Op.EQUAL, quote.text, quote.text))
    begun = judged(matched(Verdict.ALTERED, quote=quote, collation=cut), text=quote.text)
    assert told_wording(begun) == ""
    neither = judged(matched(Verdict.ALTERED, quote=quote), text="All are satisfied.")
    assert told_wording(neither) == ""


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (("", ""), ""),
        (
            ("But if you’re not watchful, ", ""),
            "This is a part of a sentence. Before it stands “But if you’re not watchful,”.",
        ),
        (
            ("It’s", "with something like"),
            (
                "This is a part of a sentence. Before it stands “It’s”. "
                "Behind it stands “with something like”."
            ),
        ),
    ],
)
def test_a_part_of_a_sentence_has_the_words_around_it(cut: tuple[str, str], said: str) -> None:
    assert read(told_cut(matched(Verdict.VERBATIM, cut=cut))) == said


def test_reported_words_may_not_be_the_authors() -> None:
    assert told_reported(VERBATIM) == ""
    assert read(told_reported(matched(Verdict.VERBATIM, is_reported=True))) == (
        "They stand in quotation marks in the letter; perhaps they are not the author’s own."
    )


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
