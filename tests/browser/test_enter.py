"""Enter in a field of a quote saves what was typed, and takes no offer beside it."""

import pytest
from playwright.sync_api import Page, expect

from principles.models import Quote, Status
from principles.provenance.verification import recompute
from tests.admin.pages import address
from tests.browser.signing_in import sign_in_as_editor
from tests.factories import QuoteFactory, SourceFactory, cite, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_enter_saves_and_takes_no_offer(page: Page, base_url: str) -> None:
    source = SourceFactory()
    named = stored(source, "Nothing of that kind stands here at all.", label="p. 1")
    stored(source, "Good process serves you.", label="p. 2")
    quote: Quote = QuoteFactory(text="Good process serves you.")
    cite(quote, source, passage=named)
    recompute()
    sign_in_as_editor(page.context, base_url)
    page.goto(base_url + address(quote))
    expect(page.locator("button[name=_use]")).to_be_visible()
    page.locator("summary", has_text="Language, fragment, standing").click()
    field = page.locator("#id_language")
    field.fill("en-GB")
    field.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/quote/"))
    quote.refresh_from_db()
    assert (quote.language, quote.status) == ("en-GB", Status.DRAFT)
    assert quote.citations.get().passage == named
