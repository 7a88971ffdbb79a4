"""The JSON of each kind of entry: its keys, its order, and what it leaves out."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.formats import (
    for_json,
    list_json,
    person_json,
    principle_json,
    quote_json,
    source_json,
    tag_json,
)
from principles.formats.fetching import LONGEST_NESTED
from principles.models import Citation, Person, Principle, Quote, SeeAlso, Source, Tag
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
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
BASE = "https://example.org"


def quote(number: int) -> Any:
    return quote_json(for_json(quotes=Quote.objects.filter(pk=number)).quotes[0], base=BASE)


def principle(number: int) -> Any:
    [entry] = for_json(principles=Principle.objects.filter(pk=number)).principles
    return principle_json(entry, base=BASE)


def source(number: int) -> Any:
    return source_json(for_json(sources=Source.objects.filter(pk=number)).sources[0], base=BASE)


def test_a_quote_has_everything_that_its_page_says() -> None:
    letter = SourceFactory(title="Letter", slug="letter", year=2016)
    passage = stored(letter, "Resist all proxies.", label="p. 1", heading="Proxies")
    entry = published_quote(
        "Resist proxies.",
        passage=passage,
        speakers=[PersonFactory(name="Ann Other", slug="ann-other")],
        tags=["proxies"],
    )
    Citation.objects.update(verdict="altered", start=0, end=18, paragraph=1)
    supported = published_principle(entry, name="Resist", slug="resist")
    support(PrincipleFactory(), entry)
    entry.refresh_from_db()
    assert entry.published_at
    assert quote(entry.pk) == {
        "number": entry.pk,
        "url": f"{BASE}/quotes/{entry.pk}/resist-proxies/",
        "text": "Resist proxies.",
        "language": "en",
        "speakers": [{"name": "Ann Other", "url": f"{BASE}/people/ann-other/"}],
        "standing": "attributed",
        "standing_evidence": "",
        "real_origin": "",
        "is_fragment": False,
        "note": "",
        "verdict": "altered",
        "citations": [
            {
                "source": {
                    "number": letter.pk,
                    "title": "Letter",
                    "year": 2016,
                    "url": f"{BASE}/sources/letter/",
                },
                "role": "original",
                "locator": "p. 1 “Proxies”, ¶ 1",
                "heading": "Proxies",
                "words": "Resist all proxies",
                "verdict": "altered",
                "typography_only": False,
                "note": "",
            }
        ],
        "principles": [
            {"number": supported.pk, "name": "Resist", "url": f"{BASE}/principles/resist/"}
        ],
        "tags": [{"name": "proxies", "url": f"{BASE}/tags/proxies/"}],
        "published": entry.published_at.isoformat(),
        "modified": entry.modified.isoformat(),
    }
    assert list(quote(entry.pk)) == [
        "number",
        "url",
        "text",
        "language",
        "speakers",
        "standing",
        "standing_evidence",
        "real_origin",
        "is_fragment",
        "note",
        "verdict",
        "citations",
        "principles",
        "tags",
        "published",
        "modified",
    ]


def test_a_stale_verdict_is_given_as_unverified() -> None:
    entry = published_quote()
    shape = quote(entry.pk)
    assert shape["verdict"] == shape["citations"][0]["verdict"] == "unverified"


def test_the_citations_are_in_the_order_of_time() -> None:
    entry = published_quote(source=SourceFactory(title="Undated"))
    for year, role in ((2016, "quoted in"), (1997, "original"), (2001, "quoted in")):
        cite(entry, SourceFactory(title=f"Of {year}", year=year), role=role)
    chain = [(each["source"]["year"], each["role"]) for each in quote(entry.pk)["citations"]]
    assert chain == [
        (1997, "original"),
        (2001, "quoted in"),
        (2016, "quoted in"),
        (None, "original"),
    ]


def test_words_copied_from_a_hidden_source_are_given_to_nobody() -> None:
    hidden = SourceFactory(text_access="hidden")
    entry = published_quote()
    cite(entry, hidden, wording="Secret words.")
    assert [each["words"] for each in quote(entry.pk)["citations"]] == ["", ""]


def test_hidden_words_are_given_to_nobody() -> None:
    hidden = SourceFactory(text_access="hidden")
    entry = published_quote("Resist proxies.", passage=stored(hidden, "Resist all proxies."))
    Citation.objects.update(verdict="altered", start=0, end=18)
    assert quote(entry.pk)["citations"][0]["words"] == ""


def test_the_words_of_a_source_without_stored_text_are_those_an_editor_recorded() -> None:
    entry = published_quote("Resist proxies.")
    cite(entry, SourceFactory(), wording="Do resist proxies.")
    assert [c["words"] for c in quote(entry.pk)["citations"]] == ["", "Do resist proxies."]


def test_a_principle_has_its_quotes_in_order_without_its_own_name_in_them() -> None:
    first, second, draft = published_quote(), published_quote(), QuoteFactory()
    cite(draft, SourceFactory())
    entry = published_principle(second, first, draft, name="Resist", aliases=["stand-ins"])
    tag(entry, "proxies")
    other = published_principle(name="Other", slug="other")
    SeeAlso.objects.create(principle=entry, other=other, note="It is near.")
    SeeAlso.objects.create(principle=entry, other=PrincipleFactory(), note="A draft.")
    shape = principle(entry.pk)
    assert [nested["number"] for nested in shape["quotes"]] == [second.pk, first.pk]
    assert all("principles" not in nested for nested in shape["quotes"])
    assert (shape["aliases"], shape["other_names"]) == (["stand-ins"], [])
    assert [link["name"] for link in shape["tags"]] == ["proxies"]
    assert shape["see_also"] == [
        {
            "number": other.pk,
            "name": "Other",
            "url": f"{BASE}/principles/other/",
            "note": "It is near.",
        }
    ]
    assert shape["next"] is None


def test_a_body_names_published_quotes_alone() -> None:
    own, other, draft = published_quote(), published_quote(), QuoteFactory()
    entry = published_principle(own)
    Principle.objects.update(body=f"One [Q{own.pk}], two [Q{draft.pk}], three [Q{other.pk}].")
    assert principle(entry.pk)["body"] == f"One [Q{own.pk}], two, three [Q{other.pk}]."


@pytest.mark.parametrize(
    ("names", "queries"), [("quotes", 5), ("principles", 8), ("sources", 6), ("all", 13)]
)
def test_fetching_costs_the_same_whatever_there_is(
    names: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    book = SourceFactory(container=SourceFactory())
    others = [published_quote() for _ in range(3)]
    for number in range(3):
        entry = published_quote(source=book, speakers=[PersonFactory()], tags=["proxies"])
        body = f"See [Q{others[number].pk}]."
        principle = published_principle(entry, body=body, tags=["proxies"])
        SeeAlso.objects.create(principle=principle, other=published_principle(), note="Near.")
    entries: Any = {
        "quotes": Quote.objects.all(),
        "principles": Principle.objects.all(),
        "sources": Source.objects.filter(pk=book.pk),
    }
    with django_assert_num_queries(queries):
        found = for_json(**(entries if names == "all" else {names: entries[names]}))
        [quote_json(entry, base=BASE) for entry in found.quotes]
        [principle_json(entry, base=BASE) for entry in found.principles]
        [source_json(entry, base=BASE) for entry in found.sources]


def test_a_source_has_its_quotes_in_the_order_of_its_text_each_once() -> None:
    collection = SourceFactory(title="Collected", slug="collected")
    entry = SourceFactory(
        title="Letter",
        year=1997,
        month=3,
        publisher="Amazon",
        summary="A letter to shareholders.",
        note="The beginning is stored.",
        url="https://example.org/letter",
        archived_url="https://example.com/letter",
        container=collection,
    )
    contribute(entry, PersonFactory(name="Ann Other", slug="ann-other"), role="editor")
    page = stored(entry, "One. Two.")
    second, first = published_quote("Two.", passage=page), published_quote("One.", passage=page)
    Citation.objects.filter(quote=second).update(start=5, end=9)
    Citation.objects.filter(quote=first).update(start=0, end=4)
    cite(first, entry, locator="p. 9")
    shape = source(entry.pk)
    assert [nested["number"] for nested in shape["quotes"]] == [first.pk, second.pk]
    assert shape["contributors"] == [
        {"name": "Ann Other", "role": "editor", "url": f"{BASE}/people/ann-other/"}
    ]
    assert shape["links"] == [
        {"rel": "original", "url": "https://example.org/letter"},
        {"rel": "archive", "url": "https://example.com/letter"},
    ]
    assert shape["container"]["url"] == f"{BASE}/sources/collected/"
    assert (shape["year"], shape["month"], shape["day"]) == (1997, 3, None)
    assert shape["summary"] == "A letter to shareholders."
    assert shape["note"] == "The beginning is stored."


def test_long_lists_give_fifty_and_lead_to_the_rest() -> None:
    book = SourceFactory(slug="book")
    quotes = [published_quote(source=book) for _ in range(LONGEST_NESTED + 1)]
    entry = published_principle(*quotes, slug="long")
    for shape, facet in (
        (principle(entry.pk), "principle=long"),
        (source(book.pk), "source=book"),
    ):
        assert len(shape["quotes"]) == LONGEST_NESTED
        assert shape["next"] == f"{BASE}/search.json?kind=quote&{facet}"


def test_people_and_tags_count_what_is_published() -> None:
    person = PersonFactory(name="Ann Other", slug="ann-other")
    entry = published_quote(speakers=[person], tags=["proxies"])
    tag(QuoteFactory(), "proxies")
    published_principle(entry, tags=["proxies"])
    assert person_json(Person.objects.with_counts().get(pk=person.pk), base=BASE) == {
        "slug": "ann-other",
        "url": f"{BASE}/people/ann-other/",
        "name": "Ann Other",
        "quotes": 1,
    }
    assert tag_json(Tag.objects.with_counts().get(name="proxies"), base=BASE) == {
        "slug": "proxies",
        "url": f"{BASE}/tags/proxies/",
        "name": "proxies",
        "quotes": 1,
        "principles": 1,
    }


@pytest.mark.parametrize(
    ("page", "previous", "following"), [(1, None, "2"), (2, "1", "3"), (3, "2", None)]
)
def test_a_list_leads_to_its_neighbours(
    page: int, previous: str | None, following: str | None
) -> None:
    shape = list_json([], address=str, page=page, pages=3, total=50)
    assert shape == {
        "url": str(page),
        "total": 50,
        "total_is_exact": True,
        "page": page,
        "pages": 3,
        "next": following,
        "previous": previous,
        "results": [],
    }
