"""A form has as many rows as it was sent with, and no more than a worker can read."""

from typing import Any

import pytest
from django.test import Client

from principles.admin.inlines import MOST_ROWS
from principles.models import Principle, Support
from tests.admin.pages import Page, address, sentences
from tests.factories import QuoteFactory, published_principle

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(desk: Client) -> Page:
    return Page(desk, address(published_principle(name="Before")))


def impossible(opened: Page, written: str) -> Any:
    opened.add("supports", quote=QuoteFactory(), note="Typed with care")
    opened.data["supports-TOTAL_FORMS"] = written
    return opened.save(name="After")


@pytest.mark.parametrize("written", ["999999999", str(MOST_ROWS + 1), "9" * 5_000])
def test_an_impossible_number_of_rows_is_refused_with_nothing_lost(
    opened: Page, written: str
) -> None:
    kept = Support.objects.count()
    response = impossible(opened, written)
    assert response.status_code == 400
    assert "more than 1,000 rows" in sentences(response)
    page = response.content.decode()
    assert 'value="After"' in page
    assert "Typed with care" in page
    assert page.count('name="supports-1-note"') == 1
    assert 'name="supports-2-note"' not in page
    assert (Principle.objects.get().name, Support.objects.count()) == ("Before", kept)


def test_a_principle_may_rest_on_five_hundred_quotes(desk: Client) -> None:
    principle = published_principle()
    Support.objects.bulk_create(
        Support(principle=principle, quote=quote, position=position)
        for position, quote in enumerate(QuoteFactory.create_batch(500), 2)
    )
    opened = Page(desk, address(principle))
    opened.change("supports", 500, note="The last of them")
    assert opened.save().status_code == 302
    assert Support.objects.filter(note="The last of them").exists()
