"""A source, person or tag is public while something published names it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.db.models import ProtectedError

from principles.models import Person, Quote, Source, Tag
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    stored,
    tag,
)

pytestmark = pytest.mark.django_db


def withdraw(quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(status="withdrawn")


def test_a_source_that_a_published_quote_cites_is_public() -> None:
    source = SourceFactory()
    published_quote(source=source)
    assert list(Source.objects.published()) == [source]


def test_a_source_that_only_drafts_cite_is_not() -> None:
    cite(QuoteFactory(), SourceFactory())
    assert not Source.objects.published().exists()


def test_a_source_that_only_withdrawn_quotes_cite_is_not() -> None:
    withdraw(published_quote())
    assert not Source.objects.published().exists()


def test_a_container_is_public_while_a_part_of_a_part_is() -> None:
    series = SourceFactory()
    book = SourceFactory(container=series)
    letter = SourceFactory(container=book)
    published_quote(source=letter)
    assert set(Source.objects.published()) == {series, book, letter}


def test_a_part_is_not_public_with_its_container() -> None:
    book = SourceFactory()
    SourceFactory(container=book)
    published_quote(source=book)
    assert list(Source.objects.published()) == [book]


def test_a_speaker_of_a_published_quote_is_public() -> None:
    person = PersonFactory()
    published_quote(speakers=[person])
    assert list(Person.objects.published()) == [person]


def test_a_speaker_of_a_draft_is_not() -> None:
    speak(QuoteFactory(), PersonFactory())
    assert not Person.objects.published().exists()


def test_a_contributor_of_a_public_source_is_public() -> None:
    source, person = SourceFactory(), PersonFactory()
    contribute(source, person)
    published_quote(source=source)
    assert list(Person.objects.published()) == [person]


def test_a_contributor_of_a_public_container_is_public() -> None:
    book, editor = SourceFactory(), PersonFactory()
    contribute(book, editor, role="editor")
    published_quote(source=SourceFactory(container=book))
    assert list(Person.objects.published()) == [editor]


def test_a_contributor_of_another_source_is_not() -> None:
    contribute(SourceFactory(), PersonFactory())
    assert not Person.objects.published().exists()


def test_a_tag_of_a_published_quote_is_public() -> None:
    published_quote(tags=["speed"])
    assert [found.name for found in Tag.objects.published()] == ["speed"]


def test_a_tag_of_a_published_principle_is_public() -> None:
    published_principle(tags=["speed"])
    assert [found.name for found in Tag.objects.published()] == ["speed"]


def test_a_tag_of_drafts_is_not() -> None:
    tag(QuoteFactory(), "speed")
    tag(PrincipleFactory(), "speed")
    assert not Tag.objects.published().exists()


def test_a_tag_of_a_withdrawn_quote_is_not() -> None:
    withdraw(published_quote(tags=["speed"]))
    assert not Tag.objects.published().exists()


def test_counts_are_of_what_is_published() -> None:
    source, person = SourceFactory(), PersonFactory()
    stored(source, "One.")
    stored(source, "Two.")
    shown = published_quote(source=source, speakers=[person], tags=["speed"])
    published_principle(shown, tags=["speed"])
    draft = QuoteFactory()
    cite(draft, source)
    cite(shown, source, locator="p. 2")
    speak(draft, person)
    tag(draft, "speed")
    tag(PrincipleFactory(), "speed")
    sources, people = Source.objects.with_counts(), Person.objects.with_counts()
    assert counted(sources, "quote_count", "passage_count") == [(1, 2)]
    assert counted(people, "quote_count") == [(1,)]
    assert counted(Tag.objects.with_counts(), "quote_count", "principle_count") == [(1, 1)]


def counted(entries: models.QuerySet[Any], *names: str) -> list[Any]:
    return list(entries.values_list(*names))


@pytest.mark.parametrize(
    "use",
    [
        lambda: cite(QuoteFactory(), SourceFactory()).source,
        lambda: SourceFactory(container=SourceFactory()).container,
        lambda: contribute(SourceFactory(), PersonFactory()).person,
        lambda: published_quote(speakers=[PersonFactory()]).attributions.get().person,
    ],
    ids=["cited source", "container", "contributor", "speaker"],
)
def test_what_is_in_use_is_not_deleted(use: Callable[[], models.Model]) -> None:
    with pytest.raises(ProtectedError):
        use().delete()
