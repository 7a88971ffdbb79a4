"""The first page."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Status
from principles.provenance.verification import recompute
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db


def test_an_empty_base_says_what_to_do_first(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "What to do first" in page
    assert "/admin/principles/source/add/" in page


def test_drafts_leave_the_base_empty(client: Client) -> None:
    PrincipleFactory(name="Secret plan")
    QuoteFactory(text="Nobody may read this yet.")
    page = client.get("/").content.decode()
    assert "What to do first" in page
    assert "Secret plan" not in page
    assert "Nobody may read" not in page


def test_it_counts_and_lists_what_is_published(client: Client) -> None:
    quote = published_quote(speakers=[PersonFactory(name="Grace Hopper")], tags=["ships"])
    published_principle(quote, name="Sail out")
    PrincipleFactory(name="Secret plan")
    page = client.get("/").content.decode()
    assert "One principle of leadership" in page
    assert "Search 1 principle, 1 quote and 1 source" in page
    assert "1 quote, by Hopper" in page
    assert 'href="/search/?q=ships"' in page
    assert "Secret plan" not in page


def test_quotes_without_a_principle_are_worth_a_page(client: Client) -> None:
    quote = published_quote("A ship in port is safe.")
    page = client.get("/").content.decode()
    assert "Exact words on leadership" in page
    assert f'<a href="{quote.get_absolute_url()}"\n        >{quote.code}, ' in page


def test_a_verbatim_quote_is_featured(client: Client) -> None:
    passage = stored(SourceFactory(), "A ship in port is safe. But that is not what ships are for.")
    published_quote("A ship in port is safe.", passage=passage)
    published_quote("Nothing is stored of this.")
    recompute()
    page = client.get("/").content.decode()
    featured = page.split('id="h-featured"')[1].split("</section>")[0]
    assert "A ship in port is safe." in featured


def test_a_quote_that_does_not_stand_alone_is_not_featured(client: Client) -> None:
    published_quote(
        "A common example is this.",
        passage=stored(SourceFactory(), "A common example is this."),
        stands_alone=False,
    )
    recompute()
    assert "h-featured" not in client.get("/").content.decode()


def whats_new(client: Client) -> str:
    """Return the words of the list of what is new."""
    days = (
        client.get("/").content.decode().split('class="log rows" role="list">')[1].split("</ol>")[0]
    )
    return " ".join(re.sub("<[^>]+>", "", days).split())


def test_what_is_new_is_told_by_the_day_without_counts(client: Client) -> None:
    for n in range(5):
        published_principle(published_quote(f"Ship {n}."), name=f"Rule {n}")
    told = whats_new(client)
    assert "New principles Rule 4" in told
    assert "Rule 1" not in told
    assert "Ship 4." in told
    assert "Ship 1." not in told
    assert told.count("All principles") == 1
    assert told.count("All quotes") == 1


def test_what_is_new_leads_to_no_more_where_all_is_named(client: Client) -> None:
    published_principle(published_quote("A ship sails."), name="Sail out")
    assert "Sail out" in (told := whats_new(client))
    assert "All " not in told


def test_what_is_new_says_what_it_is_there_for(client: Client) -> None:
    principle = published_principle(published_quote("A ship sails."), name="Sail out", maxim="Go.")
    principle.supports.update(note="It names the aim.")
    told = whats_new(client)
    assert "Sail out: Go." in told
    assert "“A ship sails.”, in support of Sail out: It names the aim." in told


def test_what_is_new_says_why_a_quote_is_doubted(client: Client) -> None:
    published_quote("A ship sails.", standing="disputed", standing_evidence="Not in her papers.")
    assert "“A ship sails.”, disputed (Not in her papers.)" in whats_new(client)


def test_a_new_quote_that_supports_nothing_comes_with_its_own_note(client: Client) -> None:
    published_quote("A ship sails.", note="Said of a model.")
    assert "“A ship sails.”: Said of a model." in whats_new(client)


def test_a_note_on_the_words_is_no_reason_for_what_they_support(client: Client) -> None:
    published_principle(published_quote("A ship sails.", note="Said of a model."), name="Sail out")
    assert "in support of Sail out. Said of a model." in whats_new(client)


def test_what_is_new_leaves_out_what_does_not_stand_alone(client: Client) -> None:
    published_quote("A common example is this.", stands_alone=False)
    assert "What’s new" not in client.get("/").content.decode()


def test_what_is_new_names_drafts_nowhere(client: Client) -> None:
    published_principle(name="Sail out")
    withdrawn = published_principle(name="Stay in")
    withdrawn.status = Status.WITHDRAWN
    withdrawn.save()
    page = client.get("/").content.decode()
    assert "Sail out" in page
    assert "Stay in" not in page


@pytest.mark.parametrize("number", [1, 20])
def test_queries_do_not_grow_with_the_base(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        quote = published_quote(speakers=[PersonFactory()], tags=[f"tag {n}"])
        published_principle(quote)
    with django_assert_max_num_queries(10):
        client.get("/")


@pytest.mark.parametrize("address", ["/", "/principles/", "/about/"])
def test_reading_changes_nothing(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
