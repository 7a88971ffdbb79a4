"""What the index knows of a query, and what stands in for its terms."""

import pytest

from principles.models import Synonyms
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.lookup import Lookup, look_up
from principles.search.query import parse
from principles.search.reading import read
from tests.factories import published_quote, tag

pytestmark = pytest.mark.django_db


def known(typed: str, **filters: str) -> Lookup:
    return look_up(parse(typed), Filters.of(**filters))


def test_a_term_is_known_by_its_words_and_by_how_many_rows_have_them() -> None:
    published_quote("Resist proxies.")
    refresh()
    [term] = known("proxy").terms
    assert (term.spellings, term.entries, term.as_spelt) == (("proxy",), 1, 0)


def test_a_term_with_signs_inside_has_two_spellings() -> None:
    assert [term.spellings for term in known("e-mail").terms] == [("e mail", "email")]


def test_a_term_without_a_word_is_not_known_and_the_others_keep_their_positions() -> None:
    assert [term.position for term in known('"?" day').terms] == [
        n for n, term in enumerate(parse('"?" day').terms) if term.text == "day"
    ]


def test_a_tag_is_named_by_its_words() -> None:
    tag(published_quote("Something."), "long term")
    names = known("long term").names
    assert [(name.kind, name.label, name.position) for name in names] == [
        ("tag", "long term", 0),
        ("tag", "long term", 1),
    ]


def test_an_operator_is_resolved_to_the_lexemes_of_what_it_names() -> None:
    quote = published_quote("Something.")
    tag(quote, "trust")
    found = known("tag:trust tag:nothing").operators
    assert [(entry.operator.value, len(entry.lexemes)) for entry in found] == [
        ("trust", 1),
        ("nothing", 0),
    ]


def test_what_stands_in_for_a_term_is_apart_from_what_is_known_of_it() -> None:
    Synonyms.objects.create(words="customer, client")
    published_quote("A client waits.")
    refresh()
    [term] = read(parse("customer")).each
    assert term.known.entries == 0
    assert [name.label for name in term.stand_ins.equivalents] == ["client"]


def test_an_unknown_word_counts_the_rows_of_what_replaces_it() -> None:
    published_quote("The process.")
    refresh()
    [term] = read(parse("prcess")).each
    assert (term.known.entries, term.correction, term.entries) == (0, "process", 1)
