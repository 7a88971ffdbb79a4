"""What an editor said yes to counts as long as words, passage and verdict stay what they were."""

import pytest

from principles.models import Citation, Passage, Quote, Source, Verdict
from principles.provenance.verification import recompute
from tests.factories import PassageFactory, SourceFactory, cite, published_quote

pytestmark = pytest.mark.django_db

STORED = "Good process serves you so that you can serve customers."
ALTERED = "Good process serves them so that you can serve customers."
INVENTED = "Nobody ever wrote anything like this about elephants."


@pytest.fixture
def passage() -> Passage:
    return PassageFactory(text=STORED)


def confirmed(quote: Quote, note: str = "From memory.") -> Citation:
    recompute()
    citation = quote.citations.select_related("quote", "passage").get()
    quote.citations.update(note=note, confirmed_digest=citation.digest)
    return citation


def unconfirmed() -> list[Quote]:
    recompute()
    return [citation.quote for citation in Citation.objects.unconfirmed()]


@pytest.mark.parametrize("words", [ALTERED, INVENTED])
def test_what_the_stored_text_does_not_show_is_unconfirmed(passage: Passage, words: str) -> None:
    quote = published_quote(words, passage=passage)
    assert unconfirmed() == [quote]


def test_the_words_of_the_passage_need_no_yes(passage: Passage) -> None:
    published_quote(STORED, passage=passage)
    assert unconfirmed() == []


def test_a_source_without_text_leaves_nothing_to_doubt() -> None:
    published_quote(INVENTED, source=SourceFactory())
    assert unconfirmed() == []


def test_a_stored_source_cited_without_its_passage_is_doubtful(passage: Passage) -> None:
    quote = published_quote(INVENTED, source=passage.source)
    assert unconfirmed() == [quote]


def test_a_yes_with_a_note_counts(passage: Passage) -> None:
    confirmed(published_quote(ALTERED, passage=passage))
    assert unconfirmed() == []


def test_a_yes_without_a_note_does_not(passage: Passage) -> None:
    quote = published_quote(ALTERED, passage=passage)
    confirmed(quote, note=" ")
    assert unconfirmed() == [quote]


def test_other_words_need_another_yes(passage: Passage) -> None:
    quote = published_quote(ALTERED, passage=passage)
    confirmed(quote)
    Quote.objects.update(text=ALTERED.replace("Good", "Bad"))
    assert unconfirmed() == [quote]


def test_another_text_of_the_passage_needs_another_yes(passage: Passage) -> None:
    quote = published_quote(ALTERED, passage=passage)
    confirmed(quote)
    Passage.objects.update(text=f"{STORED} More.")
    assert unconfirmed() == [quote]


def test_another_verdict_needs_another_yes(passage: Passage) -> None:
    quote = published_quote(ALTERED, passage=passage)
    confirmed(quote)
    Source.objects.update(level=Source.Level.AGGREGATOR)
    assert unconfirmed() == [quote]
    assert Citation.objects.get().verdict == Verdict.UNVERIFIED


def test_the_digest_of_the_database_is_that_of_the_code(passage: Passage) -> None:
    quote = published_quote(ALTERED, passage=passage)
    cite(quote, PassageFactory().source, note="Said on stage: “naïve”.")
    recompute()
    quote.citations.update(note="From memory.")
    assert Citation.objects.confirm_noted() == 2
    for citation in quote.citations.select_related("quote", "passage"):
        assert citation.confirmed_digest == citation.digest
