"""Five quotes of one source are picked and published, in few clicks, with and without a script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from principles.models import Quote, Source, Status
from tests.admin.pages import address
from tests.browser.signing_in import sign_in_as_editor
from tests.factories import PersonFactory, PrincipleFactory, SourceFactory, TagFactory, contribute
from tests.factories import stored as store

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = [f"Sentence {number} says what is to be done." for number in range(1, 8)]
MOST_CLICKS = 10


@pytest.fixture
def source(transactional_db: None) -> Source:
    source: Source = SourceFactory(title="The letter")
    contribute(source, PersonFactory(name="Ann Author"))
    store(source, " ".join(WORDS), label="p. 1")
    PrincipleFactory(name="Write it down")
    TagFactory(name="memos")
    return source


@pytest.fixture
def signed_in(context: BrowserContext, base_url: str, source: Source) -> str:
    sign_in_as_editor(context, base_url)
    return base_url


def pick_five(page: Page, source: Source) -> int:
    """Pick and publish five quotes; return how many clicks it took."""
    page.goto(address(source))
    page.get_by_role("link", name="Pick quotes").click()
    for words in WORDS[:5]:
        page.get_by_role("checkbox", name=words).click()
    page.get_by_label("Principle").fill("Write it down")
    page.get_by_label("Tag").fill("memos")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("5 quotes published.")
    return 7 + 2


def test_five_quotes_are_published_in_few_clicks(
    page: Page, signed_in: str, source: Source
) -> None:
    assert pick_five(page, source) <= MOST_CLICKS
    published = Quote.objects.filter(status=Status.PUBLISHED, tags__name="memos")
    assert published.filter(principles__name="Write it down").count() == 5


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_so_they_are_without_a_script(page: Page, signed_in: str, source: Source) -> None:
    pick_five(page, source)
    assert Quote.objects.filter(speakers__name="Ann Author").count() == 5


def test_a_second_tick_with_shift_makes_one_quote(
    page: Page, signed_in: str, source: Source
) -> None:
    page.goto(reverse("admin:principles_source_pick", args=[source.pk]))
    page.get_by_role("checkbox", name=WORDS[1]).click()
    page.get_by_role("checkbox", name=WORDS[3]).click(modifiers=["Shift"])
    expect(page.get_by_role("status")).to_have_text("1 quote picked")
    page.get_by_role("button", name="Save as drafts").click()
    expect(page.locator(".messagelist")).to_contain_text("saved as a draft: verbatim")
    assert Quote.objects.get().text == " ".join(WORDS[1:4])


def test_the_page_is_accessible(
    page: Page, signed_in: str, source: Source, axe: Callable[[str], None]
) -> None:
    axe(reverse("admin:principles_source_pick", args=[source.pk]))
