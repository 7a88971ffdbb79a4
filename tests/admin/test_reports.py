"""Reports at the desk: read, not edited, and closed with a note."""

from typing import Any

import pytest
from django.test import Client

from principles.models import Quote, Report, Status
from tests.factories import published_quote

pytestmark = pytest.mark.django_db

LIST = "/admin/principles/report/"


@pytest.fixture
def report() -> Report:
    return Report.objects.create(
        quote=published_quote("Ships sail at dusk."),
        words="Ships sail at dawn.",
        about="words",
        message="<b>It says dusk.</b>",
        reply_to="ann@example.org",
    )


def close(desk: Client, report: Report, **typed: str) -> Any:
    return desk.post(f"{LIST}{report.pk}/change/", typed)


def test_reports_are_listed_and_narrowed_by_state(desk: Client, report: Report) -> None:
    done = Report.objects.create(
        quote=report.quote,
        words="x",
        about="other",
        message="Old.",
        state="done",
        outcome="Mended.",
    )
    page = desk.get(LIST).content.decode()
    assert report.quote.code in page
    assert page.index(f"{LIST}{report.pk}/") < page.index(f"{LIST}{done.pk}/")
    assert "&lt;b&gt;It says dusk.&lt;/b&gt;" in page
    opened = desk.get(LIST, {"state__exact": "open"}).content.decode()
    assert f"{LIST}{report.pk}/" in opened
    assert f"{LIST}{done.pk}/" not in opened


def test_a_report_shows_what_the_reader_saw_and_leads_to_the_quote(
    desk: Client, report: Report
) -> None:
    page = desk.get(f"{LIST}{report.pk}/change/").content.decode()
    assert "Ships sail at dawn." in page
    assert "ann@example.org" in page
    assert f'href="/admin/principles/quote/{report.quote_id}/change/"' in page
    assert f'href="{report.quote.get_absolute_url()}"' in page


def test_of_a_withdrawn_quote_there_is_no_page_to_lead_to(desk: Client, report: Report) -> None:
    Quote.objects.update(status=Status.WITHDRAWN)
    page = desk.get(f"{LIST}{report.pk}/change/").content.decode()
    assert "on the site" not in page


def test_an_editor_closes_it_with_a_note(desk: Client, report: Report) -> None:
    assert close(desk, report, state="done", outcome="Mended.").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.outcome) == ("done", "Mended.")


def test_closing_without_a_note_is_refused_with_the_sentence(desk: Client, report: Report) -> None:
    response = close(desk, report, state="done", outcome=" ")
    assert "Say what was done about it" in response.content.decode()
    report.refresh_from_db()
    assert report.state == "open"


def test_what_the_reader_wrote_cannot_be_changed(desk: Client, report: Report) -> None:
    close(desk, report, state="done", outcome="Mended.", message="Forged.", words="Forged.")
    report.refresh_from_db()
    assert (report.message, report.words) == ("<b>It says dusk.</b>", "Ships sail at dawn.")


def test_nobody_adds_a_report_at_the_desk(desk: Client) -> None:
    assert desk.get(f"{LIST}add/").status_code == 403


def test_a_report_can_be_deleted_with_the_address_in_it(desk: Client, report: Report) -> None:
    desk.post(f"{LIST}{report.pk}/delete/", {"post": "yes"})
    assert not Report.objects.exists()


def test_a_quote_that_was_reported_can_still_be_edited(desk: Client, report: Report) -> None:
    assert desk.get(f"/admin/principles/quote/{report.quote_id}/change/").status_code == 200


def test_the_cost_of_the_list_does_not_grow(
    desk: Client, report: Report, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        Report.objects.create(
            quote=published_quote(), words="x", about="words", message=f"Wrong, {n}."
        )
    with django_assert_max_num_queries(8):
        desk.get(LIST)
