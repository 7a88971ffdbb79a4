"""Every kind of page of the desk, as it is heard and seen: light and dark, narrow and wide.

The scheme changes nothing but colours, so in the dark the rules about colours are enough.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import Page, expect

from principles.models import Passage, Person, Principle, Quote, Report, SeeAlso, Source, Tag
from principles.provenance.verification import recompute
from tests.admin.pages import address
from tests.browser.signing_in import sign_in
from tests.factories import (
    PassageFactory,
    PersonFactory,
    SourceFactory,
    contribute,
    published_principle,
    published_quote,
)

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = (Principle, Quote, Source, Passage, Person, Tag)
PASSWORD = "correct horse"
COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES: tuple[tuple[Literal["light", "dark"], list[str]], ...] = (("light", []), ("dark", COLOURS))
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def account(transactional_db: None) -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


@pytest.fixture
def entries(account: User) -> None:
    """One of every kind, each with a row of everything that can belong to it."""
    speaker = PersonFactory(name="Ada Author")
    source = SourceFactory(title="A letter on memos", year=2016)
    contribute(source, speaker)
    passage = PassageFactory(source=source, text="Words of the source that differ in a place.")
    words = "Words of the quote that differ in a place."
    quote = published_quote(words, passage=passage, speakers=[speaker], tags=["memos"])
    principle = published_principle(quote, name="Write it down", tags=["memos"])
    other = published_principle(name="Read it in silence")
    SeeAlso.objects.create(principle=principle, other=other, note="What comes next.")
    recompute()
    Report.objects.create(quote=quote, words=words, about="words", message="It says less.")
    edited = ContentType.objects.get_for_model(Quote)
    LogEntry.objects.create(
        user=account, content_type=edited, object_id=quote.pk, object_repr="Q1", action_flag=CHANGE
    )


@pytest.fixture
def desk(page: Page, account: User, entries: None, base_url: str) -> Page:
    sign_in(page.context, base_url, account)
    return page


@pytest.fixture(params=[375, 1280])
def check(request: pytest.FixtureRequest, page: Page) -> Callable[[], None]:
    """Check the page that is open for accessibility, and that it does not scroll sideways."""
    width = request.param
    page.set_viewport_size({"width": width, "height": 900})

    def run() -> None:
        page.wait_for_load_state()
        found = []
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for rule in _violations(page, rules):
                nodes = ", ".join(str(node["target"]) for node in rule["nodes"])
                found.append(f"{page.url}, {scheme}, {width} px, {rule['id']}: {nodes}")
        assert not found, "\n".join(found)
        assert page.evaluate(OVERFLOW) == 0, f"{page.url} scrolls sideways at {width} px"

    return run


def _violations(page: Page, rules: list[str]) -> list[dict[str, Any]]:
    """Return what breaks the rules, or any rule if none is named; axe stays in the page."""
    options: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
    if not rules:
        found = Axe().run(page, options=options).response
    else:
        found = page.evaluate("options => axe.run(options)", {**options, "runOnly": rules})
    return list(found["violations"])


def entry_pages() -> Iterator[str]:
    for kind in KINDS:
        entry = kind.objects.order_by("pk").first()
        assert entry is not None
        yield from (address(kind), address(kind, "add"), address(entry))
    for tag_or_quote in (Tag.objects.get(), Quote.objects.earliest("pk")):
        yield from (address(tag_or_quote, "delete"), address(tag_or_quote, "history"))
    report = "/admin/principles/report/"
    yield from (report, f"{report}{Report.objects.get().pk}/change/")
    yield f"{address(Quote)}?q=words&status__exact=published"
    yield f"{address(Quote)}?q=nothing+found"
    yield f"{address(Person)}?_popup=1"
    yield f"{address(Person, 'add')}?_popup=1"


def account_pages(account: User) -> Iterator[str]:
    for kind, number in (("user", account.pk), ("group", Group.objects.get(name="Editors").pk)):
        place = f"/admin/auth/{kind}/"
        yield from (place, f"{place}add/", f"{place}{number}/change/", f"{place}{number}/delete/")
    yield f"/admin/auth/user/{account.pk}/password/"
    yield from ("/admin/password_change/", "/admin/password_change/done/")
    yield from ("/admin/", "/admin/principles/", "/admin/auth/")


def test_lists_and_forms_of_entries(desk: Page, check: Callable[[], None]) -> None:
    for path in entry_pages():
        desk.goto(path)
        check()


def test_pages_of_accounts(desk: Page, account: User, check: Callable[[], None]) -> None:
    for path in account_pages(account):
        desk.goto(path)
        check()


def test_forms_with_errors_and_rows_just_added(desk: Page, check: Callable[[], None]) -> None:
    for kind in (Principle, Quote, Source):
        desk.goto(address(kind, "add"))
        for button in desk.get_by_role("button", name=re.compile("^Add another")).all():
            button.click()
        check()
        desk.get_by_role("button", name=re.compile("^Save( draft)?$")).first.click()
        expect(desk.locator(".errornote")).to_be_visible()
        check()


def test_deleting_what_is_selected(desk: Page, check: Callable[[], None]) -> None:
    for kind in (Tag, Quote):
        desk.goto(address(kind))
        desk.locator("#result_list .action-select").first.check()
        desk.get_by_role("combobox", name="Action").select_option("delete_selected")
        desk.get_by_role("button", name=re.compile("^(Run|Go)")).click()
        expect(desk.locator(".delete-selected-confirmation")).to_be_visible()
        check()


def test_signing_out_and_in(desk: Page, check: Callable[[], None]) -> None:
    desk.goto("/admin/")
    desk.get_by_role("button", name="Log out").click()
    check()
    desk.goto("/admin/")
    check()
    desk.get_by_label("Username").fill("ada")
    desk.get_by_label("Password").fill("wrong")
    desk.get_by_role("button", name="Log in").click()
    expect(desk.locator(".errornote")).to_be_visible()
    check()


def test_a_choice_is_made_and_named_by_keyboard_alone(desk: Page) -> None:
    desk.goto(address(Quote, "add"))
    field = desk.get_by_role("combobox", name="Person")
    field.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("searchbox", name="Person")).to_be_focused()
    desk.keyboard.type("Ada")
    expect(desk.get_by_role("listbox", name="Person")).to_contain_text("Ada Author")
    expect(desk.get_by_role("option", name="Ada Author")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("combobox", name="Person Ada Author")).to_be_focused()


def test_the_card_for_signing_in_stands_in_the_middle_of_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/admin/login/")
    card = page.locator("#container").bounding_box()
    assert card
    assert card["x"] == 320 - card["x"] - card["width"]
