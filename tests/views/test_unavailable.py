"""A request that the database cannot answer gets a page, and what was posted is on it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from psycopg import errors

from principles import outages
from principles.models import Attempt, Quote, Report, turns
from principles.models.locks import Lock
from tests.dumps import connect
from tests.factories import published_quote

HOSTILE = '"><script>alert(1)</script>'


class Form(HTMLParser):
    """The fields of the form on a page, hidden or not, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.action = found["action"] or ""
        if tag == "input":
            self.fields.append((found["name"] or "", found.get("value") or ""))


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a client of a site whose database refuses every connection."""

    def refuse(*_: object, **__: object) -> None:
        raise OperationalError("connection refused") from errors.ConnectionFailure()

    monkeypatch.setattr(outages, "_said", {})
    monkeypatch.setattr(connection, "cursor", refuse)
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/quotes/7/", "/search/?q=x", "/admin/"])
def test_a_page_says_when_to_come_again(away: Client, address: str) -> None:
    away.cookies["sessionid"] = "x" * 32
    response = away.get(address)
    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "The database does not answer." in page
    assert f'href="{address}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/search.json?q=x", "/suggest/?q=ships", "/api/verify?text=a+b"]
)
def test_json_is_answered_in_json(away: Client, address: str) -> None:
    response = away.get(address)
    assert (response.status_code, response["Content-Type"]) == (503, "application/json")
    assert response.json()["error"].startswith("The database does not answer.")
    assert response["Retry-After"] == "30"


@pytest.mark.django_db
def test_a_form_is_on_the_page_as_it_was_posted(away: Client) -> None:
    typed = {"message": f"Two\r\nlines, {HOSTILE}", "about": "words", "empty": ""}
    response = away.post("/report/7/?from=here", typed)
    page = response.content.decode()
    assert response.status_code == 503
    assert "<script>alert" not in page
    form = Form(page)
    assert form.action == "/report/7/?from=here"
    assert dict(form.fields) == typed


@pytest.mark.django_db
def test_on_paper_stands_all_that_was_typed_and_nothing_of_the_page(away: Client) -> None:
    typed = {"text": "Ships sail.", "citations-0-locator": "p. 3", "citations-1-note": "7"}
    of_the_page = {
        "seen": "Ikkg:1a",
        "opened": "2026-11-30 12:00",
        "citations-0-id": "17",
        "citations-0-source": "2",
        "citations-0-quote": "44",
        "citations-TOTAL_FORMS": "3",
        "initial-published_at": "2026-11-29",
        "_save": "Save",
        "next": "/admin/",
    }
    page = away.post("/report/7/", {**typed, **of_the_page}).content.decode()
    shown = page.partition('<details class="resend" open>')[2]
    assert re.findall("<dd>(.*?)</dd>", shown) == list(typed.values())
    assert re.search(r"css/site[^\"]*\.css\">", page)  # which has the rules for paper


@pytest.mark.django_db
def test_the_page_says_when_it_was_tried(away: Client) -> None:
    page = away.post("/report/7/", {"message": "x"}).content.decode()
    said = re.search(r"Last tried at (\d\d:\d\d):\d\d UTC", page)
    assert said
    now = datetime.now(UTC)
    assert said[1] in {f"{now:%H:%M}", f"{now - timedelta(minutes=1):%H:%M}"}


@pytest.mark.django_db
def test_a_field_with_several_values_keeps_them_all(away: Client) -> None:
    response = away.post("/report/7/", {"chosen": ["1", "2"]})
    assert Form(response.content.decode()).fields == [("chosen", "1"), ("chosen", "2")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["password", "password1", "old_password", "New_Password2"])
def test_a_password_is_asked_for_anew(away: Client, name: str) -> None:
    page = away.post("/report/7/", {name: "correct horse", "message": "x"}).content.decode()
    assert "correct horse" not in page
    assert f'name="{name}" type="password"' in page


@pytest.mark.django_db
def test_a_file_is_refused_before_the_database_is_asked(away: Client) -> None:
    file = SimpleUploadedFile("a.txt", b"inside of the file")
    response = away.post("/report/7/", {"file": file, "message": "typed"})
    assert response.status_code == 400
    assert b"inside of the file" not in response.content


@pytest.mark.django_db
def test_the_form_of_another_site_is_not_offered_again(away: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    page = away.post("/report/7/", {"message": "forged"}, headers=headers).content.decode()
    assert "forged" not in page
    assert "<form" not in page


@pytest.mark.django_db
def test_an_address_of_two_slashes_leads_to_no_other_site(away: Client) -> None:
    away.cookies["sessionid"] = "x" * 32
    response = away.get("//elsewhere.example/")
    assert 'href="//' not in response.content.decode()


# --- The database answers, and cannot write ------------------------------------------------------


@pytest.fixture
def read_only(transactional_db: None) -> Iterator[None]:
    """Let this connection read only, until told otherwise."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")


def stop_writing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")


def report(quote: Quote) -> Any:
    typed = {"about": "words", "message": "Typed with care.", "reply_to": "ann@example.org"}
    return Client(raise_request_exception=False).post(f"/report/{quote.number}/", typed)


def assert_given_back(response: Any, sentence: str) -> None:
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert sentence in page
    assert "Typed with care.</textarea>" in page
    assert 'value="ann@example.org"' in page


def test_a_report_to_a_read_only_database_comes_back_as_typed(read_only: None) -> None:
    quote = published_quote("Ships sail at dawn.")
    stop_writing()
    assert_given_back(report(quote), "The database takes no changes at present.")


@pytest.mark.django_db(transaction=True)
def test_a_report_that_waits_too_long_comes_back_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 100)
    quote = published_quote("Ships sail at dawn.")
    with connect(connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.LIMIT])
        response = report(quote)
    assert_given_back(response, "The database took too long to answer")
    assert not Report.objects.exists()
    assert not Attempt.objects.exists()
