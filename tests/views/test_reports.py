"""Readers' reports: taken without account or cookie, kept with what was seen, and not too many."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from principles.forms import ReportForm
from principles.models import Attempt, Quote, Report, Status
from tests.factories import QuoteFactory, published_quote

pytestmark = pytest.mark.django_db

WORDS = "Ships sail at dawn."
LONG_ADDRESS = f"ann@{'.'.join(['a' * 60] * 4)}.example"


@pytest.fixture
def quote() -> Quote:
    return published_quote(WORDS)


def send(quote: Quote, headers: dict[str, str] | None = None, **fields: str) -> Any:
    """Post a report as a browser does, with other fields and headers where given."""
    typed = {
        "about": "words",
        "message": "It says dusk, on page 3.",
        "reply_to": "",
        "homepage": "",
        "seen": ReportForm(quote)["seen"].value(),
        **fields,
    }
    address = fields.pop("address", "192.0.2.1")
    client = Client(enforce_csrf_checks=True)
    url = f"/report/{quote.number}/"
    return client.post(url, typed, REMOTE_ADDR=address, headers=headers or {})


def test_the_page_of_a_quote_offers_the_form_and_sets_no_cookie(quote: Quote) -> None:
    response = Client().get(quote.get_absolute_url())
    page = response.content.decode()
    assert "<summary>Report an error</summary>" in page
    assert f'action="/report/{quote.number}/" method="post"' in page
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies


def test_a_report_is_kept_and_thanked_for(quote: Quote) -> None:
    response = send(quote, reply_to="ann@example.org")
    assert (response.status_code, response["Location"]) == (303, f"/report/{quote.number}/sent/")
    report = Report.objects.get()
    assert (report.quote, report.about, report.state) == (quote, "words", Report.State.OPEN)
    assert report.message == "It says dusk, on page 3."
    assert report.reply_to == "ann@example.org"
    assert not response.cookies
    thanks = Client().get(response["Location"])
    assert "Thank you for your report" in thanks.content.decode()
    assert not thanks.cookies


def test_the_words_are_kept_as_the_reader_saw_them(quote: Quote) -> None:
    seen = ReportForm(quote)["seen"].value()
    Quote.objects.update(text="Ships sail at dusk.")
    quote.refresh_from_db()
    send(quote, seen=seen)
    assert Report.objects.get().words == WORDS


@pytest.mark.parametrize("forged", ["", "Nothing of ours", "IkV2aWwi:Zm9yZ2Vk"])
def test_words_that_the_site_did_not_show_are_not_kept(quote: Quote, forged: str) -> None:
    assert send(quote, seen=forged).status_code == 303
    assert Report.objects.get().words == WORDS


def test_words_of_another_quote_are_not_taken_for_those_of_this_one(quote: Quote) -> None:
    other = published_quote("Cabbages and kings.")
    send(quote, seen=ReportForm(other)["seen"].value())
    assert Report.objects.get().words == WORDS


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"message": " \n "}, "Say what is wrong."),
        ({"message": "x" * 2001}, "at most 2,000 characters"),
        ({"reply_to": "not an address"}, "looks like name@example.org"),
        ({"reply_to": LONG_ADDRESS}, "at most 254 characters"),
        ({"about": "the weather"}, "Choose one of the five"),
    ],
)
def test_an_error_keeps_all_that_was_typed(
    quote: Quote, fields: dict[str, str], sentence: str
) -> None:
    typed = {"message": "Typed with care.", "reply_to": "ann@example.org", **fields}
    response = send(quote, None, **typed)
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert typed["message"] in page
    assert typed["reply_to"] in page
    assert ReportForm(quote)["seen"].value() in page
    assert not Report.objects.exists()
    assert not Attempt.objects.exists()


def test_lines_count_as_the_browser_counts_them(quote: Quote) -> None:
    assert send(quote, message="x\r\n" * 999 + "xy").status_code == 303
    assert len(Report.objects.get().message) == 2000


def test_what_a_machine_fills_in_is_thanked_for_and_dropped(quote: Quote) -> None:
    assert send(quote, homepage="https://spam.example").status_code == 303
    assert not Report.objects.exists()


def test_the_sixth_report_in_an_hour_is_told_when_to_try_again(quote: Quote) -> None:
    for _ in range(5):
        assert send(quote).status_code == 303
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=50))
    response = send(quote, message="The sixth one.")
    page = response.content.decode()
    assert response.status_code == 429
    assert 590 < int(response["Retry-After"]) <= 600
    assert "the next one in 10 minutes" in page
    assert "The sixth one." in page
    assert Report.objects.count() == 5
    assert send(quote, address="192.0.2.2").status_code == 303


def test_after_an_hour_an_address_may_report_again(quote: Quote) -> None:
    for _ in range(5):
        send(quote)
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert send(quote).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_only_this_sites_own_pages_may_send_it(
    quote: Quote, headers: dict[str, str], status: int
) -> None:
    response = send(quote, headers=headers)
    assert response.status_code == status
    assert Report.objects.count() == (status == 303)
    if status == 403:
        assert "It says dusk, on page 3." in response.content.decode()


def test_a_client_cannot_choose_its_address(quote: Quote) -> None:
    for number in range(5):
        send(quote, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert send(quote, headers={"X-Forwarded-For": "198.51.100.9"}).status_code == 429


def test_behind_trusted_proxies_the_address_is_what_the_outermost_saw(
    quote: Quote, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 2
    for number in range(5):
        invented = f"203.0.113.{number}, 198.51.100.1, 10.0.0.1"
        assert send(quote, headers={"X-Forwarded-For": invented}).status_code == 303
    assert send(quote, headers={"X-Forwarded-For": "198.51.100.1, 10.0.0.1"}).status_code == 429
    assert send(quote, headers={"X-Forwarded-For": "198.51.100.2, 10.0.0.1"}).status_code == 303
    assert send(quote, headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 303


def test_drafts_and_what_was_withdrawn_take_no_report(quote: Quote) -> None:
    draft = QuoteFactory(text="Nobody may read this yet.")
    Quote.objects.filter(pk=quote.pk).update(status=Status.WITHDRAWN)
    for entry, status in ((draft, 404), (quote, 410)):
        assert send(entry).status_code == status
        for page in ("", "sent/"):
            response = Client().get(f"/report/{entry.number}/{page}")
            assert response.status_code == status
            assert entry.text not in response.content.decode()
    assert not Report.objects.exists()
    assert not Attempt.objects.exists()


def test_the_form_has_a_page_of_its_own(quote: Quote) -> None:
    response = Client().get(f"/report/{quote.number}/")
    assert response.status_code == 200
    assert f"Report an error in {quote.code}" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(quote: Quote, method: str) -> None:
    assert getattr(Client(), method)(f"/report/{quote.number}/").status_code == 405


@pytest.mark.parametrize("message", ["half \ud800 a pair", "nul \0"])
def test_what_is_no_text_is_refused(quote: Quote, message: str) -> None:
    broken = message.encode("utf-8", "surrogatepass")
    client = Client()
    body = b"about=words&message=" + broken.replace(b" ", b"+").replace(b"\0", b"%00")
    kind = "application/x-www-form-urlencoded"
    response = client.post(f"/report/{quote.number}/", body, content_type=kind)
    assert response.status_code in {303, 400}
    assert not Report.objects.filter(message__contains="\ud7ff").exists()


def test_hostile_words_stay_words(quote: Quote) -> None:
    page = send(quote, message="</textarea><script>alert(1)</script>", reply_to='"><b>')
    assert "<script>alert" not in page.content.decode()
    assert '"><b>' not in page.content.decode()


def test_a_report_costs_a_fixed_number_of_queries(
    quote: Quote, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(13):
        assert send(quote).status_code == 303


def test_the_hashes_are_deleted_after_a_day_by_the_next_report(quote: Quote) -> None:
    send(quote, address="192.0.2.1")
    Attempt.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
    send(quote, address="192.0.2.2")
    assert Attempt.objects.count() == 1


def test_the_hashes_are_deleted_after_a_day_by_the_command(
    quote: Quote, capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path  # for the backup that the command keeps
    send(quote, address="192.0.2.1")
    Attempt.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
    send(quote, address="192.0.2.2")
    Attempt.objects.update(at=timezone.now() - timedelta(hours=23))
    call_command("daily")
    assert Attempt.objects.count() == 1
    Attempt.objects.update(at=timezone.now() - timedelta(hours=25))
    call_command("daily")
    assert not Attempt.objects.exists()
    said = capsys.readouterr().out
    assert "0 old hashes of visitors" in said
    assert "1 old hash of visitors" in said
