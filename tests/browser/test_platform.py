"""The ground the browser tests stand on: the policy is enforced and complaints are heard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

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
