"""The suggestions as a search field and programs get them."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from principles.search import suggestions
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    published_principle,
    published_quote,
    tag,
)

pytestmark = pytest.mark.django_db

EMPTY: dict[str, Any] = {
    "completions": [],
    "quotes": [],
    "principles": [],
    "people": [],
    "sources": [],
    "tags": [],
}


def ask(client: Client, typed: str) -> dict[str, Any]:
    answer = client.get("/suggest/", {"q": typed})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_every_kind_is_answered_in_its_shape(client: Client) -> None:
    source = SourceFactory(title="Obstacles", year=1997)
    quote = published_quote(
        "Customer obsession.",
        source=source,
        speakers=[PersonFactory(name="Ann Obst")],
        tags=["many obstacles"],
    )
    principle = published_principle(quote, name="Obsess over customers", aliases=["obstinacy"])
    refresh()
    base = settings.SITE_URL
    found = ask(client, "Customer obsessi")
    assert found["query"] == "Customer obsessi"
    assert found["completions"][0] == {
        "text": "Customer obsession",
        "url": f"{base}/search/?q=Customer+obsession",
    }
    assert ask(client, "obst")["principles"] == [
        {
            "number": principle.pk,
            "name": "Obsess over customers",
            "url": f"{base}/principles/obsess-over-customers/",
            "alias": "obstinacy",
        }
    ]
    assert ask(client, "obse")["principles"][0]["alias"] is None
    assert ask(client, "obst")["people"] == [
        {"name": "Ann Obst", "url": f"{base}/people/ann-obst/"}
    ]
    assert ask(client, "obst")["sources"] == [
        {
            "number": source.pk,
            "title": "Obstacles",
            "called": "Obstacles",
            "year": 1997,
            "url": f"{base}/sources/{source.slug}/",
        }
    ]
    assert ask(client, "customer obs")["quotes"] == [
        {
            "number": quote.pk,
            "text": "Customer obsession.",
            "url": f"{base}/quotes/{quote.pk}/customer-obsession/",
        }
    ]
    assert ask(client, "obst")["tags"] == [
        {"name": "many obstacles", "url": f"{base}/tags/many-obstacles/"}
    ]


def test_a_source_whose_title_is_generic_is_named_with_its_publisher(client: Client) -> None:
    letter = SourceFactory(title="Letter to shareholders", publisher="Acme", year=2016)
    published_quote(source=letter)
    (found,) = ask(client, "letter")["sources"]
    assert found["title"] == "Letter to shareholders"
    assert found["called"] == "Letter to Acme’s shareholders"


def test_the_answer_sets_no_cookie(client: Client) -> None:
    answer = client.get("/suggest/", {"q": "obs"})
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    assert not answer.has_header("Vary") or "Cookie" not in answer["Vary"]


def test_drafts_never_show(client: Client) -> None:
    PrincipleFactory(name="Secret principle", aliases=["secrecy"])
    tag(QuoteFactory(text="Secretive words."), "secret tag")
    PersonFactory(name="Secret Person")
    SourceFactory(title="Secret source")
    refresh()
    assert ask(client, "secre") == {"query": "secre", **EMPTY}


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q", "?other=1", "?q=%F0%9F%99%82"])
def test_nothing_to_look_for_has_an_empty_answer(client: Client, query: str) -> None:
    answer = client.get(f"/suggest/{query}")
    assert answer.status_code == 200
    assert {key: value for key, value in answer.json().items() if key != "query"} == EMPTY


@pytest.mark.parametrize(
    "typed", ["x" * 100_000, "x " * 50_000, "' & ! | :* ( <->", "\u202eabc", "\ufeff", "a\tb\r\nc"]
)
def test_odd_input_is_answered(client: Client, typed: str) -> None:
    ask(client, typed)


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%ED%A0%80", "q=%FF%FE", "q=%"])
def test_what_is_no_text_is_no_error_of_the_site(client: Client, query: str) -> None:
    assert client.get(f"/suggest/?{query}").status_code in {200, 400}


@tried(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_input_is_an_error(client: Client, typed: str) -> None:
    assert client.get(f"/suggest/?{urlencode({'q': typed})}").status_code in {200, 400}


def test_four_queries_are_made(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_principle(name="Customer obsession")
    refresh()
    with django_assert_num_queries(7):  # of which four limit the time
        ask(client, "customer obs")


def test_what_takes_too_long_has_an_empty_answer_that_is_not_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "MOST_MILLISECONDS", 20)
    monkeypatch.setattr(suggestions, "_COMPLETIONS", "SELECT pg_sleep(5)::text")
    answer = client.get("/suggest/", {"q": "obs"})
    assert answer.status_code == 200
    assert answer.json() == {"query": "obs", **EMPTY}
    assert answer["Cache-Control"] == "no-store"


def test_nothing_is_written_by_asking(client: Client) -> None:
    assert client.post("/suggest/", {"q": "obs"}).status_code == 405
