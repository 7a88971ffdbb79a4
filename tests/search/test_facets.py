"""Facets: every count is the total behind its link."""

import random
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from principles.forms import SearchForm
from principles.models import Citation, Person, Principle, Quote, SearchEntry, Source, Tag
from principles.models.facets import BY_PARAMETER
from principles.search import bounds
from principles.search.facets import SHOWN, address
from principles.search.filters import Filters
from principles.search.pages import ResultPage, result_page
from principles.search.query import parse
from tests.factories import (
    PersonFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db
WORDS = ["proxy", "customer", "day", "invent", "process"]
TAGS = ["long term", "proxy", "speed"]


def random_base(choose: random.Random) -> None:
    people = [PersonFactory(name=name) for name in ("Ann Day", "Bob Process", "Cy Else")]
    sources = [
        SourceFactory(
            title=f"Source {choose.choice(WORDS)} {n}",
            year=choose.choice([None, 1997, 2016]),
            text_access=choose.choice(["full", "window"]),
        )
        for n in range(4)
    ]
    for source in sources:
        contribute(source, choose.choice(people))
        stored(source, "\n\n".join(" ".join(choose.choices(WORDS, k=3)) for _ in range(3)))
    principles = [published_principle(name=f"The {word}") for word in WORDS[:3]]
    for n in range(25):
        first, second = choose.sample(sources, 2)
        quote = published_quote(
            f"{' '.join(choose.choices(WORDS, k=3))} {n}.",
            source=first,
            speakers=choose.sample(people, choose.randrange(3)),
            tags=choose.sample(TAGS, choose.randrange(3)),
        )
        if choose.random() < 0.3:
            cite(quote, second)
        Quote.objects.filter(pk=quote.pk).update(language=choose.choice(["en", "en-GB", "pt-BR"]))
        for principle in choose.sample(principles, choose.randrange(3)):
            support(principle, quote)
    for principle in principles:
        tag(principle, choose.choice(TAGS))
    for citation in Citation.objects.all():
        verdict = choose.choice(["verbatim", "elided", "altered", "stale"])
        Citation.objects.filter(pk=citation.pk).update(verdict=verdict)


def behind(url: str) -> ResultPage:
    form = SearchForm(QueryDict(url.removeprefix("?")))
    assert form.is_valid(), form.errors
    return result_page(form.query, form.filters, number=form.page_number)


def values_there_are() -> list[tuple[str, str]]:
    """Return every facet and value that the base knows."""
    return [
        *(("kind", kind) for kind in SearchEntry.Kind.values),
        *(("language", language) for language in ("en", "pt")),
        *(("source", slug) for slug in Source.objects.values_list("slug", flat=True)),
        *(("year", str(year)) for year in (1997, 2016)),
        *(("verdict", verdict) for verdict in ("verbatim", "elided", "altered", "unverified")),
        *(("principle", slug) for slug in Principle.objects.values_list("slug", flat=True)),
        *(("person", slug) for slug in Person.objects.values_list("slug", flat=True)),
        *(("tag", slug) for slug in Tag.objects.values_list("slug", flat=True)),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_the_total_behind_its_link(seed: int) -> None:
    choose = random.Random(seed)
    random_base(choose)
    for _ in range(3):
        text = " ".join(choose.choices([*WORDS, "long", "term", "the"], k=choose.randrange(4)))
        page = result_page(parse(text), Filters())
        for _ in range(4):
            counts = {
                (facet.facet, value.value): value.count
                for facet in page.facets
                for value in facet.values
                if not value.is_selected
            }
            for name, value in values_there_are():
                facet = BY_PARAMETER[name]
                is_listed = facet.fewest == 1 or any(f.facet == name for f in page.facets)
                if is_listed and not page.filters.has(facet, value):
                    other = behind(address(text, page.filters.toggled(facet, value)))
                    assert counts.get((name, value), 0) == other.found.total, (text, facet, value)
            links = [value for facet in page.facets for value in facet.values]
            assert all(value.count == page.found.total for value in links if value.is_selected)
            if not links:
                break
            page = behind(choose.choice(choose.choice(page.facets).values).url)


def counts_of(page: ResultPage, facet: str) -> dict[str, int]:
    [found] = [found for found in page.facets if found.facet == facet]
    return {value.label: value.count for value in found.values}


@pytest.fixture
def very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the base larger than a search looks at, with four entries of one source in it."""
    monkeypatch.setattr(bounds, "MOST_ROWS", 30)
    source = SourceFactory(title="Elsewhere", slug="elsewhere", year=1066)
    people: list[Any] = [PersonFactory(name=f"Person {n:02}") for n in range(40)]
    for n in range(45):
        published_quote(f"Customers come {n}.")
    for n in range(2):
        quote = published_quote(f"Else {n}.", source=source, speakers=people[:1])
        published_principle(quote, name=f"Customers {n}", tags=["late"])
    published_quote("A customer of all of them comes.", source=source, speakers=people)
    published_quote("A customer of none of them comes.", source=source)


@pytest.mark.usefixtures("very_many")
def test_of_very_many_matches_those_that_a_filter_leaves_are_counted_under_every_facet() -> None:
    page = result_page(parse("customer"), Filters.of(kind="principle"))
    assert (page.found.total, page.found.is_exact, page.found.is_capped) == (2, True, True)
    assert counts_of(page, "source") == {"Elsewhere, 1066": 2}
    assert counts_of(page, "person") == {"Person 00": 2}
    assert counts_of(page, "tag") == {"late": 2}


@pytest.mark.parametrize(
    ("filters", "total"), [(Filters.of(source="elsewhere"), 4), (Filters.of(year=1066), 2)]
)
@pytest.mark.usefixtures("very_many")
def test_of_very_many_matches_too_an_applied_value_has_the_total(
    filters: Filters, total: int
) -> None:
    page = result_page(parse("customer"), filters)
    selected = [value for facet in page.facets for value in facet.values if value.is_selected]
    assert [value.count for value in selected] == [page.found.total] == [total]


def test_what_is_not_public_is_in_no_facet() -> None:
    quote = published_quote(tags=["shown"], speakers=[PersonFactory(name="Shown")])
    draft = published_quote(tags=["gone"], speakers=[PersonFactory(name="Gone")])
    principle = published_principle(quote, draft, name="Withdrawn")
    principle.status = "withdrawn"
    principle.save()
    draft.status = "withdrawn"
    draft.save()
    facets = {facet.facet: facet.values for facet in result_page(parse(""), Filters()).facets}
    assert [value.label for value in facets["tag"]] == ["shown"]
    assert [value.label for value in facets["person"]] == ["Shown"]
    assert len(facets["source"]) == 1
    assert "principle" not in facets


def test_values_have_the_words_that_readers_see() -> None:
    source = SourceFactory(title="Letter", year=-43)
    quote = published_quote(source=source)
    cite(quote, SourceFactory(title="Talk", kind=Source.Kind.TALK))
    facets = {facet.facet: facet.values for facet in result_page(parse(""), Filters()).facets}
    assert {value.label for value in facets["source"]} == {"Letter, 44 BC", "Talk, talk"}
    assert [value.label for value in facets["year"]] == ["44 BC"]
    assert [value.label for value in facets["kind"]] == ["Quote", "Source"]
    assert [value.label for value in facets["verdict"]] == ["Unverified"]


def test_a_source_with_a_generic_title_is_listed_and_applied_with_its_publisher() -> None:
    title, slug = "Letter to shareholders", "acme-letter"
    letter = SourceFactory(title=title, slug=slug, publisher="Acme", year=2016)
    published_quote(source=letter)
    page = result_page(parse(""), Filters.of(source=slug))
    named = "Letter to Acme’s shareholders, 2016"
    assert {v.label for f in page.facets if f.facet == "source" for v in f.values} == {named}
    assert [applied.label for applied in page.applied] == [named]


def test_a_filter_that_finds_nothing_can_be_taken_away() -> None:
    published_quote(tags=["shown"])
    filters = Filters.of(tag=("no-such-tag",), year=1901, kind="quote", verdict="altered")
    page = result_page(parse(""), filters)
    assert [(f.name, f.label) for f in page.applied] == [
        ("Kind", "Quote"),
        ("Provenance", "Altered"),
        ("Year", "1901"),
        ("Tag", "no-such-tag"),
    ]
    assert "no-such-tag" not in page.applied[-1].url
    selected = {value.value for facet in page.facets for value in facet.values if value.is_selected}
    assert selected == {"no-such-tag", "1901", "quote", "altered"}


def test_a_facet_shows_the_most_frequent_values_and_the_applied_ones() -> None:
    for n in range(SHOWN + 3):
        published_quote(tags=[f"tag {n:02}"])
    page = result_page(parse(""), Filters.of(kind="quote"), values=50)
    facet = next(facet for facet in page.facets if facet.facet == "tag")
    assert len(facet.values) == SHOWN + 3
    assert len(facet.shown) == SHOWN
    last = facet.values[-1].value
    page = result_page(parse(""), Filters.of(tag=(last,)))
    facet = next(facet for facet in page.facets if facet.facet == "tag")
    assert [value.value for value in facet.shown] == [last]


def test_a_state_has_one_address() -> None:
    filters = Filters.of(kind="quote", year=1997, tag=("b", "a"))
    assert address("a & b", filters, page=2) == (
        "?q=a+%26+b&kind=quote&year=1997&tag=b&tag=a&page=2"
    )
    assert parse_qs(address("", Filters())[1:]) == {}


def test_languages_are_listed_where_there_is_more_than_one() -> None:
    english = published_quote("Less is more.")
    assert "Language" not in [facet.name for facet in result_page(parse("less"), Filters()).facets]
    Quote.objects.filter(pk=published_quote("Menos, and less.").pk).update(language="pt-BR")
    page = result_page(parse("less"), Filters())
    assert counts_of(page, "language") == {"English": 1, "Portuguese": 1}
    narrowed = result_page(parse("less language:en"), Filters())
    assert [hit.number for hit in narrowed.found.hits] == [english.number]


def test_an_applied_language_is_listed_even_alone() -> None:
    published_quote("Less is more.")
    page = result_page(parse("less"), Filters.of(language="en"))
    assert counts_of(page, "language") == {"English": 1}


def test_what_is_no_language_is_told() -> None:
    assert parse("language:pt-BR").misread[0].reason == (
        "a language is the first part of a language tag, such as en or pt"
    )
