"""The verdict column is always true: whatever a verdict rests on marks it stale by changing."""

import pytest
from django.db import connection

from principles.models import Citation, Passage, Quote, Source, Verdict
from tests.factories import PassageFactory, QuoteFactory, SourceFactory, cite, stored

pytestmark = pytest.mark.django_db

FOUND = {
    "verdict": Verdict.VERBATIM,
    "start": 0,
    "end": 5,
    "paragraph": 2,
    "typography_only": True,
    "gives_part": True,
    "folding_version": 1,
}


@pytest.fixture
def citation() -> Citation:
    passage = PassageFactory(text="Words that were said.", position=1)
    made = cite(QuoteFactory(text="Words"), passage.source, passage=passage)
    connection.check_constraints()
    return verified(made)


def verified(citation: Citation) -> Citation:
    """Record a finding as `provenance.verification` does."""
    Citation.objects.filter(pk=citation.pk).update(**FOUND)
    citation.refresh_from_db()
    assert citation.verdict == Verdict.VERBATIM
    return citation


def is_stale(citation: Citation) -> bool:
    citation.refresh_from_db()
    return citation in Citation.objects.stale()


def test_a_new_citation_starts_stale_whatever_it_says() -> None:
    passage = PassageFactory()
    assert is_stale(cite(QuoteFactory(), passage.source, passage=passage, **FOUND))


def test_a_finding_is_recorded(citation: Citation) -> None:
    assert {name: getattr(citation, name) for name in FOUND} == FOUND


def test_the_words_of_the_quote_make_it_stale(citation: Citation) -> None:
    Quote.objects.update(text="Other words")
    assert is_stale(citation)


def test_the_words_of_the_passage_make_it_stale(citation: Citation) -> None:
    Passage.objects.update(text="Other words.")
    assert is_stale(citation)


def test_another_passage_makes_it_stale(citation: Citation) -> None:
    Citation.objects.update(passage=stored(citation.source, "Words elsewhere."))
    assert is_stale(citation)


def test_another_source_makes_it_stale() -> None:
    citation = cite(QuoteFactory(), SourceFactory(), wording="Words")
    Citation.objects.update(verdict=Verdict.UNVERIFIED)
    Citation.objects.update(source=SourceFactory())
    assert is_stale(citation)


def test_another_quote_makes_it_stale(citation: Citation) -> None:
    Citation.objects.update(quote=QuoteFactory())
    assert is_stale(citation)


def test_another_wording_makes_it_stale() -> None:
    citation = cite(QuoteFactory(), SourceFactory())
    Citation.objects.update(verdict=Verdict.UNVERIFIED)
    Citation.objects.update(wording="Words")
    assert is_stale(citation)


def test_another_level_of_the_source_makes_it_stale(citation: Citation) -> None:
    Source.objects.update(level=Source.Level.AGGREGATOR)
    assert is_stale(citation)


def test_a_stale_citation_keeps_nothing_of_its_finding(citation: Citation) -> None:
    Quote.objects.update(text="Other words")
    citation.refresh_from_db()
    assert (citation.start, citation.end, citation.paragraph) == (None, None, None)
    assert (citation.typography_only, citation.gives_part) == (False, False)
    assert citation.folding_version == 0


def test_a_change_and_a_verdict_in_one_statement_leave_it_stale(citation: Citation) -> None:
    Citation.objects.update(passage=stored(citation.source, "Words elsewhere."), **FOUND)
    assert is_stale(citation)


def test_stale_is_shown_as_unverified(citation: Citation) -> None:
    Quote.objects.update(text="Other words")
    citation.refresh_from_db()
    assert citation.shown_verdict == Verdict.UNVERIFIED


def test_what_a_verdict_does_not_rest_on_leaves_it(citation: Citation) -> None:
    Quote.objects.update(note="A note.", text="Words")
    Passage.objects.update(label="p. 7")
    Source.objects.update(title="Another title", level=Source.Level.PRIMARY)
    Citation.objects.update(note="A note.", position=4, role=Citation.Role.QUOTED_IN)
    assert not is_stale(citation)


def test_other_citations_stay_verified(citation: Citation) -> None:
    other = PassageFactory(text="Other words.")
    untouched = cite(QuoteFactory(text="Other"), other.source, passage=other)
    connection.check_constraints()
    verified(untouched)
    Quote.objects.filter(pk=citation.quote_id).update(text="Changed words")
    citation.source.passages.update(text="Changed words")
    Source.objects.filter(pk=citation.source_id).update(level=Source.Level.SECONDARY)
    assert not is_stale(untouched)
