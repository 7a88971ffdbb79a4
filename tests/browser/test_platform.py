"""The ground the browser tests stand on: the policy is enforced and complaints are heard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.factories import published_principle

# Reads the colour of links while the stylesheet is on its way, as an extension of a browser may.
EARLY_READER = """
    window.faded = 0;
    document.addEventListener("transitionrun", () => { window.faded += 1; }, true);
    new MutationObserver(() => {
        for (const link of document.links) getComputedStyle(link).color;
    }).observe(document, {childList: true, subtree: true});
"""

INLINE_SCRIPT = """() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'changed'";
    document.head.append(script);
}"""


@pytest.mark.django_db(transaction=True)
def test_a_page_asks_for_one_collected_sheet(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    sheets = [url for url in asked if url.endswith(".css")]
    assert len(sheets) == 1
    assert re.search(r"/css/site\.[0-9a-f]{12}\.css$", sheets[0])


@pytest.mark.django_db(transaction=True)
def test_english_loads_the_cut_fonts_alone(page: Page) -> None:
    published_principle(name="Naïve cafés", maxim="“Think — long term”, he said; it’s 5 × 4 €…")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    fonts = {url.rpartition("/")[2].partition(".")[0] for url in asked if url.endswith(".woff2")}
    assert fonts == {"precept-serif", "precept-serif-italic", "precept-sans"}


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_another_language_loads_the_font_that_has_it(page: Page) -> None:
    published_principle(name="Żółw")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert any("source-serif-4-latin-ext-opsz-normal" in url for url in asked)


@pytest.mark.django_db(transaction=True)
def test_no_link_fades_from_another_colour_on_arrival(page: Page) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.add_init_script(EARLY_READER)
    page.route("**/*.css", late)
    page.goto("/", wait_until="networkidle")
    assert page.evaluate("window.faded") == 0


@pytest.mark.django_db(transaction=True)
def test_an_inline_script_is_refused_and_the_console_says_so(
    page: Page, console: list[str]
) -> None:
    page.goto("/")
    page.evaluate(INLINE_SCRIPT)
    assert page.title() != "changed"
    assert len(console) == 1
    assert "Content Security Policy" in console[0]
    console.clear()


@pytest.mark.django_db(transaction=True)
def test_the_first_page_is_accessible(axe: Callable[[str], None]) -> None:
    axe("/")
