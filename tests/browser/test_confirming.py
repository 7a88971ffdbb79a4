"""An editor publishes words that the stored text does not show, by keyboard alone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from principles.models import Quote
from principles.provenance.verification import recompute
from tests.admin.pages import address
from tests.browser.conftest import SCHEMES
from tests.browser.signing_in import sign_in_as_editor
from tests.factories import PassageFactory, QuoteFactory, cite

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "So it was said on stage."
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOST_STOPS = 60  # of the tab key, from the top of the page


@pytest.fixture
def quote(transactional_db: None) -> Quote:
    passage = PassageFactory(text="Good process serves you so you can serve customers.")
    quote: Quote = QuoteFactory(text="Good process serves them so you can serve customers.")
    cite(quote, passage.source, passage=passage)
    recompute()
    return quote


@pytest.fixture
def desk(page: Page, quote: Quote, base_url: str) -> Page:
    sign_in_as_editor(page.context, base_url)
    return page


@pytest.fixture
def axe_here(desk: Page) -> Callable[[], None]:
    """Check the page that is open, light and dark, as wide as a tablet and as a desk."""

    def check() -> None:
        for scheme in SCHEMES:
            desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width in (768, 1280):
                desk.set_viewport_size({"width": width, "height": 900})
                options = {"preload": False, "resultTypes": ["violations"]}
                found = Axe().run(desk, options=options).response["violations"]
                assert not found, f"{scheme}, {width} px: {[each['id'] for each in found]}"
                assert desk.evaluate(OVERFLOW) == 0, f"scrolls sideways at {width} px"

    return check


def tab_to(page: Page, label: str) -> None:
    """Press the tab key until the field of that label has the focus."""
    field = page.get_by_label(label)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            return
    pytest.fail(f"The tab key does not lead to {label!r}.")


def answer(page: Page) -> None:
    tab_to(page, "Publish it although the stored text does not show these words")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(REASON)


def test_the_form_asks_and_is_answered(desk: Page, quote: Quote) -> None:
    desk.goto(address(quote))
    desk.get_by_role("button", name="Publish", exact=True).press("Enter")
    expect(desk.get_by_role("heading", name="The stored text does not show")).to_be_visible()
    answer(desk)
    desk.get_by_role("button", name="Publish", exact=True).press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text(f"{quote.code} published: altered")
    assert quote.citations.get().note == REASON


def test_the_list_asks_and_is_answered(desk: Page, quote: Quote) -> None:
    desk.goto(address(Quote))
    desk.locator("#result_list .action-select").first.press("Space")
    desk.get_by_role("combobox", name="Action").select_option("publish")
    desk.get_by_role("button", name="Go").press("Enter")
    expect(desk.get_by_role("heading", name="Publish quotes")).to_be_visible()
    answer(desk)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("1 quote published.")


def test_both_can_be_heard_and_seen(desk: Page, quote: Quote, axe_here: Callable[[], None]) -> None:
    desk.goto(address(quote))
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_role("heading", name="The stored text does not show")).to_be_visible()
    axe_here()
    desk.goto(address(Quote))
    desk.locator("#result_list .action-select").first.check()
    desk.get_by_role("combobox", name="Action").select_option("publish")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_role("heading", name="Publish quotes")).to_be_visible()
    axe_here()
