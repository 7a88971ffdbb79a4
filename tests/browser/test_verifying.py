"""Checking a pasted sentence as a person does it: by keyboard, by eye, by ear and on paper."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from principles.models import Source
from principles.provenance.verification import recompute
from tests.factories import PersonFactory, SourceFactory, contribute, published_quote, stored

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = (
    "Jeff, what does Day 2 look like?\n\nThis strategy is not without risk: it requires serious "
    "investment and crisp execution against established franchise leaders.\n\n"
    "Good process serves you so you can serve customers."
)
VERBATIM = "Good process serves you so you can serve customers."
TURNED = "This strategy is without risk: it requires heavy investment and crisp execution."
PASTED = f"{VERBATIM} {TURNED} Elephants paint rather badly underwater. – Werner Vogels"
PROSE = f"We ship. As he has it, “{VERBATIM}” And so on. “{TURNED}”"
RESULT = f"/verify/?text={quote(PASTED)}"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXT_SPACING = """document.querySelectorAll("*").forEach((element) => {
  element.style.setProperty("line-height", "1.5", "important");
  element.style.setProperty("letter-spacing", "0.12em", "important");
  element.style.setProperty("word-spacing", "0.16em", "important");
})"""  # WCAG 2.1, success criterion 1.4.12


@pytest.fixture(autouse=True)
def _letter(transactional_db: None) -> None:
    """Store a letter by one person, and a quote by another."""
    bezos = PersonFactory(name="Jeff Bezos")
    letter = SourceFactory(title="Letter to shareholders", year=1997, kind=Source.Kind.LETTER)
    contribute(letter, bezos)
    passage = stored(letter, LETTER, label="p. 1")
    published_quote(VERBATIM, passage=passage, speakers=[bezos])
    published_quote(
        "Everything fails, all the time.", speakers=[PersonFactory(name="Werner Vogels")]
    )
    recompute()


def refused(console: list[str]) -> None:
    """Take back what the browser says of an answer of 400."""
    assert all("400 (Bad Request)" in line for line in console)
    console.clear()


def test_the_pages_are_accessible(axe: Callable[[str], None], console: list[str]) -> None:
    axe("/verify/")
    axe(RESULT)
    axe(f"/verify/?text={quote(PROSE)}")
    axe(f"/verify/?text={quote(VERBATIM)}")
    axe("/verify/?text=process")
    axe("/verify/?text=???")
    refused(console)


def test_a_sentence_is_pasted_by_keyboard_and_its_result_has_an_address(page: Page) -> None:
    page.goto("/verify/")
    page.get_by_label("Words to check").focus()
    page.keyboard.insert_text(VERBATIM)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "These words are in our sources, word for word; no name is given"
    )
    assert parse_qs(urlsplit(page.url).query) == {"text": [VERBATIM]}
    page.get_by_role("link", name="Address of this result").click()
    expect(page.locator(".context mark")).to_have_text(VERBATIM)


def test_a_long_text_is_answered_where_it_was_sent(page: Page) -> None:
    page.goto("/verify/")
    text = f"{VERBATIM} " + "Elephants paint rather badly underwater. " * 40
    page.get_by_label("Words to check").fill(text)
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One of 41 sentences is in our sources, word for word; no name is given"
    )
    assert urlsplit(page.url).query == ""
    expect(page.get_by_role("link", name="Address of this result")).to_have_count(0)
    expect(page.get_by_label("Words to check")).to_have_value(text)


def test_what_cannot_be_verified_is_kept_with_the_reason_above_it(
    page: Page, console: list[str]
) -> None:
    page.goto("/verify/")
    text = "Too long. " * 2_001
    page.get_by_label("Words to check").fill(text)
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That is too long to verify at once")
    field = page.get_by_label("Words to check")
    expect(field).to_have_value(text)
    expect(field).to_have_accessible_description(re.compile("the limit is 20,000"))
    refused(console)
    field.fill(VERBATIM)
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".answer .status")).to_have_text("Yes, word for word")


def test_what_misleads_is_said_first_and_leads_to_the_sentence(page: Page) -> None:
    page.goto(RESULT)
    expect(page.locator(".warn")).to_contain_text("sentence\u00a02 has lost a “not”")
    expect(page.locator(".warn")).to_contain_text("by Jeff Bezos, not by Werner Vogels")
    page.locator(".first").get_by_role("link", name="sentence\u00a02").click()
    expect(page.locator(":target .diffs mark").first).to_have_text("not")
    expect(page.locator(":target .collation mark.gone.neg")).to_have_text("“not” is missing")
    page.locator(":target").get_by_role("link", name="the opposite").click()
    expect(page.locator(":target")).to_have_text("Negation")


def test_reading_on_leads_to_the_passage(page: Page) -> None:
    page.goto(RESULT)
    page.get_by_role("link", name="Read on in the letter").first.click()
    expect(page.locator("p:target")).to_contain_text(VERBATIM)
    expect(page.locator("p:target")).to_be_in_viewport()


def test_the_second_skip_link_leads_to_the_results(page: Page) -> None:
    page.goto(RESULT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to results")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()


def test_it_works_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Verify", exact=True).click()
    page.get_by_label("Words to check").fill(PASTED)
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(3)
    expect(page.locator(".context mark").first).to_have_text(VERBATIM)
    context.close()


def test_the_answer_is_copied_with_one_click(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(RESULT)
    page.locator(".props").get_by_role("button", name="Copy this answer").click()
    expect(page.locator(".props .copy")).to_contain_text("Copied")
    said = page.evaluate("navigator.clipboard.readText()")
    assert said.startswith("One of three sentences is in our sources, word for word;")
    assert f"{RESULT}" in said.replace("+", "%20")


def test_the_answer_can_be_selected_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(RESULT)
    page.get_by_text("Show it, to select and copy").click()
    expect(page.locator("#answer")).to_contain_text("Words: Yes, word for word (verbatim).")
    expect(page.get_by_role("button", name="Copy this answer")).to_have_count(0)
    context.close()


def test_the_pasted_text_leads_to_its_findings(page: Page) -> None:
    page.goto(f"/verify/?text={quote(PROSE)}")
    pasted = page.locator(".as-pasted")
    expect(pasted).to_have_text(re.compile("We ship. As he has it, “Good process"))
    expect(pasted.locator(".grey").first).to_have_text(re.compile("We ship. As he has it,"))
    pasted.get_by_role("link", name="1").click()
    expect(page.locator(":target .q")).to_have_text(f"“{VERBATIM}”")


@pytest.mark.parametrize(
    "path",
    [
        "/verify/",
        RESULT,
        f"/verify/?text={quote(TURNED)}",
        f"/verify/?text={quote(PROSE)}",
        f"/verify/?text={quote('good process ' + 'x' * 300)}",
    ],
)
def test_no_page_scrolls_sideways(page: Page, path: str) -> None:
    page.goto(path)
    for width in (320, 375, 640, 800, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) <= 0, f"{width} px"
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(TEXT_SPACING)
    assert page.evaluate(OVERFLOW) <= 0


def test_on_paper_there_are_findings_and_no_form(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(RESULT)
    expect(page.locator(".answer").first).to_be_visible()
    expect(page.locator(".context").first).to_be_visible()
    for unprinted in (".again", ".onward", ".mainnav", ".as-text"):
        expect(page.locator(unprinted).first).to_be_hidden()
    lost = page.locator(".diffs mark.neg")
    assert lost.evaluate("e => getComputedStyle(e).textDecorationStyle") == "double"
