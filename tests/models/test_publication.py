"""Publication: permanent numbers, dates set by the database, and rules that speak at commit."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from principles.models import Citation, Principle, Quote, Source, Support
from tests.factories import (
    PassageFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
    support,
)
from tests.models.refusals import accepted, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [QuoteFactory, PrincipleFactory, SourceFactory])
def test_the_number_of_a_deleted_entry_is_not_given_again(factory: type) -> None:
    newest = factory()
    number = newest.number
    newest.delete()
    assert factory().number > number


def test_publication_is_dated_by_the_database() -> None:
    quote = published_quote()
    quote.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        assert [quote.published_at] == list(cursor.fetchone())


def test_a_draft_has_no_date_of_publication() -> None:
    quote = QuoteFactory()
    quote.refresh_from_db()
    assert quote.published_at is None


def test_a_date_of_publication_that_is_given_is_kept() -> None:
    long_ago = datetime(2001, 2, 3, tzinfo=UTC)
    quote = published_quote(status="published", published_at=long_ago)
    quote.refresh_from_db()
    assert quote.published_at == long_ago


def test_a_record_read_before_publication_does_not_take_the_date_away() -> None:
    long_ago = datetime(2001, 2, 3, tzinfo=UTC)
    quote = published_quote(status="published", published_at=long_ago)
    quote.published_at = None
    quote.save()
    quote.refresh_from_db()
    assert quote.published_at == long_ago


def test_a_draft_read_before_publication_cannot_be_saved_over_it() -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    Quote.objects.filter(pk=quote.pk).update(status="published")
    with refused("quote_once_published_is_never_a_draft"):
        quote.save()


def test_what_was_published_can_be_withdrawn_and_restored() -> None:
    quote = published_quote()
    with accepted():
        quote.status = "withdrawn"
        quote.save()
    assert not Quote.objects.published().exists()
    with accepted():
        quote.status = "published"
        quote.save()
    assert list(Quote.objects.published()) == [quote]


@pytest.mark.parametrize(
    ("entry", "kind"), [(published_quote, "quote"), (published_principle, "principle")]
)
def test_what_was_published_is_kept(entry: type, kind: str) -> None:
    published = entry()
    with refused(f"{kind}_once_published_is_kept", sentence="withdraw it instead of deleting it"):
        type(published).objects.filter(pk=published.pk)._raw_delete("default")


def test_a_withdrawn_quote_is_kept() -> None:
    quote = published_quote()
    quote.status = "withdrawn"
    quote.save()
    with refused("quote_once_published_is_kept"):
        quote.delete()


def test_a_draft_can_be_deleted() -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    with accepted():
        quote.delete()


def test_a_quote_is_published_only_with_a_citation() -> None:
    quote = QuoteFactory()
    with refused(
        "quote_published_with_a_citation",
        sentence=f"Q{quote.number} is published, so it needs a citation",
    ):
        quote.status = "published"
        quote.save()


def test_the_citation_may_follow_in_the_same_transaction() -> None:
    with accepted():
        quote = QuoteFactory(status="published")
        cite(quote, SourceFactory())


def test_the_last_citation_of_a_published_quote_stays() -> None:
    quote = published_quote()
    with refused("quote_published_with_a_citation"):
        quote.citations.all().delete()


def test_another_than_the_last_citation_may_go() -> None:
    quote = published_quote()
    with accepted():
        cite(quote, SourceFactory()).delete()


def test_the_last_citation_of_a_published_quote_is_not_given_to_another() -> None:
    quote, other = published_quote(), QuoteFactory()
    with refused("quote_published_with_a_citation"):
        quote.citations.update(quote=other)


def test_the_last_citation_of_a_draft_may_go() -> None:
    quote = QuoteFactory()
    with accepted():
        cite(quote, SourceFactory()).delete()


def test_a_source_with_parts_is_cited_with_a_locator() -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory(title="A deck", has_parts=True), locator=" ")
    with refused("quote_published_with_a_locator", sentence="“A deck” has parts: say where in it"):
        quote.status = "published"
        quote.save()


@pytest.mark.parametrize("where", ["locator", "passage"])
def test_a_locator_is_typed_or_a_passage_is_named(where: str) -> None:
    passage = PassageFactory(source__has_parts=True)
    quote = QuoteFactory()
    fields = {"locator": "p. 3"} if where == "locator" else {"passage": passage}
    cite(quote, passage.source, **fields)
    with accepted():
        quote.status = "published"
        quote.save()


def test_a_citation_added_to_a_published_quote_needs_its_locator() -> None:
    quote = published_quote()
    with refused("quote_published_with_a_locator"):
        cite(quote, SourceFactory(has_parts=True))


def test_the_locator_of_a_published_quote_is_not_taken_away() -> None:
    quote = published_quote()
    citation = cite(quote, SourceFactory(has_parts=True), locator="p. 3")
    with refused("quote_published_with_a_locator"):
        Citation.objects.filter(pk=citation.pk).update(locator="")


def test_a_published_quote_is_not_moved_to_a_source_with_parts_without_a_locator() -> None:
    quote = published_quote()
    with refused("quote_published_with_a_locator"):
        quote.citations.update(source=SourceFactory(has_parts=True))


def test_a_source_gets_parts_only_once_its_citations_say_where() -> None:
    source = SourceFactory()
    published_quote(source=source)
    with refused("quote_published_with_a_locator"):
        Source.objects.filter(pk=source.pk).update(has_parts=True)


def test_a_principle_is_published_only_with_a_quote() -> None:
    principle = PrincipleFactory(name="Be brave")
    with refused(
        "principle_published_with_a_quote",
        sentence="“Be brave” is published, so it needs a published quote",
    ):
        principle.status = "published"
        principle.save()


def test_a_draft_is_nothing_for_a_published_principle_to_rest_on() -> None:
    principle = PrincipleFactory()
    support(principle, QuoteFactory())
    with refused("principle_published_with_a_quote"):
        principle.status = "published"
        principle.save()


def test_the_last_quote_of_a_published_principle_is_not_unlinked() -> None:
    principle = published_principle()
    with refused("principle_published_with_a_quote"):
        principle.supports.all().delete()


def test_the_last_quote_of_a_published_principle_is_not_exchanged_for_a_draft() -> None:
    principle = published_principle()
    with refused("principle_published_with_a_quote"):
        principle.supports.update(quote=QuoteFactory())


def test_the_last_quote_of_a_published_principle_is_not_given_to_another() -> None:
    principle = published_principle()
    with refused("principle_published_with_a_quote"):
        principle.supports.update(principle=PrincipleFactory())


def test_the_last_quote_of_a_published_principle_is_not_withdrawn() -> None:
    quote = published_quote()
    published_principle(quote)
    with refused("principle_published_with_a_quote"):
        quote.status = "withdrawn"
        quote.save()


def test_one_of_two_quotes_of_a_published_principle_may_be_withdrawn() -> None:
    quote = published_quote()
    published_principle(quote, published_quote())
    with accepted():
        quote.status = "withdrawn"
        quote.save()


def test_a_body_refers_to_known_quotes() -> None:
    principle = PrincipleFactory()
    with refused(
        "principle_refers_to_known_quotes", sentence="The body refers to Q999, and there is no such"
    ):
        principle.body = "As said.[Q999]"
        principle.save()


def test_a_body_may_refer_to_a_draft() -> None:
    quote = QuoteFactory()
    with accepted():
        PrincipleFactory(body=f"As said.[Q{quote.number}]")


@pytest.mark.django_db(transaction=True)
def test_rules_across_tables_speak_at_commit() -> None:
    with pytest.raises(IntegrityError, match="needs a citation"), transaction.atomic():
        QuoteFactory(status="published")
    assert not Quote.objects.exists()


def test_published_keeps_what_the_public_may_see() -> None:
    quote, principle = published_quote(), published_principle()
    QuoteFactory()
    PrincipleFactory()
    assert quote in Quote.objects.published()
    assert Quote.objects.published().count() == 2
    assert list(Principle.objects.published()) == [principle]


def test_a_support_is_public_where_both_ends_are() -> None:
    shown = published_principle().supports.get()
    support(PrincipleFactory(), shown.quote)
    support(shown.principle, QuoteFactory())
    assert list(Support.objects.published()) == [shown]


def test_a_citation_is_public_with_its_quote() -> None:
    quote = published_quote()
    cite(QuoteFactory(), SourceFactory())
    assert list(Citation.objects.published()) == list(quote.citations.all())


def test_a_draft_that_a_body_refers_to_is_not_deleted() -> None:
    draft = QuoteFactory()
    published_principle(body=f"See there.[{draft.code}]")
    with refused("principle_refers_to_known_quotes", sentence=f"The body refers to {draft.code}"):
        draft.delete()
    QuoteFactory().delete()
