"""An editor's day: from signing in to reading the new principle on the site."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from principles.models import Principle, Quote, Source
from tests.admin.pages import address
from tests.factories import PassageFactory, PersonFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse"
WORDS = "Write the memo before the meeting."


@pytest.fixture
def editor(transactional_db: None) -> User:
    user = User.objects.create_user("eda", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def desk(page: Page, editor: User) -> Page:
    page.goto("/admin/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="From a source to a principle")).to_be_visible()
    return page


def choose(page: Page, field: str, typed: str) -> None:
    """Choose in an autocomplete by typing; the first match is taken."""
    page.locator(f"#id_{field} + .select2-container").click()
    page.get_by_role("searchbox").last.fill(typed)
    option = page.locator(".select2-results__option", has_text=re.compile(re.escape(typed)))
    option.first.click()
    expect(page.locator(f"#id_{field} + .select2-container")).to_contain_text(typed)


def save(page: Page, button: str = "Save") -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def add_source(page: Page) -> None:
    page.get_by_role("link", name="Add a source").click()
    page.get_by_label("Title").fill("On memos")
    page.get_by_label("Kind").select_option(label="Letter")
    page.get_by_label("Access to the text").select_option("full")
    page.get_by_role("button", name="Add another Passage").click()
    passage = page.locator("#passages-0")
    passage.get_by_label("Label").fill("p. 1")
    passage.get_by_label("Text").fill(f"We learned it late. {WORDS} Then read it in silence.")
    save(page)


def add_quote(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Add a quote from it").click()
    page.locator("#id_text").fill(WORDS)
    expect(page.locator("#id_citations-0-passage")).to_have_value(re.compile(r"\d"))
    save(page, "Save and continue editing")
    expect(page.locator(".comparison strong")).to_have_text("Verbatim")


def add_principle(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Write the principle it supports").click()
    page.get_by_label("Name:", exact=True).fill("Write it down")
    page.get_by_label("Maxim").fill("A page beats a slide.")
    page.get_by_label("Summary").fill("Whoever writes it down has thought it through.")
    page.get_by_role("button", name="Add another Quote that it rests on").click()
    choose(page, "supports-0-quote", "Write the memo")
    save(page, "Save draft")


def publish(page: Page) -> None:
    page.goto("/admin/principles/quote/")
    page.get_by_role("row", name=re.compile("Write the memo")).get_by_role("checkbox").check()
    page.get_by_role("combobox", name="Action").select_option(label="Publish selected quotes")
    page.get_by_role("button", name=re.compile("^(Run|Go)")).click()
    expect(page.get_by_text("1 quote published.")).to_be_visible()
    page.goto("/admin/principles/principle/")
    page.get_by_role("link", name="Write it down").click()
    save(page, "Publish")
    page.get_by_role("link", name="Write it down").first.click()


def test_from_a_source_to_a_principle_on_the_site(desk: Page) -> None:
    add_source(desk)
    add_quote(desk)
    add_principle(desk)
    publish(desk)
    desk.get_by_role("link", name="View on site").click()
    expect(desk.get_by_role("heading", name="Write it down", level=1)).to_be_visible()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    desk.goto("/search/?q=memo+meeting")
    expect(desk.get_by_role("main")).to_contain_text(WORDS)


def test_a_refused_form_keeps_rows_that_were_just_added(desk: Page) -> None:
    person = PersonFactory(name="Nina New")
    desk.goto("/admin/principles/quote/add/")
    desk.locator("#id_text").fill(WORDS)
    desk.get_by_role("button", name="Add another Speaker").click()
    choose(desk, "attributions-0-person", person.name)
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("A published quote needs a citation")).to_be_visible()
    expect(desk.locator("#id_text")).to_have_value(WORDS)
    expect(desk.locator("#id_attributions-0-person + .select2-container")).to_contain_text("Nina")


@pytest.fixture
def quote() -> Quote:
    passage = PassageFactory(text="Words of the source that differ in a place.")
    quote = published_quote(
        "Words of the quote that differ in a place.",
        passage=passage,
        tags=["a tag"],
        speakers=[PersonFactory()],
    )
    published_principle(quote)
    return quote


def test_a_list_is_narrowed_to_a_source_by_typing(desk: Page, quote: Quote) -> None:
    other = published_quote("From another source.")
    title = quote.citations.get().source.title
    desk.goto(address(Quote))
    expect(desk.get_by_role("row", name=re.compile(other.opening))).to_be_visible()
    desk.locator("#source-filter + .select2-container").click()
    desk.get_by_role("searchbox").last.fill(title)
    desk.locator(".select2-results__option", has_text=title).click()
    desk.get_by_role("button", name="Show").click()
    expect(desk.get_by_role("row", name=re.compile(quote.opening))).to_be_visible()
    expect(desk.get_by_role("row", name=re.compile(other.opening))).not_to_be_visible()
    desk.get_by_role("link", name="All sources").click()
    expect(desk.get_by_role("row", name=re.compile(other.opening))).to_be_visible()


def test_passages_are_offered_of_the_source_chosen_beside_them(desk: Page, quote: Quote) -> None:
    source = quote.citations.get().source
    PassageFactory(label="Another source’s page", text="Words that are somewhere else.")
    desk.goto(address(Quote, "add"))
    desk.get_by_role("button", name="Add another Citation").click()
    options = desk.locator(".select2-results__option")
    field = desk.locator("#id_citations-0-passage + .select2-container")
    field.click()
    expect(options).to_have_count(2)
    desk.keyboard.press("Escape")
    choose(desk, "citations-0-source", source.title)
    field.click()
    expect(options).to_have_count(1)
    expect(options).to_contain_text(f"{source.code} · {source.title}")


@pytest.mark.parametrize("kind", [Quote, Principle, Source])
@pytest.mark.parametrize("width", [1280, 1600])
def test_a_list_fits_beside_its_filters(desk: Page, quote: Quote, kind: Any, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(address(kind))
    table, box = desk.locator("#result_list"), desk.locator(".results")
    assert table.evaluate("e => e.offsetWidth") <= box.evaluate("e => e.clientWidth")


def test_no_page_of_the_desk_breaks_the_content_policy(desk: Page, quote: Quote) -> None:
    source, principle = Source.objects.get(), Principle.objects.get()
    speaker, tag = quote.speakers.get(), quote.quote_tags.get().tag
    for entry in (quote, source, principle, speaker, tag, source.passages.get()):
        kind = type(entry)
        for url in (address(kind), address(kind, "add"), address(entry)):
            desk.goto(url)
            expect(desk.locator("#content")).to_be_visible()
        for page in ("delete", "history"):
            desk.goto(address(entry, page))
            expect(desk.locator("#content")).to_be_visible()
    for url in ("/admin/principles/", f"{address(Quote)}?q=nothing+found"):
        desk.goto(url)
        expect(desk.locator("#content")).to_be_visible()


def test_the_first_page_is_accessible(desk: Page, quote: Quote, axe: Callable[[str], None]) -> None:
    axe("/admin/")


def test_a_quote_of_a_principle_is_edited_in_its_row(desk: Page, quote: Quote) -> None:
    support = quote.supports.get()
    desk.goto(address(support.principle))
    desk.get_by_role("link", name=f"Edit {quote.code}").click()
    expect(desk.locator("#id_supports-0-quote + .select2-container")).to_contain_text(quote.opening)
    desk.locator("#id_supports-0-note").fill("It says so.")
    save(desk)
    support.refresh_from_db()
    assert (support.quote, support.note) == (quote, "It says so.")


def test_quotes_are_put_in_order_by_keys_by_dragging_and_by_number(desk: Page) -> None:
    quotes = [published_quote(f"Words number {number}.") for number in range(4)]
    principle = published_principle(*quotes)
    first, second, third, last = (quote.code for quote in quotes)
    codes = desk.locator(".rows-as-text td > a[href*='/quote/']")
    desk.goto(address(principle))
    desk.get_by_role("button", name=f"Move {last}").press("Alt+Home")
    expect(codes).to_have_text([last, first, second, third])
    expect(desk.get_by_role("button", name=f"Move {last}")).to_be_focused()
    expect(desk.get_by_text(f"{last}, place 1 of 4.")).to_be_visible()
    desk.get_by_role("button", name=f"Move {last}").press("Alt+ArrowDown")
    expect(codes).to_have_text([first, last, second, third])
    desk.get_by_label(f"Place of {third}").fill("1")
    desk.get_by_label(f"Place of {third}").press("Tab")
    expect(codes).to_have_text([third, first, last, second])
    box = desk.get_by_label(f"Place of {third}").bounding_box()
    assert box
    desk.get_by_role("button", name=f"Move {second}").hover()
    desk.mouse.down()
    desk.mouse.move(box["x"], box["y"], steps=5)
    desk.mouse.up()
    expect(codes).to_have_text([second, third, first, last])
    save(desk)
    placed = list(principle.supports.values_list("quote", "position"))
    assert placed == [(quotes[n].pk, place) for place, n in enumerate((1, 2, 0, 3), 1)]
