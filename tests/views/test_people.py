"""The register of people and the page of one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Person, Source
from principles.provenance.verification import recompute
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    stored,
)

pytestmark = pytest.mark.django_db


def test_people_stand_under_their_letter_with_a_count(client: Client) -> None:
    published_quote(speakers=[PersonFactory(name="Grace Hopper")])
    PersonFactory(name="Nobody Known")
    page = client.get("/people/").content.decode()
    assert "Hopper, Grace" in page.split('id="l-h"')[1]
    assert "1 quote" in page
    assert "<span>A</span>" in page
    assert "Known, Nobody" not in page


def test_quotes_without_a_speaker_are_named(client: Client) -> None:
    published_quote(speakers=[PersonFactory()])
    anonymous = published_quote()
    page = client.get("/people/").content.decode()
    assert "One quote has no known speaker" in page
    assert anonymous.get_absolute_url() in page


def test_an_empty_register_says_what_to_do_first(client: Client) -> None:
    assert "No people yet" in client.get("/people/").content.decode()


def test_a_person_shows_quotes_works_and_principles(client: Client) -> None:
    hopper = PersonFactory(name="Grace Hopper", note="Rear admiral.")
    letter = SourceFactory(title="A letter")
    contribute(letter, hopper)
    quote = published_quote("Ships sail.", source=letter, speakers=[hopper])
    published_principle(quote, name="Sail out")
    page = client.get("/people/grace-hopper/").content.decode()
    assert "Rear admiral." in page
    assert "“Ships sail.”" in page
    assert "/sources/a-letter/" in page
    assert "Sail out" in page


def test_somebody_only_a_draft_names_is_not_found(client: Client) -> None:
    person = PersonFactory()
    speak(QuoteFactory(), person)
    assert client.get(person.get_absolute_url()).status_code == 404


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    person = PersonFactory(slug="old-name")
    published_quote(speakers=[person])
    person.slug = "new-name"
    person.save()
    assert client.get("/people/old-name/")["Location"] == "/people/new-name/"


def test_many_quotes_come_in_pages(client: Client) -> None:
    person = PersonFactory()
    source = SourceFactory()
    quotes = [published_quote(source=source, speakers=[person]) for _ in range(51)]
    first = client.get(person.get_absolute_url()).content.decode()
    second = client.get(f"{person.get_absolute_url()}?page=2").content.decode()
    assert first.count("<blockquote") == 50
    assert second.count("<blockquote") == 1
    assert quotes[50].text in second
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


@pytest.mark.parametrize(("query", "status"), [("?page=2", 404), ("?page=-1", 400)])
def test_a_page_that_is_not_there(client: Client, query: str, status: int) -> None:
    person = PersonFactory()
    published_quote(speakers=[person])
    assert client.get(person.get_absolute_url() + query).status_code == status


@pytest.mark.parametrize("number", [5, 20])
def test_queries_do_not_grow_with_the_quotes(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person: Person = PersonFactory()
    for _ in range(number):
        published_quote(speakers=[person, PersonFactory()], tags=["one"])
    with django_assert_max_num_queries(8):
        client.get(person.get_absolute_url())


def test_quotes_stand_under_their_source_in_the_order_of_its_text(client: Client) -> None:
    person = PersonFactory(name="Grace Hopper")
    late = SourceFactory(title="A talk", year=1990, kind="talk")
    early = SourceFactory(title="A letter", year=1980, kind="letter")
    first, second = stored(early, "One.\n\nTwo.", label="opening"), stored(early, "Three.")
    for text, passage in (("Three.", second), ("Two.", first), ("One.", first)):
        published_quote(text, passage=passage, speakers=[person])
    published_quote("Four.", passage=stored(late, "Four.", heading="Ports"), speakers=[person])
    recompute()
    page = client.get("/people/grace-hopper/").content.decode()
    places = [page.index(f"“{word}.”") for word in ("One", "Two", "Three", "Four")]
    assert places == sorted(places)
    assert f'<a href="#s{early.pk}"><cite>A letter</cite>, 1980</a>' in page
    assert "<p>¶ 2</p>" in page
    assert ">Ports</h3>" in page
    assert "attribution" not in page


def test_of_words_found_elsewhere_the_source_does_not_claim_the_verdict(client: Client) -> None:
    person = PersonFactory()
    letter, deck = SourceFactory(title="A letter"), SourceFactory(title="A deck")
    quote = published_quote("Ships sail.", source=letter, speakers=[person])
    cite(quote, deck, passage=stored(deck, "Ships sail."), role=Citation.Role.QUOTED_IN)
    recompute()
    page = client.get(person.get_absolute_url()).content.decode()
    group = page.split(f'<section class="section" id="s{letter.pk}"')[1]
    head, _, rest = group.partition("<blockquote")
    assert "Verbatim" not in head
    assert "Found as quoted in" in rest
    assert "Verbatim" in rest.split("</section>")[0]
    assert f'id="s{deck.pk}"' not in page
    assert "Not in the stored text" in head


def test_each_principle_names_the_quotes_that_it_rests_on(client: Client) -> None:
    person = PersonFactory()
    quote, other = published_quote(speakers=[person]), published_quote(speakers=[person])
    published_principle(quote, name="Sail out")
    page = client.get(person.get_absolute_url()).content.decode().split('id="supports"')[1]
    assert f'<a href="#q{quote.pk}">{quote.code}</a>' in page
    assert other.code not in page


def test_principles_that_rest_on_quotes_of_another_page_name_them(client: Client) -> None:
    person, source = PersonFactory(), SourceFactory()
    quotes = [published_quote(source=source, speakers=[person]) for _ in range(51)]
    published_principle(quotes[0], quotes[50], name="Sail out")
    page = client.get(person.get_absolute_url()).content.decode().split('id="supports"')[1]
    assert f'<a href="#q{quotes[0].pk}">' in page
    assert f'<a href="{quotes[50].get_absolute_url()}">{quotes[50].code}</a>' in page


@pytest.mark.parametrize("access", [Source.Access.WINDOW, Source.Access.HIDDEN])
def test_a_heading_that_may_not_be_shown_heads_no_quotes(client: Client, access: str) -> None:
    person = PersonFactory()
    passage = stored(SourceFactory(text_access=access), "Ships sail.", heading="Ports")
    published_quote("Ships sail.", passage=passage, speakers=[person])
    recompute()
    assert "Ports" not in client.get(person.get_absolute_url()).content.decode()


def test_whoever_shares_a_quote_is_named_beside_it(client: Client) -> None:
    people: list[Person] = [PersonFactory(name="Ann Other"), PersonFactory(name="Ben Else")]
    published_quote(speakers=people)
    page = client.get(people[0].get_absolute_url()).content.decode()
    assert ">Ann Other</a> and" in page
