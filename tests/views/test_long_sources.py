"""A whole book: 2,000 passages and 500 quotes, read page by page at the cost of a short text."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Passage, Quote, Source
from principles.models.passages import PASSAGES_A_PAGE
from principles.provenance.verification import recompute
from tests.factories import SourceFactory

PASSAGES, QUOTES = 2_000, 500
QUERIES = 8
QUERIES_OF_A_QUOTE = 10


def sentence(passage: int, number: int) -> str:
    return f"Number {number} of passage {passage} says what the others of its page leave unsaid."


@pytest.fixture
def book(db: None) -> Source:
    """A book of some 170,000 words; every fourth passage is quoted."""
    book = SourceFactory(title="A book", slug="a-book", has_parts=True, text_access="window")
    passages = Passage.objects.bulk_create(
        Passage(
            source=book,
            position=place,
            label=f"p. {place}",
            text="\n\n".join(
                " ".join(sentence(place, 3 * paragraph + n) for n in range(3))
                for paragraph in range(2)
            ),
        )
        for place in range(1, PASSAGES + 1)
    )
    quotes = Quote.objects.bulk_create(
        Quote(text=sentence(place, 3)) for place in range(1, PASSAGES, PASSAGES // QUOTES)
    )
    Citation.objects.bulk_create(
        Citation(quote=quote, source=book, passage=passage)
        for quote, passage in zip(quotes, passages[:: PASSAGES // QUOTES], strict=True)
    )
    Quote.objects.update(status="published")
    assert recompute() == QUOTES
    return book


def test_a_page_of_it_costs_as_few_queries_as_a_short_text(
    client: Client, book: Source, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    quoted = Quote.objects.get(citations__passage__position=301)
    for access in Source.Access.values:
        Source.objects.update(text_access=access)
        with django_assert_max_num_queries(QUERIES):
            page = client.get(f"{book.get_absolute_url()}?page=7").content.decode()
        with django_assert_max_num_queries(QUERIES_OF_A_QUOTE):
            in_context = client.get(quoted.get_absolute_url()).content.decode()
        text, _, index = page.partition('id="quoted"')
        assert index.count('class="row hung"') == QUOTES
        labels = re.findall(r'<h3 class="place" id="p(\d+)"', text)
        if access == Source.Access.HIDDEN:
            assert labels == []
            assert "says what the others" not in text
            assert "In context" not in in_context
            continue
        first = 6 * PASSAGES_A_PAGE + 1
        assert labels == [str(place) for place in range(first, first + PASSAGES_A_PAGE)]
        marked = re.findall(r'<mark id="q(\d+)"', text)
        assert len(marked) == len(re.findall(r'<span class="mref">', text)) == 13
        assert all(
            f'href="{book.get_absolute_url()}?page=7#q{number}"' in index for number in marked
        )
        assert ("Number 5 of passage 301" in text) == (access == Source.Access.FULL)
        assert f'href="{book.get_absolute_url()}?page=7#q{quoted.number}"' in in_context
