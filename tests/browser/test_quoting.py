"""A quote made by hand: its source, place and speaker are found while the words are typed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from principles.models import Quote, Source
from principles.provenance.verification import recompute
from tests.admin.pages import address
from tests.browser.conftest import SCHEMES
from tests.browser.signing_in import sign_in_as_editor
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    SourceFactory,
    TagFactory,
    contribute,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Good process serves you so you can serve customers."
COUNT = """() => {
  window.clicks = 0;
  addEventListener('click', (event) => { if (event.isTrusted) window.clicks++; }, true);
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def desk(page: Page, base_url: str, transactional_db: None) -> Page:
    source = SourceFactory(title="A letter", text_access=Source.Access.FULL)
    contribute(source, PersonFactory(name="Ann Author"))
    text = f"It is worth asking. {WORDS} The process is not the thing."
    published_quote("It is worth asking.", passage=stored(source, text, label="slide 2"))
    recompute()
    PrincipleFactory(name="Own the process")
    TagFactory(name="process")
    sign_in_as_editor(page.context, base_url)
    return page


def choose(page: Page, field: str, option: str) -> None:
    """Choose in an autocomplete with two clicks."""
    page.locator(f"#id_{field} + .select2-container").click()
    page.locator(".select2-results__option", has_text=re.compile(option)).click()


def test_a_quote_is_made_by_hand_with_six_clicks(desk: Page) -> None:
    desk.goto(address(Quote))
    desk.get_by_role("link", name="Add quote").first.click()  # 1
    desk.evaluate(COUNT)
    desk.locator("#id_text").focus()
    desk.keyboard.type(WORDS)
    expect(desk.locator("#live")).to_contain_text("Found in slide 2")
    expect(desk.locator("#id_attributions-0-person")).to_have_value(re.compile(r"\d"))
    choose(desk, "supports-0-principle", "Own the process")
    choose(desk, "quote_tags-0-tag", "process")
    assert desk.evaluate("window.clicks") <= 4
    desk.get_by_role("button", name="Publish", exact=True).click()  # 6
    expect(desk.locator(".messagelist")).to_contain_text("published: verbatim")
    quote = Quote.objects.order_by("-pk")[0]
    assert quote.attributions.get().person.name == "Ann Author"
    assert quote.citations.get().passage is not None
    assert (quote.supports.count(), quote.quote_tags.count()) == (1, 1)


def test_the_line_is_accessible_in_all_its_states(desk: Page) -> None:
    desk.goto(address(Quote, "add"))
    for words, said in (
        (WORDS.replace("you can", "they may"), "Altered"),
        ("It is worth asking.", "in the base already"),
    ):
        desk.locator("#id_text").fill(words)
        expect(desk.locator("#live")).to_contain_text(said)
        for scheme in SCHEMES:
            desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width in (768, 1280):
                desk.set_viewport_size({"width": width, "height": 900})
                options = {"preload": False, "resultTypes": ["violations"]}
                found = Axe().run(desk, options=options).response["violations"]
                assert not found, f"{scheme}, {width} px: {[each['id'] for each in found]}"
                assert desk.evaluate(OVERFLOW) == 0, f"scrolls sideways at {width} px"
