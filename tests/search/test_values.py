"""What is offered while the value of an operator is being typed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.query import parse
from principles.search.ranking import find
from principles.search.reading import read
from principles.search.suggestions import Suggestions, suggest
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> None:
    slides = SourceFactory(title="Slides on “value”, vol. 2", year=2016)
    vogels, plato = PersonFactory(name="Werner Vogels"), PersonFactory(name="Plato")
    quote = published_quote(
        "A very good view of value.",
        source=slides,
        speakers=[vogels, plato],
        tags=["speed", "long term"],
    )
    published_principle(quote, name="Decide at speed", aliases=["haste"])
    refresh()


def offered(typed: str) -> tuple[str, ...]:
    return suggest(typed).completions


@pytest.mark.parametrize(
    ("typed", "completion"),
    [
        ("speaker:v", 'speaker:"Werner Vogels"'),
        ("person:werner vog", 'person:"Werner Vogels"'),
        ("SPEAKER:pla", "SPEAKER:Plato"),
        ('good speaker:"werner v', 'good speaker:"Werner Vogels"'),
        ("-speaker:“vog", '-speaker:"Werner Vogels"'),
        ("source:slides on", 'source:"Slides on value , vol. 2"'),
        ("tag:sp", "tag:speed"),
        ("tag:term", 'tag:"long term"'),
        ("principle:d", 'principle:"Decide at speed"'),
        ("principle:hast", 'principle:"Decide at speed"'),
        ("tag:speed speaker:v", 'tag:speed speaker:"Werner Vogels"'),
        ("verdict:a", "verdict:altered"),
        ("-kind:Q", "-kind:quote"),
        ("synonyms:", "synonyms:no"),
    ],
)
def test_the_values_of_the_operator_are_offered(typed: str, completion: str) -> None:
    assert offered(typed) == (completion,)
    assert suggest(typed).named == ()


@pytest.mark.parametrize(
    "typed",
    [
        "speaker:nobody", "speaker:value", "tag:werner", "source:speed", "principle:value",
        "verdict:v2", "verdict:altered", "speaker:plato", "kind:x", "year:19", "year:v",
        "year:2016", "speaker:werner ", "language:",
    ],
)  # fmt: skip
def test_nothing_is_offered_that_is_no_value_of_the_operator(typed: str) -> None:
    assert suggest(typed) == Suggestions(typed)


@pytest.mark.parametrize("typed", ["speaker:we", "source:sl", "tag:lo", "principle:de"])
def test_what_is_offered_is_read_back_and_finds_its_entries(typed: str) -> None:
    (text,) = offered(typed)
    query = parse(text)
    assert (len(query.operators), query.terms) == (1, ())
    assert find(read(query), filters=Filters(), is_typed=True).total


@pytest.mark.parametrize(
    ("typed", "completions"),
    [
        ("tag:", ('tag:"long term"', "tag:speed")),
        ("speaker:", ("speaker:Plato", 'speaker:"Werner Vogels"')),
        ("speaker: ", ("speaker:Plato", 'speaker:"Werner Vogels"')),
        ("speaker: wer", ('speaker:"Werner Vogels"',)),
        ("source:", ('source:"Slides on value , vol. 2"',)),
        ("principle:", ('principle:"Decide at speed"',)),
        ("value -tag:", ('value -tag:"long term"', "value -tag:speed")),
        ("year:", ("year:2016",)),
        ("year:2", ("year:2016",)),
    ],
)
def test_an_operator_lists_its_values(typed: str, completions: tuple[str, ...]) -> None:
    draft = QuoteFactory()
    cite(draft, SourceFactory(title="Draft source", year=2001))
    tag(draft, "draft tag")
    PrincipleFactory(name="Draft")
    assert offered(typed) == completions


def test_the_latest_years_are_listed_first() -> None:
    for year in range(1990, 1999):
        published_quote(source=SourceFactory(year=year))
    assert offered("year:19") == tuple(f"year:{year}" for year in range(1998, 1992, -1))


@pytest.mark.parametrize("typed", ["the kind: vie", "year: vie", "the source: vie"])
def test_what_stands_apart_from_a_colon_is_completed_as_words(typed: str) -> None:
    assert offered(typed) == (f"{typed}w",)


def test_all_fixed_values_are_offered_before_the_first_letter() -> None:
    assert offered("kind:") == ("kind:principle", "kind:quote", "kind:source")


@pytest.mark.parametrize("typed", ["speaker:vogels vie", "verdict:altered vie", "year:1997 vie"])
def test_after_a_value_words_are_offered(typed: str) -> None:
    assert offered(typed) == (f"{typed}w",)


def test_operators_before_are_no_words_beside_which_others_stand() -> None:
    published_quote("Speaker vogels likes vines.")
    refresh()
    assert offered("speaker:vogels good vi")[0] == "speaker:vogels good view"


def test_what_stands_in_a_phrase_is_completed_as_words() -> None:
    assert offered('"speaker:x" vie') == ('"speaker:x" view',)


def test_values_that_the_public_does_not_see_are_not_offered() -> None:
    PrincipleFactory(name="Secret draft")
    source = SourceFactory(title="Secret source")
    quote = QuoteFactory()
    cite(quote, source)
    quote.attributions.create(person=PersonFactory(name="Secret person"))
    contribute(source, PersonFactory(name="Secret writer"))
    tag(quote, "secret tag")
    withdrawn = published_principle(name="Secret once", tags=["secret once"])
    Principle.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    for facet in ("speaker", "source", "tag", "principle"):
        assert offered(f"{facet}:secret") == ()


def test_six_are_offered_at_most_and_each_once() -> None:
    for n in range(9):
        published_quote(source=SourceFactory(title="Letter", year=1990 + n), tags=[f"letter {n}"])
    assert offered("source:let") == ("source:Letter",)
    assert offered("tag:let") == tuple(f'tag:"letter {n}"' for n in range(6))


def test_a_value_costs_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(5):  # with the deadline's four
        suggest("speaker:v")
    with django_assert_num_queries(0):
        suggest("verdict:a")
