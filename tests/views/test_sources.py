"""The index of sources and the page of one, with its stored text."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Source
from principles.provenance.verification import recompute
from principles.templatetags.locators import not_shown
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


def test_sources_of_one_title_stand_in_the_order_of_their_years(client: Client) -> None:
    for year in (2016, 1997, 2011):
        published_quote(source=SourceFactory(title="A letter", year=year))
    page = client.get("/sources/").content.decode()
    assert re.findall(r"</cite>, (\d{4})", page) == ["1997", "2011", "2016"]


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
    link = f'<mark id="q{quote.number}"><a href="{quote.get_absolute_url()}"><span class="mref">'
    assert f"They wait. {link}" in page
    assert f'Ships sail.<span class="back">Back to {quote.code}</span></a></mark> So do' in page
    assert f'href="/sources/a-letter/#q{quote.number}"' in page
    assert "Sail out" in page.split('class="jumps')[1]


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
    assert "In the order of the text" in page_of(client, letter)


def test_a_quote_that_stands_at_two_places_is_counted_once(client: Client) -> None:
    letter = SourceFactory()
    quote = published_quote("Ships sail.", passage=stored(letter, "Ships sail."))
    cite(quote, letter, passage=stored(letter, "Ships sail."))
    recompute()
    page = page_of(client, letter)
    assert page.count(f"</span>{quote.code}</a>") == 2
    assert "1 quote from it" in page


def test_what_all_quotes_share_is_said_once_in_words(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "Ships sail. They return.")
    for words in ("Ships sail.", "They return."):
        published_quote(words, passage=passage)
    recompute()
    listed = page_of(client, letter).split('<details class="fold">')[1]
    told = " ".join(re.sub("<[^>]+>", "", listed.split("</summary>")[0]).split())
    assert told.endswith("In the order of the text; all Verbatim")
    assert "Verbatim" not in listed.split("</summary>")[1].split("</details>")[0]


@pytest.mark.parametrize(
    ("access", "offered"),
    [("full", "Read the letter"), ("window", "Read what is shown of the letter")],
)
def test_no_more_is_offered_to_read_than_is_shown(
    client: Client, access: str, offered: str
) -> None:
    letter = SourceFactory(kind="letter", text_access=access)
    published_quote("Ships sail.", passage=stored(letter, "They wait.\n\nShips sail."))
    recompute()
    way = page_of(client, letter).split('class="wayin">')[1].split("</a>")[0]
    assert " ".join(re.sub("<[^>]+>", "", way).split()) == offered


def test_a_doubt_stands_beside_the_verdict_with_a_comma(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "Ships sail. They return.")
    published_quote("Ships sail.", passage=passage)
    published_quote("They return!", passage=passage, standing="disputed", standing_evidence="No.")
    recompute()
    jumps = page_of(client, letter).split('class="jumps')[1].split("</ol>")[0]
    assert re.search(r"<span>\w+, disputed</span>", jumps)


def test_of_a_source_without_text_no_order_is_claimed(client: Client) -> None:
    letter = SourceFactory()
    published_quote("Not in it.", source=letter)
    page = page_of(client, letter)
    assert "1 quote from it</h2>" in page
    assert "<details" not in page.split('id="quoted"')[1]
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
    assert "</span>This is passage 50." not in first.split('id="text"')[1]
    assert f'href="/sources/long-book/?page=2#q{quote.number}"' in first
    assert ">This is passage 50.<span" in page_of(client, book, "?page=2")


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


def test_the_summary_opens_the_page_and_the_note_stands_beside_the_text(client: Client) -> None:
    letter = SourceFactory(summary="A letter on ships.", note="Its beginning.", kind="letter")
    published_quote("Ships sail.", passage=stored(letter, "Ships sail."))
    page = page_of(client, letter)
    assert '<p class="summary">A letter on ships.</p>' in page
    assert "Its beginning." in page.split('id="text"')[1].split("<aside")[1]


def test_without_shown_text_the_note_stands_under_the_summary(client: Client) -> None:
    book = SourceFactory(summary="A book.", note="Not stored.")
    published_quote(source=book)
    assert '<p class="stored">Not stored.</p>' in page_of(client, book).split("</header>")[1]


def test_paragraphs_are_numbered_through_under_addresses_of_their_passage(client: Client) -> None:
    letter = SourceFactory(kind="letter")
    stored(letter, "To our shareholders:\n\nShips sail.", label="opening")
    last = stored(letter, "They return.", label="section")
    published_quote("They return.", passage=last)
    page = page_of(client, letter)
    link = '<a class="num para-num" href="#{}"><span class="vh">Paragraph </span>{}</a'
    assert link.format("p1-2", 1) in page
    assert link.format("p2-1", 2) in page
    assert 'href="#p1-1"' not in page
    assert "opening" not in page


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 0, "The salutation is stored, not shown"),
        (0, 1, "Paragraph 1 is stored, not shown"),
        (0, 2, "Paragraphs 1 to 2 are stored, not shown"),
        (3, 3, "Paragraph 3 is stored, not shown"),
    ],
)
def test_a_gap_is_told_as_readers_count(first: int, last: int, said: str) -> None:
    assert not_shown(first, last) == said


def test_a_quote_that_does_not_stand_alone_is_listed_quietly(client: Client) -> None:
    letter = SourceFactory()
    passage = stored(letter, "This is so. Ships sail.")
    published_quote("This is so.", passage=passage, stands_alone=False)
    published_quote("Ships sail.", passage=passage)
    recompute()
    page = page_of(client, letter)
    assert page.count('class="mref quiet"') == page.count('class="text quiet"') == 1
    assert page.count('class="mref"') == 1


def test_read_on_leads_to_the_words_of_the_quote_themselves(client: Client) -> None:
    letter = SourceFactory(title="A letter")
    first, second = stored(letter, "They wait."), stored(letter, "Ships sail.")
    quote = published_quote("Ships sail.", passage=second)
    cite(quote, letter, passage=first)
    recompute()
    read_on = f"/sources/a-letter/#q{quote.number}-2"
    assert f'href="{read_on}"' in client.get(quote.get_absolute_url()).content.decode()
    assert f'id="q{quote.number}-2"' in page_of(client, letter)
