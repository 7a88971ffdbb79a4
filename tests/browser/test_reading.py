"""Reading as a person does it: every page type, by eye, by ear, by keyboard and on paper."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from principles.models import Citation, Principle, Quote, SeeAlso, Source
from principles.provenance.verification import recompute
from tests.factories import (
    PersonFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = (
    "Jeff, what does Day 2 look like?\n\n"
    "Another example is surveys. Fifty-five percent of beta testers are satisfied. That is up "
    "from 47% in the first survey.\n\nA third paragraph follows."
)
WORDS = "Fifty-five percent of beta testers are satisfied. That is up from 47% in the first survey."
WIDTHS = (320, 375, 640, 800, 1024, 1280, 1600)
TEXT_SPACING = """document.querySelectorAll("*").forEach((element) => {
  element.style.setProperty("line-height", "1.5", "important");
  element.style.setProperty("letter-spacing", "0.12em", "important");
  element.style.setProperty("word-spacing", "0.16em", "important");
})"""  # WCAG 2.1, success criterion 1.4.12
SMALL = """all => all.filter((element) => {
  const { width, height } = element.getBoundingClientRect();
  const isLone = getComputedStyle(element).display !== "inline" && width > 1 && height > 1;
  return isLone && (width < 24 || height < 24);
}).map((element) => element.outerHTML)"""  # WCAG 2.2, success criterion 2.5.8
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Base:
    """A small base with every kind of entry."""

    principle: Principle
    quote: Quote
    letter: Source

    @property
    def pages(self) -> list[str]:
        return [
            *("/", "/principles/", "/sources/", "/people/", "/tags/"),
            self.principle.get_absolute_url(),
            self.quote.get_absolute_url(),
            self.letter.get_absolute_url(),
            *("/people/jeff-bezos/", "/tags/proxies/", "/about/", "/about/verification/"),
            *("/search/", "/search/?q=proxies&kind=quote", "/search/?q=custmer+obsesion"),
        ]


@pytest.fixture
def base(transactional_db: None) -> Base:
    bezos = PersonFactory(name="Jeff Bezos")
    letter = SourceFactory(title="Letter to shareholders", year=2016, kind=Source.Kind.LETTER)
    contribute(letter, bezos)
    passage = stored(letter, LETTER, label="p. 1", heading="Resist Proxies")
    quote = published_quote(WORDS, passage=passage, speakers=[bezos], tags=["proxies", "surveys"])
    published_quote("A third paragraph follows.", passage=passage, speakers=[bezos])
    book = SourceFactory(title="A book of sayings", text_access=Source.Access.WINDOW)
    slide = stored(book, WORDS.replace("Fifty-five percent", "55%"), label="p. 9")
    stored(letter, "", label="p. 2", heading="Embrace External Trends")
    cite(quote, book, passage=slide, role=Citation.Role.QUOTED_IN, note="In figures.")
    principle = published_principle(quote, name="Resist proxies", tags=["proxies"])
    principle.body = f"A survey is a proxy.[{quote.code}]\n\n## Why\n\n- One.\n- Two."
    principle.aliases = ["surveys", "market research"]
    principle.save()
    other = published_principle(published_quote(tags=["speed"]), name="Decide at speed")
    SeeAlso.objects.create(principle=principle, other=other, note="Both are about Day 2.")
    for name in ("Measure relentlessly", "Ask, then look"):
        published_principle(quote, name=name)
    recompute()
    return Base(principle, quote, letter)


def test_every_page_is_accessible(base: Base, axe: Callable[[str], None]) -> None:
    for path in base.pages:
        axe(path)


def test_texts_and_people_are_accessible_by_the_newest_rules_too(base: Base, page: Page) -> None:
    Source.objects.filter(pk=base.letter.pk).update(summary="A letter.", note="Its beginning.")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for path in (base.letter.get_absolute_url(), "/people/jeff-bezos/"):
        for access in Source.Access.values:
            Source.objects.filter(pk=base.letter.pk).update(text_access=access)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(path)
                page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
                found = Axe().run(page, options=rules).response["violations"]
                assert not found, f"{path}, {access}, {width} px: {found}"


def test_lone_links_of_texts_and_people_are_large_enough(base: Base, page: Page) -> None:
    for path in (base.letter.get_absolute_url(), "/people/jeff-bezos/"):
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
            small = page.locator("main :is(a, button, summary)").evaluate_all(SMALL)
            assert not small, f"{path}, {width} px: {small}"


def test_a_reader_goes_from_a_quote_to_its_words_and_back(base: Base, page: Page) -> None:
    page.goto(base.quote.get_absolute_url())
    page.get_by_role("link", name="Read on in the stored text").click()
    back = page.get_by_role("link", name=f"Back to Quote {base.quote.code}")
    expect(back).to_be_in_viewport()
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(base.quote.code)


def test_the_folded_list_of_quotes_opens_by_keyboard(base: Base, page: Page) -> None:
    page.goto(f"{base.letter.get_absolute_url()}#quoted")
    listed = page.locator(".jumps")
    expect(listed).to_be_hidden()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(listed).to_be_visible()


def test_numbers_of_quotes_make_no_paragraph_longer(base: Base, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base.letter.get_absolute_url())
    heights = "all => all.map(each => each.offsetHeight)"
    before = page.locator(".para").evaluate_all(heights)
    page.locator(".mref").evaluate_all("all => all.forEach(each => each.remove())")
    assert page.locator(".para").evaluate_all(heights) == before


def test_a_printed_source_keeps_its_numbers_and_tells_its_address(base: Base, page: Page) -> None:
    Source.objects.filter(pk=base.letter.pk).update(url="https://example.org/letter")
    page.emulate_media(media="print")
    page.goto(base.letter.get_absolute_url())
    expect(page.locator(".para-num").first).to_be_visible()
    told = "element => getComputedStyle(element, '::after').content"
    assert "https://example.org/letter" in page.locator(".ends a").evaluate(told)
    expect(page.locator(".fold")).to_be_hidden()


def test_an_empty_base_is_accessible(transactional_db: None, axe: Callable[[str], None]) -> None:
    for path in ("/", "/principles/", "/sources/", "/people/", "/tags/", "/about/"):
        axe(path)


def test_what_is_not_there_is_accessible(
    base: Base, axe: Callable[[str], None], console: list[str]
) -> None:
    Principle.objects.filter(pk=base.principle.pk).update(status="withdrawn")
    for path in ("/principles/decide-at-sped/", base.principle.get_absolute_url()):
        axe(path)
    assert all("Failed to load resource" in line for line in console)
    console.clear()


def test_a_search_that_cannot_be_read_is_accessible(
    base: Base, axe: Callable[[str], None], console: list[str]
) -> None:
    axe("/search/?q=proxies&year=abc")
    axe("/search/?q=proxies&page=99")
    assert all("Failed to load resource" in line for line in console)
    console.clear()


def test_the_button_that_copies_a_quote_stands_apart_from_its_source(
    base: Base, page: Page
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(base.quote.get_absolute_url())
    button = page.get_by_role("button", name="Copy the quote").bounding_box()
    source = page.locator(".bigquote .credit").bounding_box()
    assert button
    assert source
    assert button["x"] - source["x"] - source["width"] >= 10


def test_the_button_that_copies_the_address_does_not_touch_it(base: Base, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(base.quote.get_absolute_url())
    gap = "element => parseFloat(getComputedStyle(element).marginInlineEnd)"
    assert page.locator("#permalink").evaluate(gap) >= 5


def test_no_page_scrolls_sideways(base: Base, page: Page) -> None:
    for path in base.pages:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) <= 0, f"{path} at {width} px"


def test_text_spacing_of_the_readers_own_loses_nothing(base: Base, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for path in base.pages:
        page.goto(path)
        page.evaluate(TEXT_SPACING)
        assert page.evaluate(OVERFLOW) <= 0, path


def test_a_reader_goes_from_a_principle_to_the_passage_and_on_to_the_search(
    base: Base, page: Page
) -> None:
    page.goto("/")
    page.get_by_role("link", name="Resist proxies").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Resist proxies")

    number = f"{base.principle.number}.1"
    page.get_by_role("link", name=number, exact=True).first.click()
    expect(page.locator(":target")).to_contain_text("Fifty-five percent")

    page.get_by_role("link", name=base.quote.code, exact=True).click()
    expect(page.get_by_role("heading", name="Another wording")).to_be_visible()
    expect(page.locator(".collation mark")).to_have_text(["Fifty-five percent", "55%"])

    page.get_by_role("link", name="Read on in the stored text").click()
    expect(page.locator("mark:target")).to_contain_text(WORDS)

    page.get_by_label("Search").fill("survey")
    page.get_by_role("button", name="Go to search results").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("survey")
    page.get_by_role("link", name="Quote", exact=True).click()
    expect(page.locator(".result")).to_have_count(1)

    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Letter to shareholders, 2016")


def test_the_first_tab_skips_to_the_content(base: Base, page: Page) -> None:
    page.goto("/principles/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Resist proxies")).to_be_focused()


def test_one_key_leads_to_the_search_and_two_through_the_entries(base: Base, page: Page) -> None:
    page.goto("/principles/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Decide at speed")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Resist proxies")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.type("j/k")
    expect(page.get_by_label("Search")).to_have_value("j/k")


def test_shortcuts_stay_off_once_turned_off(base: Base, page: Page) -> None:
    page.goto("/principles/")
    page.get_by_role("button", name="Turn shortcuts off").click()
    page.goto("/people/")
    expect(page.get_by_role("button", name="Turn shortcuts on")).to_be_visible()
    page.locator("main").focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).not_to_be_focused()


def test_the_permanent_address_can_be_copied(base: Base, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base.quote.get_absolute_url())
    page.get_by_role("button", name="Copy address").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/quotes/{base.quote.number}/")


def test_without_a_clipboard_the_address_is_selected(base: Base, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(base.quote.get_absolute_url())
    page.get_by_role("button", name="Copy address").click()
    expect(page.get_by_role("status")).to_have_text("Selected. Press Ctrl+C to copy.")
    assert f"/quotes/{base.quote.number}/" in page.evaluate("getSelection().toString()")


def test_every_page_is_whole_without_scripts(base: Base, browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    for path in base.pages:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("button", name="Copy address")).to_have_count(0)
        expect(page.get_by_text("Turn shortcuts off")).to_be_hidden()
    page.goto(base.quote.get_absolute_url())
    expect(page.get_by_text("A third paragraph follows.", exact=True)).to_be_visible()
    context.close()


def test_a_principle_of_eight_quotes_is_one_sheet_of_paper(base: Base, page: Page) -> None:
    letter = SourceFactory(
        title="Letter to shareholders",
        publisher="Acme",
        year=2017,
        kind=Source.Kind.LETTER,
        url="https://example.org/letters/2017.pdf",
    )
    bezos = base.letter.people.get()
    words = "customers want something better than they have, and say so when they are asked "
    quotes = [
        published_quote(f"Number {n}: {words * 2}.", source=letter, speakers=[bezos])
        for n in range(8)
    ]
    body = "\n\n".join(f"{words.capitalize() * 3}.[{quote.code}]" for quote in quotes[:5])
    principle = published_principle(*quotes, name="Ask customers", summary=words * 3, body=body)
    principle.supports.update(note="It says what customers want.")
    page.goto(principle.get_absolute_url())
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_text("https://example.org/letters/2017.pdf")).to_be_visible()


def test_on_paper_there_is_text_and_no_navigation(base: Base, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(base.principle.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("blockquote").first).to_be_visible()
    for unprinted in (".mainnav", ".masthead .search", ".pager", ".copy", ".keys", ".colophon nav"):
        expect(page.locator(unprinted).first).to_be_hidden()
    red = page.locator(".num").first.evaluate("element => getComputedStyle(element).color")
    assert red == "rgb(0, 0, 0)"
