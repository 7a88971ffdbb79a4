"""The register of people and the page of one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Person
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    contribute,
    published_principle,
    published_quote,
    speak,
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
