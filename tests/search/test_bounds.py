"""A search of very many matches: what is looked at, what is said of it, and by which plan."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from principles.models import Person, Quote, SearchEntry, Source, Synonyms, Tag
from principles.models.facets import KIND, YEAR, Years, read_code
from principles.search import bounds
from principles.search.filters import Filters
from principles.search.found import Found
from principles.search.lexicon import refresh
from principles.search.pages import result_page
from principles.search.query import parse
from principles.search.ranking import find
from principles.search.reading import read
from tests.factories import SourceFactory, published_principle, published_quote, stored, tag
from tests.search.plans import plans

pytestmark = pytest.mark.django_db


def search(typed: str, page: int = 1, **filters: object) -> Found:
    narrowed = Filters.of(**filters)  # type: ignore[arg-type]  # by name
    return find(read(parse(typed), narrowed), filters=narrowed, page=page)


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 30)


def many(words: str, *, count: int, source: Source | None = None) -> list[int]:
    return [published_quote(f"{words} {n}.", source=source).pk for n in range(count)]


def maintain() -> None:
    """Do what autovacuum does, so that what waits in the index does not make it dear."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT gin_clean_pending_list('search_entry_vector')")


@pytest.mark.usefixtures("bounded")
def test_of_too_many_matches_the_prominent_ones_are_found() -> None:
    long = "A customer who waits for things that come late is not yet lost to us, said number"
    many(long, count=40)
    short = set(many("Customers come", count=20))
    refresh()
    found = search("customer")
    assert not found.is_exact
    assert found.total == 30
    best = {hit.number for hit in found.hits if hit.kind == "quote"}
    assert best <= short
    assert len(best) == 20


@pytest.mark.parametrize("count", [29, 30, 40])
@pytest.mark.usefixtures("bounded")
def test_a_word_alone_is_said_to_have_what_its_search_finds(client: Client, count: int) -> None:
    many("Customers come", count=count)
    refresh()
    total, is_exact = search("customer").total, search("customer").is_exact
    assert (total, is_exact) == (min(count, 30), count <= 30)
    html = client.get("/search/", {"q": 'customer "nonesuch"'}).content.decode()
    least = "" if is_exact else "at least "
    assert f"customer</a> alone has {least}{total} results" in html


@pytest.mark.usefixtures("bounded")
def test_a_principle_is_never_lost_among_many() -> None:
    many("Customers come", count=40)
    principle = published_principle(published_quote("Else."), name="Customers")
    refresh()
    hits = search("customer").hits
    assert (hits[0].kind, hits[0].number) == ("principle", principle.pk)


@pytest.mark.usefixtures("bounded")
def test_pages_of_too_many_matches_repeat_and_skip_nothing() -> None:
    many("Customers come", count=45)
    refresh()
    total = search("customer").total
    seen = [(h.kind, h.number) for page in (1, 2) for h in search("customer", page).hits]
    assert len(seen) == len(set(seen)) == total == 30


@pytest.mark.usefixtures("bounded")
def test_a_filter_brings_up_the_rest() -> None:
    source = SourceFactory(title="Elsewhere", year=1066)
    many("Customers come", count=45)
    rest = set(many("A customer who waits for a long time is a customer", count=9, source=source))
    refresh()
    for filters in ({"source": source.slug}, {"year": 1066}):
        found = search("customer", kind="quote", **filters)
        assert {hit.number for hit in found.hits} == rest
        assert (found.total, found.is_exact, found.is_capped) == (9, True, True)


def test_words_that_very_many_have_are_weighed_and_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "COMMON_ROWS", 10)
    many("The day comes", count=20)
    without = published_quote("Proxies mislead.")
    both = published_quote("The proxies.")
    refresh()
    assert [hit.number for hit in search("the proxies").hits] == [both.pk, without.pk]
    assert search("the").total == 21


@pytest.mark.parametrize(("holding", "total"), [(6, 2), (7, 1)])
def test_a_word_is_weighed_only_where_more_than_six_rows_in_a_hundred_have_it(
    holding: int, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "COMMON_ROWS", 1)
    source = SourceFactory(title="Sayings")
    stored(source, "\n\n".join(["Dawn comes."] * holding + ["Night falls."] * (98 - holding)))
    published_quote("Proxies mislead.", source=source)
    refresh()
    assert SearchEntry.objects.count() == 100
    assert search("dawn proxies").total == total


@pytest.mark.usefixtures("bounded")
def test_entries_come_before_the_paragraphs_of_a_text() -> None:
    source = SourceFactory(text_access="full")
    stored(source, "\n\n".join(["The customer waits here."] * 60))
    published_quote("Something else.", source=source)
    principle = published_principle(published_quote("Else."), name="Customer", maxim="Other.")
    quote = published_quote("Customer obsession.")
    found = {(hit.kind, hit.number) for hit in search("customer").hits}
    assert {("principle", principle.pk), ("quote", quote.pk)} <= found


@pytest.mark.usefixtures("bounded")
def test_what_has_the_word_itself_is_never_lost_behind_what_stands_in_for_it() -> None:
    Synonyms.objects.create(words="mishap, error")
    for quote in many("An error came", count=40):
        tag(Quote.objects.get(pk=quote), "leadership")
    mishap, leader = published_quote("Mishap."), published_quote("Leadership.")
    refresh()
    assert search("mishap").hits[0].number == mishap.pk
    assert search("leadership").hits[0].number == leader.pk


@pytest.mark.usefixtures("bounded")
def test_of_paragraphs_too_those_that_have_the_word_itself_come_first() -> None:
    Synonyms.objects.create(words="mishap, error")
    by_other_words, by_its_own = (SourceFactory(text_access="full") for _ in range(2))
    stored(by_other_words, "\n\n".join(["An error came."] * 60))
    stored(by_its_own, "A mishap came.")
    for source in (by_other_words, by_its_own):
        published_quote(f"Something of number {source.pk}.", source=source)
    refresh()
    assert search("mishap").hits[0].number == by_its_own.pk


@pytest.mark.parametrize("filters", [{}, {"tag": ("late",)}, {"year": 1997}])
@pytest.mark.usefixtures("bounded")
def test_what_has_all_the_words_is_never_lost_behind_what_lacks_some(
    filters: dict[str, Any],
) -> None:
    source = SourceFactory(year=1997)
    for quote in many("Customers wait", count=40, source=source):
        tag(Quote.objects.get(pk=quote), "late")
    many("An invention", count=40)
    words = "Whoever lets a customer wait for an invention will one day hear of it from others"
    all_of_them = published_quote(words, source=source, tags=["late"])
    refresh()
    found = search("customer wait invention", **filters)
    assert (found.hits[0].number, found.complete) == (all_of_them.pk, 1)
    assert found.total >= 30
    refused = search('customer wait invention -"lets a customer"', **filters)
    assert (refused.complete, refused.total) == (0, 30)


@pytest.mark.usefixtures("bounded")
def test_of_too_many_matches_it_is_said_that_most_lack_a_word(client: Client) -> None:
    many("Customers wait", count=40)
    many("An invention", count=40)
    refresh()

    def said() -> str:
        return client.get("/search/", {"q": "customer wait invention"}).content.decode()

    published_quote("Else, an invention.")
    nothing = "None of these matches all 3 words in one place; these match at least 2 of them."
    assert nothing in said()
    published_quote("A customer waits for an invention.")
    refresh()
    assert (
        "At least 1 result matches all 3 words in one place; the others match at least 2 of them."
        in said()
    )


@pytest.mark.usefixtures("bounded")
def test_of_too_many_matches_that_have_all_words_nothing_is_said_to_lack_one(
    client: Client,
) -> None:
    many("Customers wait", count=40)
    refresh()
    html = client.get("/search/", {"q": "customer wait"}).content.decode()
    assert "The best 30 matches are listed" in html
    assert "of them." not in html


@pytest.mark.usefixtures("bounded")
def test_what_has_all_the_words_is_kept_in_the_years_asked_for_only() -> None:
    early, meant, late = (SourceFactory(year=year) for year in (1997, 2005, 2016))
    many("Customers wait", count=40, source=meant)
    many("An invention", count=40, source=early)
    for source in (early, late):
        published_quote(f"A customer of {source.year} waits for an invention.", source=source)
    refresh()
    found = search("customer wait invention year:2000..2010")
    assert (found.complete, found.total) == (0, 30)
    assert search("customer wait invention year:1990..2020").complete == 2


@pytest.mark.parametrize("paragraphs", [29, 60])
@pytest.mark.usefixtures("bounded")
def test_a_text_with_all_the_words_leaves_room_for_what_lacks_some(paragraphs: int) -> None:
    source = SourceFactory(text_access="full")
    stored(source, "\n\n".join(["The customer waits for an invention."] * paragraphs))
    published_quote("Something else.", source=source)
    words = "Whoever lets a customer wait for an invention will one day hear of it from others"
    quote = published_quote(words)
    principles = {
        published_principle(published_quote(f"Else {n}."), name=f"Customers wait {n}").pk
        for n in range(3)
    }
    many("Customers wait", count=40)
    many("An invention", count=40)
    refresh()
    found = search("customer wait invention")
    assert {(h.kind, h.number) for h in found.hits[:2]} == {
        ("source", source.pk),
        ("quote", quote.pk),
    }
    assert principles == {hit.number for hit in found.hits if hit.kind == "principle"}
    assert (found.complete, found.total) == (2, 30)


@pytest.mark.usefixtures("bounded")
def test_of_words_that_very_many_have_the_foremost_rows_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "COMMON_ROWS", 10)
    many("Customers come", count=40)
    foremost = {published_quote(f"The customers wait {n}.").pk for n in range(20)}
    for quote in foremost:
        published_principle(Quote.objects.get(pk=quote), name=f"Principle {quote}")
    refresh()
    best = {hit.number for hit in search("customers").hits if hit.kind == "quote"}
    assert best == foremost


def test_of_many_words_as_many_may_be_missing_as_of_few() -> None:
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "kitchen", "marmalade", "velocity"]
    for n in range(12):
        published_quote(f"{' '.join(words[:5])} number {n}.")
    refresh()
    found = search(" ".join(words))
    assert (found.total, found.least) == (12, 5)


def test_a_filter_does_not_change_how_many_words_may_be_missing() -> None:
    source = SourceFactory(text_access="full")
    stored(source, "\n\n".join(["Alpha beta gamma."] * 60))
    published_quote("Nothing of the kind.", source=source, tags=["other"])
    published_quote("Alpha beta.", tags=["one"])
    published_quote("Alpha gamma.", tags=["one"])
    page = result_page(parse("alpha beta gamma"), Filters())
    [facet] = [facet for facet in page.facets if facet.facet == "tag"]
    for value in facet.values:
        assert value.count == search("alpha beta gamma", tag=(value.value,)).total


def test_rows_say_what_they_can_be_narrowed_by() -> None:
    quote = published_quote("Customers come.", source=SourceFactory(year=-44), tags=["late"])
    row = SearchEntry.objects.get(kind="quote", number=quote.pk)
    read_back = [read_code(code) for code in row.facets]
    assert (YEAR, Years().number("-44")) in read_back
    assert (KIND, 2) in read_back
    assert [facet.code(number) for facet, number in read_back] == row.facets


@pytest.mark.parametrize(
    "typed",
    [
        "customer",
        "the customer comes first",
        '"customers come"',
        "customer speaker:somebody -day year:1990..2020",
        "custmer come",
        "nothing of the kind is here",
    ],
)
def test_the_index_is_used_and_the_table_never_read_through(typed: str) -> None:
    many("Customers come first on day", count=60)
    refresh()
    maintain()
    with plans() as gathered:
        result_page(parse(typed), Filters.of(tag=("none",)))
        result_page(parse(typed), Filters.of(kind="quote"))
    text = "\n".join(gathered)
    assert "Bitmap Index Scan on search_entry_vector" in text
    assert "Seq Scan on principles_searchentry" not in text


def test_a_listing_is_read_from_its_index() -> None:
    many("Customers come first on day", count=60)
    maintain()
    with plans() as gathered:
        result_page(parse(""), Filters(), number=2)
    text = "\n".join(gathered)
    assert "search_entry_listed" in text
    assert "Seq Scan on principles_searchentry" not in text


def test_the_value_of_an_operator_is_looked_up_by_indexes_of_names_and_slugs() -> None:
    called = [(f"Name {n}", f"name-{n}") for n in range(1000)]
    Person.objects.bulk_create(Person(name=n, sort_name=n, slug=slug) for n, slug in called)
    Tag.objects.bulk_create(Tag(name=name, slug=slug) for name, slug in called)
    Source.objects.bulk_create(Source(title=name, slug=slug) for name, slug in called)
    maintain()
    with plans() as gathered:
        read(parse('speaker:"name 7" tag:name-7 source:name-7'))
    text = "\n".join(gathered)
    for kind in ("person", "tag"):
        assert f"Bitmap Index Scan on principles_{kind}_words" in text
        assert f"Bitmap Index Scan on principles_{kind}_slug" in text
        assert f"Seq Scan on principles_{kind}" not in text
    assert "Scan using principles_source_slug" in text


@pytest.mark.parametrize("sort", ["year", "source"])
def test_results_are_sorted_by_year_or_by_their_order_in_sources(sort: str) -> None:
    late, early = SourceFactory(year=2016), SourceFactory(year=1997)
    second = published_quote("Customers come second.", source=late)
    first = published_quote("Customers come first.", source=early)
    undated = published_quote("Customers come undated.", source=SourceFactory(year=None))
    page = result_page(parse("customers"), Filters.of(kind="quote"), sort=sort)
    expected = {"year": [first, second, undated], "source": [second, first, undated]}[sort]
    assert [hit.number for hit in page.found.hits] == [quote.pk for quote in expected]
    assert f"sort={sort}" in page.address(2)
    assert "sort" not in page.sorted_by("relevance")
