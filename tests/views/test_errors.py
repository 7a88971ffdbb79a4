"""What is not there, no longer there, or cannot be read."""

import json

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from principles.views.errors import Gone, page_not_found
from tests.factories import published_principle, published_quote

pytestmark = pytest.mark.django_db


def test_a_mistyped_address_is_offered_the_nearest_entry(client: Client) -> None:
    published_principle(name="Resist proxies")
    published_principle(name="Start simple")
    response = client.get("/principles/resist-proxys/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "/principles/resist-proxies/" in page
    assert "/principles/start-simple/" not in page


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/principles/zzzzzzzz/", "/quotes/999999/x/", "/%ff/"]
)
def test_an_address_near_nothing_is_offered_the_search(client: Client, address: str) -> None:
    published_principle(name="Resist proxies")
    response = client.get(address)
    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()
    assert "nearest entry" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status"), [("/search.json?q=%00", 400), ("/nowhere.json", 404)]
)
def test_whoever_asks_for_json_is_told_in_json(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert response.json()["error"].endswith(".")


def test_what_is_gone_is_said_in_json_too() -> None:
    request = RequestFactory().get("/quotes/7.json")
    quote = published_quote()
    response = page_not_found(request, Gone(quote))
    assert response.status_code == 410
    assert response["Cache-Control"] == "no-cache"  # or it stays gone for whoever has seen that
    assert json.loads(response.content) == {"error": f"Quote {quote.number} has been withdrawn."}


@pytest.mark.parametrize("address", ["/people/?page=x", "/tags/ships/?page=1.5"])
def test_a_malformed_page_number_is_a_bad_request(client: Client, address: str) -> None:
    published_quote(tags=["ships"])
    response = client.get(address)
    assert response.status_code == (200 if address.startswith("/people/?") else 400)


def test_a_bad_request_is_answered_in_words(client: Client) -> None:
    published_quote(tags=["ships"])
    response = client.get("/tags/ships/?page=x")
    assert response.status_code == 400
    assert "The site did not understand this request" in response.content.decode()


def test_the_page_for_a_fault_needs_nothing_that_may_have_failed(
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html"])
def test_refusals_say_what_to_do(name: str) -> None:
    request = RequestFactory().get("/admin/")
    page = engines["django"].get_template(name).render({}, request)
    assert 'id="t"' in page
    assert "editors" in page or "form was not accepted" in page
