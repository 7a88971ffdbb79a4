"""The buttons of a form give an entry its status; a withdrawal keeps its reason."""

from typing import Any

import pytest
from django.test import Client

from principles.models import Quote, Status
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
)

pytestmark = pytest.mark.django_db

REASON = "The words are a paraphrase."


def buttons(desk: Client, url: str) -> list[str]:
    html = desk.get(url).content.decode()
    row = html[html.index('class="submit-row"') :]
    statuses = [status for status in Status.values if f'name="status" value="{status}"' in row]
    return [*statuses, *(["default"] if 'class="default button"' in row else [])]


def withdrawn(desk: Client, entry: Any, **fields: str) -> Any:
    page = Page(desk, address(entry))
    response = page.save(status="withdrawn", withdrawal_reason=REASON, **fields)
    assert response.status_code == 302, sentences(response)
    entry.refresh_from_db()
    return entry


def test_a_form_has_the_buttons_of_its_status(desk: Client) -> None:
    assert buttons(desk, address(Quote, "add")) == ["draft", "published", "default"]
    assert buttons(desk, address(PrincipleFactory())) == ["draft", "published", "default"]
    public = published_quote()
    assert buttons(desk, address(public)) == ["published", "withdrawn", "default"]
    public.status = Status.WITHDRAWN
    public.save()
    assert buttons(desk, address(public)) == ["published", "withdrawn", "default"]
    assert "Publish again" in desk.get(address(public)).content.decode()


def test_a_button_without_a_status_leaves_it(desk: Client) -> None:
    for quote in (QuoteFactory(), published_quote()):
        page = Page(desk, address(quote))
        del page.data["status"]
        response = page.save(_continue="1", note="Changed.")
        assert response.status_code == 302, sentences(response)
        was = quote.status
        quote.refresh_from_db()
        assert (quote.status, quote.note) == (was, "Changed.")


def test_a_new_quote_is_a_draft_unless_it_is_published(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    del page.data["status"]
    assert page.save(text="Good process.").status_code == 302
    assert Quote.objects.get().status == Status.DRAFT


def test_a_refused_publication_can_still_be_saved_as_a_draft(desk: Client) -> None:
    quote = QuoteFactory()
    response = Page(desk, address(quote)).save(status="published")
    assert response.status_code == 200
    html = response.content.decode()
    assert "Save draft" in html
    assert '<select name="status"' not in html
    assert 'type="hidden" name="status"' not in html


def test_a_reason_is_kept_and_shown_where_it_may_be(desk: Client, client: Client) -> None:
    entries: list[Any] = [published_quote(), published_principle()]
    for entry in entries:
        path = entry.get_absolute_url()
        withdrawn(desk, entry, shows_reason="on")
        assert entry.withdrawal_reason == REASON
        gone = client.get(path)
        assert gone.status_code == 410
        assert REASON in gone.content.decode()


def test_a_reason_is_the_editors_own_otherwise(desk: Client) -> None:
    quote = withdrawn(desk, published_quote())
    page = desk.get(f"/quotes/{quote.number}/")
    assert page.status_code == 410
    assert REASON not in page.content.decode()
    assert REASON in desk.get(address(quote)).content.decode()


def test_nobody_is_asked_why_of_a_draft(desk: Client) -> None:
    assert "withdrawal_reason" not in desk.get(address(QuoteFactory())).content.decode()


def test_the_answer_leads_to_the_page_and_to_the_form(desk: Client) -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    for status in ("draft", "published"):
        Page(desk, address(quote)).save(status=status)
        told = " ".join(str(each) for each in desk.get("/admin/").context["messages"])
        assert f'<a href="{address(quote)}">Edit {quote.code}</a>' in told
        sees = f'<a href="{quote.get_absolute_url()}">See it</a>' in told
        assert sees is (status == "published")
