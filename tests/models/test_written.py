"""A statement that is written once fetches what its queryset would fetch."""

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle, Quote, Support, Tag
from principles.models.written import written_once
from tests.factories import PersonFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db


def tags() -> QuerySet[Tag]:
    return Tag.objects.published().with_counts().order_by("name")


def test_entries_and_annotations_are_those_of_the_queryset() -> None:
    published_principle(tags=["speed", "50% {off}"])
    published_quote(tags=["speed"])
    fetched = [(tag, tag.quote_count, tag.principle_count) for tag in written_once(tags)()]
    assert fetched == [(tag, tag.quote_count, tag.principle_count) for tag in tags()]
    assert len(fetched) == 2


def test_an_array_of_names_is_a_list() -> None:
    published_principle(published_quote(speakers=[PersonFactory(sort_name="Hopper, Grace")]))
    (indexed,) = written_once(lambda: Principle.objects.published().for_index())()
    assert indexed.speaker_names == ["Hopper, Grace"]  # type: ignore[attr-defined]  # annotated


def test_the_queryset_is_built_once_and_the_entries_are_fetched_each_time(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    built: list[int] = []

    def build() -> QuerySet[Tag]:
        built.append(1)
        return tags()

    fetch = written_once(build)
    published_quote(tags=["speed"])
    with django_assert_num_queries(2):
        assert [tag.name for tag in fetch() + fetch()] == ["speed", "speed"]
    published_quote(tags=["ships"])
    assert [tag.name for tag in fetch()] == ["ships", "speed"]
    assert built == [1]


def test_numbers_and_texts_are_put_where_they_were_asked_for() -> None:
    first, second = published_quote(text="One thing."), published_quote(text="Another thing.")
    fetch = written_once(
        lambda number, text: Quote.objects.filter(number__gt=number, text=text).order_by("number")
    )
    assert fetch(0, "One thing.") == [first]
    assert fetch(first.number, "One thing.") == []
    assert fetch(first.number, "Another thing.") == [second]


def test_what_is_selected_and_prefetched_comes_with_the_entries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quotes = [published_quote(speakers=[PersonFactory()]) for _ in range(2)]
    principles = [published_principle(quote) for quote in quotes]
    fetch = written_once(
        lambda number: Support.objects.filter(principle=number).with_quotes()  # two prefetches
    )
    for principle, quote in zip(principles, quotes, strict=True):
        with django_assert_num_queries(3):
            (support,) = fetch(principle.number)
            assert support.quote == quote
            assert [by.quote_id for by in support.quote.attributions.all()] == [quote.number]


def test_rows_of_values_are_those_of_the_queryset() -> None:
    published_quote()
    assert written_once(lambda: Quote.objects.all().by_day())() == list(
        Quote.objects.all().by_day()
    )
