"""Which stored texts pages say that pasted words are compared with."""

from importlib import import_module
from typing import Any

import pytest

from principles.models import Source
from principles.pasted import stored_count, texts
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db


def public(title: str, *, passages: int = 1, **fields: Any) -> Source:
    source = SourceFactory(title=title, **fields)
    for n in range(passages):
        stored(source, f"Passage {n}.")
    published_quote(source=source)
    return source


def test_sources_with_a_stored_text_are_counted_apart_from_those_without() -> None:
    for title, passages in [("One", 1), ("Two", 2), ("Three", 0), ("Four", 0), ("Five", 0)]:
        public(title, passages=passages)
    found = texts(size=5)
    assert (found.stored_count, found.unstored_count) == (2, 3)
    assert stored_count() == 2


def test_drafts_and_collections_are_not_counted() -> None:
    cite(QuoteFactory(), stored(SourceFactory(), "A draft's text.").source)
    cite(QuoteFactory(), SourceFactory())
    public("Sayings", level=Source.Level.AGGREGATOR)
    public("More sayings", level=Source.Level.AGGREGATOR, passages=0)
    found = texts(size=5)
    assert (found.stored_count, found.unstored_count, found.sources) == (0, 0, ())
    assert stored_count() == 0


def test_the_first_by_title_are_named() -> None:
    for title in ("Cargo", "Anchors", "Boats"):
        public(title)
    assert [source.title for source in texts(size=2).sources] == ["Anchors", "Boats"]


def test_a_hidden_text_counts_too() -> None:
    public("Hidden", text_access=Source.Access.HIDDEN)
    assert stored_count() == 1


def test_counts_stop_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("principles.pasted.texts"), "MOST_COUNTED", 1)
    for title in ("One", "Two"):
        public(title)
        public(f"No {title}", passages=0)
    found = texts(size=5)
    assert (stored_count(), found.stored_count, found.unstored_count) == (1, 1, 1)
    assert len(found.sources) == 2


def test_counts_cost_one_query_and_texts_three(django_assert_num_queries: Any) -> None:
    public("One")
    with django_assert_num_queries(1):
        stored_count()
    with django_assert_num_queries(3):
        texts(size=5)
