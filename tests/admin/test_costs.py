"""What saves and bulk actions of the desk cost, however much belongs to what is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles.models import Principle, Quote, Source, Support
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db

MOST = 40  # queries of a save, besides one for each changed row
TWO_PARAGRAPHS = "\r\n\r\nIt has two paragraphs."  # as a browser posts them


def quotes(number: int) -> list[Quote]:
    first = Quote.objects.count()
    rows = (Quote(text=f"Bulk {first + n} was said by somebody.") for n in range(number))
    made: list[Quote] = Quote.objects.bulk_create(rows)
    return made


def full_principle(rows: int) -> Principle:
    principle = published_principle()
    Support.objects.bulk_create(
        Support(principle=principle, quote=quote, position=place, note=f"Note {TWO_PARAGRAPHS}")
        for place, quote in enumerate(quotes(rows), 2)
    )
    return principle


def full_quote(rows: int) -> Quote:
    words = f"Good process serves the {rows} of you."
    quote = published_quote(words, passage=stored(SourceFactory(), words))
    for number in range(rows):
        support(PrincipleFactory(), quote)
        speak(quote, PersonFactory())
        tag(quote, f"tag {number}x")
        cite(quote, SourceFactory())
    recompute()
    return quote


def full_source(rows: int) -> Source:
    source = SourceFactory()
    for number in range(rows):
        stored(source, f"Passage number {number} is stored.{TWO_PARAGRAPHS}")
        contribute(source, PersonFactory())
    return source


def cost(act: Callable[..., Any], *arguments: Any, **fields: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = act(*arguments, **fields)
    assert response.status_code == 302, sentences(response)
    return len(captured)


@pytest.mark.parametrize(
    ("make", "field"), [(full_principle, "summary"), (full_quote, "note"), (full_source, "summary")]
)
def test_a_save_costs_the_same_however_many_rows_stay(
    desk: Client, make: Callable[[int], Any], field: str
) -> None:
    few, many = (Page(desk, address(make(rows))) for rows in (3, 30))
    few.save()
    counts = [cost(page.save, **{field: "Another."}) for page in (few, many)]
    assert counts[0] == counts[1] <= MOST


def test_rows_that_change_places_cost_one_query(desk: Client) -> None:
    pages = [Page(desk, address(full_principle(rows))) for rows in (3, 29)]
    pages[0].save()
    counts = []
    for page, rows in zip(pages, (4, 30), strict=True):
        page.change("supports", rows - 1, position=1)
        counts.append(cost(page.save))
    assert counts[0] == counts[1] <= MOST


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_bulk_action_costs_the_same_for_a_whole_batch(desk: Client, action: str) -> None:
    source = SourceFactory()

    def chosen(number: int) -> dict[str, Any]:
        made = [QuoteFactory() for _ in range(number)]
        for quote in made:
            cite(quote, source)
        numbers = [quote.pk for quote in made]
        if action == "withdraw":
            Quote.objects.filter(pk__in=numbers).update(status="published")
        return {"action": action, "_selected_action": numbers, "_withdraw": "1"}

    batches = [chosen(number) for number in (1, 2, 30)]
    recompute()
    _, few, many = [cost(desk.post, address(Quote), each) for each in batches]
    assert few == many <= MOST
    assert not Quote.objects.filter(status="draft").exists()


def test_a_principle_with_many_quotes_is_a_small_page(desk: Client) -> None:
    html = desk.get(address(full_principle(399))).content
    assert len(html) <= 200_000
    assert html.count(b"-position") >= 400


def test_a_row_of_text_posts_its_place_alone_and_keeps_the_rest(desk: Client) -> None:
    principle = full_principle(2)
    page = Page(desk, address(principle))
    for name in [name for name in page.data if name.endswith(("-quote", "-note"))]:
        del page.data[name]
    before = list(principle.supports.order_by("-position").values_list("quote", "note"))
    for number, position in enumerate((3, 2, 1)):
        page.change("supports", number, position=position)
    assert cost(page.save) <= MOST
    assert list(principle.supports.values_list("quote", "note")) == before


def test_a_row_opens_by_its_address(desk: Client) -> None:
    support = full_principle(2).supports.last()
    assert support is not None
    closed = desk.get(address(support.principle))
    opened = desk.get(address(support.principle), {"edit": support.pk})
    name = b'name="supports-2-note"'
    assert (closed.content.count(name), opened.content.count(name)) == (0, 1)
