"""Suggestions in the search field: by keyboard, by mouse, by ear, and none without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from principles.models.bibliography import printed_year
from principles.search.lexicon import refresh
from tests.browser.conftest import SCHEMES
from tests.factories import PersonFactory, SourceFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = ("/", "/search/", "/principles/")  # the large field, and the one in the masthead
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def _base(transactional_db: None) -> None:
    source = SourceFactory(title="Letter to shareholders, with best wishes", year=2016)
    bezos = PersonFactory(name="Jeff Bezos")
    quote = published_quote(
        "Beta testers get better.", source=source, speakers=[bezos], tags=["quick wits"]
    )
    published_principle(quote, name="Keep it Day 1", aliases=["beginner’s mind"])
    refresh()


def field(page: Page) -> Locator:
    return page.get_by_role("combobox")


def type_into(page: Page, text: str) -> None:
    field(page).press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def said(page: Page) -> Locator:
    return page.locator(".search [aria-live]")


def chosen(page: Page) -> Locator:
    return page.get_by_role("option", selected=True)


@pytest.mark.parametrize("place", PLACES)
def test_words_and_entries_are_offered_under_the_field(page: Page, place: str) -> None:
    page.goto(place)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    type_into(page, "be")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    words = page.get_by_role("group", name="Words").get_by_role("option")
    expect(words).to_have_text(["best", "beginners", "beta", "better", "bezos"])
    named = page.get_by_role("group", name="Go to").get_by_role("option")
    expect(named).to_have_count(3)
    expect(named.first).to_contain_text("Keep it Day 1 (beginner’s mind)")
    expect(named.nth(1)).to_contain_text("Jeff Bezos")
    expect(named.nth(2)).to_contain_text("with best wishes, 2016")
    expect(said(page)).to_have_text("8 suggestions")
    expect(named.locator("b")).to_have_text(["be", "Be", "be"])


@pytest.mark.parametrize("year", [-43, 0])
def test_a_year_before_the_first_is_printed_as_on_a_page(page: Page, year: int) -> None:
    published_quote("Of duties.", source=SourceFactory(title="On Duties", year=year))
    page.goto("/")
    type_into(page, "duties")
    offered = page.get_by_role("group", name="Go to").get_by_role("option")
    expect(offered).to_contain_text(f"On Duties, {printed_year(year)}")


def test_name_kind_and_number_are_parted_for_the_ear(page: Page) -> None:
    page.goto("/")
    type_into(page, "be")
    for name in (
        r"^best$",
        r"^Keep it Day 1 \(beginner’s mind\) ?, Principle \d+$",
        r"^Jeff Bezos ?, Person$",
        r"^Letter to shareholders, with best wishes, 2016 ?, Source S\d+$",
    ):
        expect(page.get_by_role("option", name=re.compile(name))).to_be_visible()


def test_a_tag_leads_to_its_page(page: Page) -> None:
    page.goto("/")
    type_into(page, "wit")
    page.get_by_role("option", name=re.compile("quick wits ?, Tag")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("quick wits")


def test_the_keys_move_through_the_list_and_open_what_is_chosen(page: Page) -> None:
    page.goto("/principles/")
    type_into(page, "be")
    expect(chosen(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_text("best")
    active = field(page).get_attribute("aria-activedescendant")
    expect(chosen(page)).to_have_id(str(active))
    page.keyboard.press("ArrowUp")
    expect(chosen(page)).to_have_count(0)
    expect(field(page)).not_to_have_attribute("aria-activedescendant", str(active))
    page.keyboard.press("ArrowUp")
    expect(chosen(page)).to_contain_text("Letter to shareholders")
    page.keyboard.press("ArrowUp")
    expect(chosen(page)).to_contain_text("Jeff Bezos")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jeff Bezos")


def test_a_word_that_is_chosen_is_searched_for_with_the_words_before(page: Page) -> None:
    page.goto("/")
    type_into(page, "testers get bett")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("testers get better")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_value_that_is_chosen_narrows_the_search(page: Page) -> None:
    page.goto("/")
    type_into(page, "speaker:j")
    expect(page.get_by_role("option")).to_have_text(['speaker:"Jeff Bezos"'])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value('speaker:"Jeff Bezos"')
    expect(page.get_by_role("heading", level=1)).to_contain_text("for speaker")


def test_what_is_being_typed_is_bold_and_nothing_before_it(page: Page) -> None:
    for typed, bold in (("better be", "better <b>be</b>st"), ("speaker:j", '"<b>J</b>eff Bezos"')):
        page.goto("/")
        type_into(page, typed)
        assert bold in page.get_by_role("option").first.inner_html()


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    page.goto("/")
    type_into(page, "bet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=bet")


def test_escape_closes_the_list_and_keeps_the_words(page: Page) -> None:
    page.goto("/")
    type_into(page, "be")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("be")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(said(page)).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_text("best")


def test_home_and_end_lead_back_into_the_field(page: Page) -> None:
    page.goto("/")
    type_into(page, "be")
    for key, text in (("Home", "xbe"), ("End", "xbey")):
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        expect(chosen(page)).to_have_count(0)
        page.keyboard.type(text.replace("be", "")[-1])
        expect(field(page)).to_have_value(text)
        page.keyboard.press("ArrowDown")


def test_tab_closes_the_list_and_goes_on(page: Page) -> None:
    page.goto("/")
    type_into(page, "be")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(said(page)).to_have_text("")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()


def test_a_click_opens_an_option_and_one_beside_closes_the_list(page: Page) -> None:
    page.goto("/people/")
    type_into(page, "be")
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    field(page).focus()
    field(page).press_sequentially("z")
    page.get_by_role("option", name="Jeff Bezos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jeff Bezos")
    page.go_back()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_finger_can_choose(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, has_touch=True, viewport=None)
    page = context.new_page()
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/")
    type_into(page, "be")
    page.get_by_role("option", name="Keep it Day 1").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep it Day 1")
    context.close()


def test_only_the_last_of_what_was_typed_is_answered(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    field(page).press_sequentially("beta")
    expect(said(page)).to_have_text("No suggestions")
    page.keyboard.press("Backspace")
    expect(page.get_by_role("option", name="beta")).to_be_visible()
    asked.clear()
    page.keyboard.type("a")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert asked == []
    field(page).fill("")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_what_is_typed_is_text_and_never_markup(page: Page) -> None:
    published_principle(name="Beware of <b>tags</b> & [brackets")
    page.goto("/")
    type_into(page, "beware of <b")
    expect(page.get_by_role("option")).to_contain_text(["<b>tags</b> & [brackets"])
    field(page).fill("[")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_open_list_is_accessible(page: Page) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for place in ("/", "/principles/"):
                page.goto(place)
                type_into(page, "be")
                page.keyboard.press("ArrowDown")
                found = Axe().run(page).response["violations"]
                assert not found, (place, scheme, width, [rule["id"] for rule in found])


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
def test_the_open_list_fits_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("/", "/principles/"):
        page.goto(place)
        type_into(page, "be")
        box = page.locator(".suggestions").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate(OVERFLOW) <= 0


def test_the_slash_leads_to_the_field_unless_shortcuts_are_off(page: Page) -> None:
    page.goto("/people/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    type_into(page, "be")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Turn shortcuts off").click()
    page.locator("main").focus()
    page.keyboard.press("/")
    expect(field(page)).not_to_be_focused()


def test_without_scripts_there_is_a_plain_form(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    for place in PLACES:
        page.goto(place)
        expect(page.get_by_role("combobox")).to_have_count(0)
        expect(page.get_by_role("listbox")).to_have_count(0)
        page.get_by_role("searchbox").fill("better")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/search/?q=better")
    context.close()


def test_where_no_answer_comes_the_form_works(page: Page, console: list[str]) -> None:
    page.route("**/suggest/**", lambda route: route.abort())
    page.goto("/")
    with page.expect_event("requestfailed"):
        field(page).press_sequentially("better")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=better")
    expect(page.get_by_role("heading", level=1)).to_contain_text("better")
    assert any("Failed to load resource" in line for line in console)
    console.clear()


@pytest.mark.parametrize("status", [None, 422, 503])
def test_where_no_answer_comes_the_list_of_other_words_closes(
    page: Page, console: list[str], status: int | None
) -> None:
    page.goto("/")
    type_into(page, "be")
    page.route(
        "**/suggest/**",
        lambda route: (
            route.abort() if status is None else route.fulfill(status=status, json={"error": "No."})
        ),
    )
    page.keyboard.type("t")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(said(page)).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.unroute("**/suggest/**")
    page.keyboard.press("Backspace")
    page.keyboard.type("t")
    expect(page.get_by_role("option", name="better")).to_be_visible()
    assert any("Failed to load resource" in line for line in console)
    console.clear()


def test_words_that_are_offered_keep_the_filters_of_the_page(page: Page) -> None:
    page.goto("/search/?q=beta&kind=quote&sort=year")
    field(page).fill("bett")
    page.get_by_role("option", name="better").click()
    page.wait_for_url("**/search/?q=better&kind=quote&sort=year")


def test_a_quote_that_goes_on_as_typed_is_offered_and_opens(page: Page) -> None:
    page.goto("/")
    type_into(page, "testers get be")
    quote = page.get_by_role("group", name="Quotes").get_by_role("option")
    expect(quote).to_contain_text("“Beta testers get better.”")
    expect(quote).to_contain_text(re.compile(r", Quote Q\d+"))
    expect(quote.locator("b")).to_have_text("testers get be")
    quote.click()
    page.wait_for_url("**/quotes/**")


def test_of_a_long_quote_the_part_that_is_typed_is_shown(page: Page) -> None:
    published_quote(f"{'Many words come first. ' * 9}Then the needle is found. {'More. ' * 40}")
    refresh()
    page.goto("/")
    type_into(page, "the needle is f")
    quote = page.get_by_role("group", name="Quotes").get_by_role("option")
    expect(quote).to_contain_text("the needle is found.")
    assert len(quote.inner_text()) < 160


@pytest.mark.parametrize("place", PLACES)
def test_what_was_typed_is_there_again_when_somebody_comes_back(page: Page, place: str) -> None:
    page.goto(place)
    type_into(page, "jeff")
    page.get_by_role("option", name=re.compile("Jeff Bezos")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jeff Bezos")
    page.go_back()
    expect(field(page)).to_have_value("jeff")


def test_a_page_that_is_opened_anew_has_what_its_address_says(page: Page) -> None:
    page.goto("/search/?q=better")
    field(page).fill("jeff")
    page.goto("/search/?q=better")
    expect(field(page)).to_have_value("better")


def test_nothing_typed_is_kept_in_the_browser(page: Page) -> None:
    page.goto("/")
    type_into(page, "be")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.context.cookies() == []
