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


def test_what_is_new_is_told_by_the_day(client: Client) -> None:
    for n in range(5):
        published_principle(name=f"Rule {n}")
    days = client.get("/").content.decode().split('class="log')[1].split("</ol>")[0]
    assert days.count("<time") == 1
    assert "Rule 4" in days
    assert "Rule 1" not in days
    assert "5 new principles" in days
    assert "5 new quotes" in days
    assert days.count("and 2 more") == 2


def test_what_is_new_says_what_it_is_there_for(client: Client) -> None:
    principle = published_principle(published_quote("A ship sails."), name="Sail out", maxim="Go.")
    principle.supports.update(note="It names the aim.")
    days = client.get("/").content.decode().split('class="log')[1].split("</ol>")[0]
    told = " ".join(re.sub("<[^>]+>", "", days).split())
    assert "Sail out: Go." in told
    assert "“A ship sails.”, for Sail out: It names the aim." in told


def test_what_is_new_counts_and_does_not_show_what_does_not_stand_alone(client: Client) -> None:
    published_quote("A common example is this.", stands_alone=False)
    days = client.get("/").content.decode().split('class="log')[1].split("</ol>")[0]
    assert "1 new quote" in days
    assert "A common example" not in days


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
    with django_assert_max_num_queries(12):
        client.get("/")


@pytest.mark.parametrize("address", ["/", "/principles/", "/about/"])
def test_reading_changes_nothing(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
