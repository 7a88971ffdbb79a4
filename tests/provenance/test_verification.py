"""Verdicts in the database: recorded, stale at once, and true again before the transaction ends."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Source, Verdict
from principles.provenance.matching import Outcome
from principles.provenance.verification import finding, outdated, recompute, recompute_in_batches
from principles.text import FOLDING_VERSION, Folded, fold
from tests.factories import PassageFactory, QuoteFactory, SourceFactory, cite, stored

pytestmark = pytest.mark.django_db

STORED = "The first paragraph is short.\n\nGood process serves you. So you can serve customers."


def verdicts() -> list[str]:
    return list(Citation.objects.order_by("pk").values_list("verdict", flat=True))


def test_every_outcome_of_comparing_is_a_verdict() -> None:
    assert {outcome.value for outcome in Outcome} == set(Verdict) - {Verdict.STALE}


def test_a_verbatim_quote_is_recorded_with_its_place() -> None:
    passage = PassageFactory(text=STORED)
    citation = cite(QuoteFactory(text="Good process serves you."), passage.source, passage=passage)
    assert recompute() == 1
    citation.refresh_from_db()
    assert citation.verdict == Verdict.VERBATIM
    assert citation.start is not None and citation.end is not None
    assert STORED[citation.start : citation.end] == "Good process serves you."
    assert citation.spans == [citation.start, citation.end]
    assert citation.paragraph == 2
    assert citation.shown_locator == f"{passage.label}, ¶ 2"
    assert citation.folding_version == FOLDING_VERSION


def test_no_paragraph_is_given_where_there_is_but_one() -> None:
    passage = PassageFactory(text="Good process serves you.")
    citation = cite(QuoteFactory(text="Good process serves you."), passage.source, passage=passage)
    recompute()
    citation.refresh_from_db()
    assert citation.paragraph is None
    assert citation.shown_locator == passage.label


def test_a_citation_without_stored_text_is_unverified() -> None:
    citation = cite(QuoteFactory(), SourceFactory(), wording="Other words.")
    recompute()
    citation.refresh_from_db()
    assert (citation.verdict, citation.start, citation.end) == (Verdict.UNVERIFIED, None, None)
    assert finding(citation) is None


def test_an_aggregator_never_verifies() -> None:
    source = SourceFactory(level=Source.Level.AGGREGATOR)
    passage = stored(source, STORED)
    cite(QuoteFactory(text="Good process serves you."), source, passage=passage)
    recompute()
    assert verdicts() == [Verdict.UNVERIFIED]


def test_only_what_is_stale_is_compared_again() -> None:
    passage = PassageFactory(text=STORED)
    quote = QuoteFactory(text="Good process serves you.")
    cite(quote, passage.source, passage=passage)
    recompute()
    assert recompute() == 0
    quote.text = "Good process serves them."
    quote.save()
    assert verdicts() == [Verdict.STALE]
    assert recompute() == 1
    assert verdicts() == [Verdict.ALTERED]


@pytest.mark.django_db(transaction=True)
def test_recording_a_verdict_does_not_count_as_an_edit_of_the_quote() -> None:
    passage = PassageFactory(text=STORED)
    quote = QuoteFactory(text="Good process serves you.")
    cite(quote, passage.source, passage=passage)
    quote.refresh_from_db()
    edited = quote.modified
    assert recompute() == 1
    quote.refresh_from_db()
    assert quote.modified == edited


def test_citations_compared_under_other_rules_are_outdated() -> None:
    passage = PassageFactory(text=STORED)
    cite(QuoteFactory(text="Good process serves you."), passage.source, passage=passage)
    recompute()
    assert not outdated().exists()
    Citation.objects.update(folding_version=FOLDING_VERSION + 1)
    assert list(recompute_in_batches(outdated())) == [{Verdict.VERBATIM: 1}]
    assert not outdated().exists()


def test_the_queries_do_not_grow_with_the_citations(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    passage = PassageFactory(text=STORED)
    for _ in range(30):
        cite(QuoteFactory(), passage.source, passage=passage)
    with django_assert_max_num_queries(7):
        recompute()


def test_a_passage_is_folded_once_for_all_its_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def counting(text: str) -> Folded:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr("principles.provenance.prepared.fold", counting)
    passages = [PassageFactory(text=f"{STORED} {n}") for n in range(2)]
    for n in range(10):
        passage = passages[n % 2]
        cite(QuoteFactory(text=f"Good  process {n} serves."), passage.source, passage=passage)
    recompute()
    assert sorted(folded) == [passage.text for passage in passages]


@pytest.mark.django_db(transaction=True)
def test_an_edit_waits_for_the_verdict_being_recorded_and_then_makes_it_stale() -> None:
    passage = PassageFactory(text=STORED)
    quote = QuoteFactory(text="Good process serves you.")
    cite(quote, passage.source, passage=passage)
    begun, edited = Event(), Event()

    def edit() -> None:
        begun.wait(10)
        try:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE principles_quote SET text = 'Bad process serves you.'")
        finally:
            connection.close()
        edited.set()

    editor = Thread(target=edit)
    editor.start()
    with transaction.atomic():
        recompute()
        begun.set()
        assert not edited.wait(0.5), "the edit did not wait for its turn"
    editor.join(10)
    assert verdicts() == [Verdict.STALE]
