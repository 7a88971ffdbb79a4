"""The index of sources and the page of one, with its stored text."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Source
from principles.provenance.verification import recompute
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, source: Source, query: str = "") -> str:
    return client.get(source.get_absolute_url() + query).content.decode()


def test_the_index_groups_sources_by_kind(client: Client) -> None:
    letter = SourceFactory(title="A letter", kind=Source.Kind.LETTER, year=1997)
    contribute(letter, PersonFactory(name="Grace Hopper"))
    published_quote(source=letter)
    SourceFactory(title="Nobody quotes this")
    page = client.get("/sources/").content.decode()
    assert "Letters" in page
    assert "<cite>A letter</cite>, 1997" in page
    assert "Grace Hopper" in page
    assert "No stored text" in page
    assert "Nobody quotes this" not in page


def test_an_empty_index_says_what_to_do_first(client: Client) -> None:
    assert "No sources yet" in client.get("/sources/").content.decode()


def test_a_source_shows_its_record(client: Client) -> None:
    book = SourceFactory(title="Collected letters", year=2020)
    letter = SourceFactory(
        title="A letter", year=1998, month=3, day=30, container=book, publisher="Amazon.com",
        url="https://example.org/letter", identifiers={"isbn": "9780000000002"},
    )  # fmt: skip
    contribute(letter, PersonFactory(name="Grace Hopper"), role="translator")
    published_quote(source=letter)
    page = page_of(client, letter)
    assert 'datetime="1998-03-30">30 March 1998' in page
    assert "Amazon.com" in page
    assert "9780000000002" in page
    assert "(translator)" in page
    assert 'href="https://example.org/letter"' in page
    assert "/sources/collected-letters/" in page
    assert "/sources/a-letter/" in page_of(client, book)


def test_a_description_in_brackets_is_not_set_as_a_title(client: Client) -> None:
    deck = SourceFactory(title="[Slides on speed]")
    published_quote(source=deck)
    assert "<cite>[Slides" not in page_of(client, deck)


def test_quoted_words_are_marked_and_lead_to_their_quote(client: Client) -> None:
    letter = SourceFactory(title="A letter")
    passage = stored(letter, "They wait. Ships sail. So do we.")
    quote = published_quote("Ships sail.", passage=passage)
    published_principle(quote, name="Sail out")
    recompute()
    page = page_of(client, letter)
    link = f'<a href="{quote.get_absolute_url()}">Ships sail.</a>'
    assert f'They wait. <mark id="q{quote.number}">{link}</mark> So do we.' in page
    assert f'href="/sources/a-letter/#q{quote.number}"' in page
    assert "Sail out" in page.split("note quoted")[1]


def test_overlapping_quotes_are_both_marked(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "Ships sail far. They return late.")
    published_quote("Ships sail far. They return", passage=passage)
    published_quote("They return late.", passage=passage)
    recompute()
    page = page_of(client, letter)
    assert page.count("<mark") == 3
    assert page.count('class="both"') == 1


def test_quotes_stand_in_the_order_of_the_text(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "First this. Then that.")
    late = published_quote("Then that.", passage=passage)
    early = published_quote("First this.", passage=passage)
    nowhere = published_quote("Not in it.", source=letter)
    recompute()
    jumps = page_of(client, letter).split('class="jumps')[1].split("</ol>")[0]
    places = [jumps.index(f"</span>{quote.code}</a>") for quote in (early, late, nowhere)]
    assert places == sorted(places)
    assert "Quotes in the order of the text</h2>" in page_of(client, letter)


def test_of_a_source_without_text_no_order_is_claimed(client: Client) -> None:
    letter = SourceFactory()
    published_quote("Not in it.", source=letter)
    page = page_of(client, letter)
    assert "Quotes from it</h2>" in page
    assert "order of the text" not in page


def test_drafts_are_neither_marked_nor_listed(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "First this. Then that.")
    published_quote("First this.", passage=passage)
    draft = QuoteFactory(text="Then that.")
    cite(draft, letter, passage=passage)
    recompute()
    page = page_of(client, letter)
    assert page.count("<mark") == 1
    assert draft.code not in page


def test_a_window_leaves_gaps_and_says_so(client: Client) -> None:
    book = SourceFactory(text_access=Source.Access.WINDOW)
    filler = " ".join(f"word{n}" for n in range(300))
    passage = stored(book, f"Alpha {filler}.\n\nShips sail.\n\nOmega {filler}.")
    published_quote("Ships sail.", passage=passage)
    recompute()
    page = page_of(client, book)
    assert "Ships sail." in page
    assert "Alpha" not in page
    assert "word150" not in page


def test_a_window_without_a_quote_shows_nothing_of_the_passage(client: Client) -> None:
    book = SourceFactory(text_access=Source.Access.WINDOW)
    stored(book, "Nobody quotes this.\n\nNor this.")
    published_quote(source=book)
    page = page_of(client, book)
    assert "Nobody quotes this." not in page
    assert "Paragraphs 1 to 2 are stored, not shown" in page


def test_a_hidden_text_is_compared_and_not_shown(client: Client) -> None:
    book = SourceFactory(text_access=Source.Access.HIDDEN)
    passage = stored(book, "They wait. Ships sail.")
    quote = published_quote("Ships sail.", passage=passage)
    recompute()
    page = page_of(client, book)
    assert "They wait." not in page
    assert "its words may not be shown" in page
    assert "Verbatim" in page
    assert quote.get_absolute_url() in page


def test_a_long_text_has_pages_and_jumps_lead_to_them(client: Client) -> None:
    book = SourceFactory(title="Long book")
    for n in range(51):
        last = stored(book, f"This is passage {n}.")
    quote = published_quote("This is passage 50.", passage=last)
    recompute()
    first = page_of(client, book)
    assert "This is passage 49." in first
    assert "This is passage 50.</a>" not in first.split('id="text"')[1]
    assert f'href="/sources/long-book/?page=2#q{quote.number}"' in first
    assert "This is passage 50.</a></mark>" in page_of(client, book, "?page=2")


@pytest.mark.parametrize(
    ("query", "status"), [("?page=3", 404), ("?page=x", 400), ("?page=0", 400), ("?page=%00", 400)]
)
def test_a_page_that_is_not_there(client: Client, query: str, status: int) -> None:
    book = SourceFactory()
    published_quote(source=book)
    assert client.get(book.get_absolute_url() + query).status_code == status


def test_a_source_that_nothing_published_names_is_not_found(client: Client) -> None:
    source = SourceFactory(title="Secret notes")
    cite(QuoteFactory(), source)
    for address in (source.get_absolute_url(), f"/sources/{source.number}/"):
        assert client.get(address).status_code == 404


def test_the_number_leads_to_the_readable_address(client: Client) -> None:
    source = SourceFactory()
    published_quote(source=source)
    response = client.get(f"/sources/{source.number}/")
    assert (response.status_code, response["Location"]) == (302, source.get_absolute_url())


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    source = SourceFactory(slug="old-name")
    published_quote(source=source)
    source.slug = "new-name"
    source.save()
    assert client.get("/sources/old-name/")["Location"] == "/sources/new-name/"


@pytest.mark.parametrize("number", [5, 40])
@pytest.mark.parametrize("access", [Source.Access.FULL, Source.Access.WINDOW])
def test_a_page_costs_eight_queries_whatever_the_number_of_quotes(
    client: Client, number: int, access: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    book = SourceFactory(text_access=access, container=SourceFactory())
    contribute(book, PersonFactory())
    for n in range(number):
        text = f"Statement number {n} stands here."
        published_principle(published_quote(text, passage=stored(book, text)))
    recompute()
    with django_assert_max_num_queries(8):
        page = page_of(client, book)
    assert page.count('<li class="row hung">') == number
