"""Reporting an error as a person does, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from principles.models import Quote, Report
from tests.factories import published_quote

pytestmark = pytest.mark.django_db(transaction=True)

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def quote(transactional_db: None) -> Quote:
    return published_quote("Ships sail at dawn.")


def report(page: Page, quote: Quote, message: str) -> None:
    page.goto(quote.get_absolute_url())
    page.get_by_text("Report an error").click()
    page.get_by_label("What is wrong").select_option("The verdict")
    page.get_by_label("What it should say").fill(message)
    page.get_by_role("button", name="Send to the editors").click()


def test_a_reader_reports_without_scripts_and_without_a_cookie(
    browser: Browser, base_url: str, quote: Quote
) -> None:
    with browser.new_context(base_url=base_url, java_script_enabled=False) as context:
        page = context.new_page()
        report(page, quote, "One line.\nAnother line.")
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your report")
        assert context.cookies() == []
    kept = Report.objects.get()
    assert (kept.about, kept.message) == ("verdict", "One line.\nAnother line.")
    assert kept.words == "Ships sail at dawn."


def test_the_sixth_report_keeps_the_text(page: Page, quote: Quote, console: list[str]) -> None:
    for n in range(6):
        report(page, quote, f"Report number {n}.")
    expect(page.get_by_role("heading", level=1)).to_have_text("That was too many reports")
    expect(page.get_by_label("What it should say")).to_have_value("Report number 5.")
    assert page.evaluate(OVERFLOW) <= 0
    assert all("429" in line for line in console)
    console.clear()


def test_the_form_is_accessible_folded_and_open(
    page: Page, quote: Quote, axe: Callable[[str], None]
) -> None:
    for path in (f"/report/{quote.number}/", f"/report/{quote.number}/sent/"):
        axe(path)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(quote.get_absolute_url())
    page.locator("summary").click()
    assert page.evaluate(OVERFLOW) <= 0
