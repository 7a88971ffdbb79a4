"""Which rows are looked at first where there are more than are looked at."""

from itertools import combinations

import pytest

from principles.models import Synonyms
from principles.search import bounds, levels
from principles.search.filters import Filters
from principles.search.found import Found
from principles.search.lexicon import refresh
from principles.search.query import parse
from principles.search.ranking import find
from principles.search.reading import read
from tests.factories import SourceFactory, published_principle, published_quote, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bounded")]


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 30)


def search(typed: str) -> Found:
    return find(read(parse(typed)), filters=Filters())


@pytest.mark.parametrize(
    ("typed", "other", "words"),
    [
        ("中国", "国の中", "中国"),
        ("amazon.com", "Com of amazon", "amazon.com"),
        ("R&D", "D of R", "R&D"),
        ("bye-bye", "Bye", "bye-bye"),
    ],
)
def test_a_word_of_several_parts_is_never_lost_behind_these_in_another_order(
    typed: str, other: str, words: str
) -> None:
    source = SourceFactory()
    for n in range(31):
        published_principle(published_quote(f"{other} {n}", source=source), name=f"{other} {n}")
    text = f"Whoever waits for all the others to hear of {words} waits long"
    quote = published_quote(text, source=source)
    refresh()
    found = search(typed)
    assert [hit.number for hit in found.hits if hit.kind == "quote"] == [quote.pk]
    assert (found.total, found.is_exact) == (1, True)


def test_parts_of_a_word_in_another_order_do_not_stop_words_from_being_left_out() -> None:
    source = SourceFactory()
    for n in range(35):
        published_quote(f"Com of amazon: customers wait {n}", source=source)
    published_quote("It began at amazon.com")
    refresh()
    found = search("customers wait amazon.com")
    assert (found.total, found.least) == (30, 2)


def test_where_words_may_be_missing_the_rarest_are_looked_for_first() -> None:
    source = SourceFactory()
    for words, count in (("Customers wait", 40), ("Wait", 10)):
        for n in range(count):
            published_quote(f"{words} {n}.", source=source)
    rarest = {published_quote(f"Customers invent {n}.", source=source).pk for n in range(5)}
    refresh()
    found = search("customers wait invent")
    assert {hit.number for hit in found.hits[:5]} == rarest
    assert (found.total, found.complete) == (30, 0)


@pytest.mark.parametrize("widened", ["", "wait, linger"])
@pytest.mark.parametrize(
    "typed", ["customers wait invent", "customers wait invent often", "customers wait invent Ann"]
)
def test_what_lacks_words_is_found_alike_by_each_choice_of_words_and_by_all_at_once(
    typed: str, widened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SourceFactory()
    said = ("Customers", "linger", "invent", "often")
    for n, words in enumerate(combinations(said, 2)):
        published_quote(f"{words[0]} {words[1]} {n}.", source=source)
        stored(source, f"{words[0]} then {words[1]}.\n\nWait {n}.")
    if widened:
        Synonyms.objects.create(words=widened)
    refresh()
    by_choice = search(typed)
    monkeypatch.setattr(levels, "CHOICES", 0)
    at_once = search(typed)
    assert by_choice.total > 1
    assert [(hit.kind, hit.number, hit.paragraphs) for hit in by_choice.hits] == [
        (hit.kind, hit.number, hit.paragraphs) for hit in at_once.hits
    ]
    assert (by_choice.total, by_choice.least) == (at_once.total, at_once.least)


def test_paragraphs_that_lack_a_word_are_found_beside_entries_that_do() -> None:
    source = SourceFactory()
    stored(source, "Customers wait.\n\nThey invent while customers dream.")
    for n in range(20):
        published_quote(f"Customers invent {n}.", source=source)
    refresh()
    found = search("customers wait invent")
    assert (found.total, found.least, found.is_exact) == (21, 2, True)
