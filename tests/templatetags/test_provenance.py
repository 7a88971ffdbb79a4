"""What the page of a quote says of its sources: one sentence for each case."""

import re
from typing import Any

import pytest

from principles.models import Attribution, Citation, Passage, Person, Source, Verdict
from principles.templatetags.provenance import (
    agreeing_places,
    caution,
    chain_lead,
    comparison,
    stored_text,
    wording_note,
)

LETTER = Source(number=2, slug="a-letter", title="A letter", kind=Source.Kind.LETTER, year=1997)
UNDATED = Source(number=3, slug="a-talk", title="A talk", kind=Source.Kind.TALK)
SAYINGS = Source(title="Sayings", kind=Source.Kind.WEB, level=Source.Level.AGGREGATOR)
PASSAGE = Passage(source=LETTER, position=1)


def compared(verdict: Verdict, source: Source = LETTER, **fields: Any) -> Citation:
    return Citation(source=source, verdict=verdict, **fields)


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (None, "No source is named yet, so there is nothing to compare these words with."),
        (
            compared(Verdict.VERBATIM),
            "The words match the stored text of the letter exactly.",
        ),
        (
            compared(Verdict.VERBATIM, typography_only=True),
            "The words match the stored text of the letter; only the typography differs.",
        ),
        (
            compared(Verdict.ELIDED),
            "Words were left out or put in brackets; the rest stands in the letter in this order.",
        ),
        (
            compared(Verdict.ELIDED, gives_part=True),
            "The letter gives a part of these words, and that part matches.",
        ),
        (compared(Verdict.ALTERED), "The letter has other words in places."),
        (
            compared(Verdict.STALE, SAYINGS),
            (
                "Out of date: the quote or the stored text has changed and they have not been "
                "compared again. Until then it counts as unverified."
            ),
        ),
        (
            compared(Verdict.UNVERIFIED, SAYINGS),
            (
                "This source is itself a collection of quotes, which is no evidence that anybody "
                "said the words. Why it never verifies"
            ),
        ),
        (
            compared(Verdict.UNVERIFIED, passage=PASSAGE),
            (
                "Nothing close to these words stands in the passage that is named. That does not "
                "make them false."
            ),
        ),
        (
            compared(Verdict.UNVERIFIED),
            (
                "No stored passage of the letter is named, so the words have not been compared. "
                "That does not make them false."
            ),
        ),
    ],
)
def test_each_verdict_is_told_in_a_sentence(citation: Citation | None, said: str) -> None:
    assert read(comparison(citation)) == said


def test_a_negation_that_was_turned_is_told() -> None:
    assert comparison(compared(Verdict.ALTERED), negates=True) == (
        "The letter has other words in places: a negation was put in or left out, so the quote "
        "may say the opposite."
    )


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (compared(Verdict.VERBATIM), ""),
        (
            compared(Verdict.STALE),
            "Not compared since the words changed; until then it counts as unverified.",
        ),
        (
            compared(Verdict.UNVERIFIED, SAYINGS),
            (
                "A collection of quotes, which is no evidence that anybody said the words. Why it "
                "never verifies"
            ),
        ),
    ],
)
def test_a_source_of_the_chain_carries_a_caution(citation: Citation, said: str) -> None:
    assert read(caution(citation)) == said


BEZOS = Attribution(person=Person(name="Jeff Bezos", slug="jeff-bezos"))


@pytest.mark.parametrize(
    ("citation", "speakers", "doubt", "said"),
    [
        (compared(Verdict.STALE, role="quoted in"), [BEZOS], "", "Quoted in"),
        (compared(Verdict.STALE), [BEZOS], "", "Written by Jeff Bezos in"),
        (compared(Verdict.STALE, UNDATED), [BEZOS], "", "Said by Jeff Bezos in"),
        (compared(Verdict.STALE), [BEZOS], "disputed", "First in"),
        (compared(Verdict.STALE), [], "", "First in"),
    ],
)
def test_who_said_the_words_comes_before_the_source(
    citation: Citation, speakers: list[Attribution], doubt: str, said: str
) -> None:
    assert read(chain_lead(citation, speakers, doubt)) == said


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([], ""),
        ([LETTER], ", as in letter S2 of 1997"),
        ([LETTER, UNDATED], ", as in letter S2 of 1997, as in talk S3"),
        ([UNDATED] * 4, ", as in talk S3" * 3 + " and in more"),
    ],
)
def test_sources_that_agree_are_named_as_far_as_three(sources: list[Source], said: str) -> None:
    assert read(agreeing_places([compared(Verdict.VERBATIM, source) for source in sources])) == said


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (compared(Verdict.ALTERED, passage=PASSAGE), "1997, original, altered"),
        (
            compared(Verdict.STALE, UNDATED, role="quoted in"),
            "no date, quoted in, unverified, as an editor copied it",
        ),
    ],
)
def test_a_wording_is_dated_and_weighed(citation: Citation, said: str) -> None:
    assert wording_note(citation) == said


@pytest.mark.parametrize(
    ("count", "access", "said"),
    [
        (0, "full", "None, so nothing can be compared"),
        (1, "full", "All of it is shown"),
        (2, "window", "Only the words around each quote are shown"),
        (2, "hidden", "Compared with each quote, not shown"),
    ],
)
def test_whether_text_is_stored_and_how_much_is_shown(count: int, access: str, said: str) -> None:
    source = Source(text_access=access)
    source.passage_count = count  # type: ignore[attr-defined]  # for_page() annotates it
    assert stored_text(source) == said
