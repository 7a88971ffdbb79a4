"""Publishing and withdrawing from a list."""

import pytest
from django.test import Client

from principles.models import Principle, Quote, Status
from tests.admin.pages import address
from tests.factories import (
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
)

pytestmark = pytest.mark.django_db


def act(desk: Client, action: str, *entries: Quote | Principle, **fields: str) -> str:
    """Choose the action for the entries, go on, and return the messages of the list."""
    selected = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    answer = {"_withdraw": "1", **fields}
    response = desk.post(address(type(entries[0])), {**selected, **answer, "index": 0}, follow=True)
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def statuses(*entries: Quote | Principle) -> list[str]:
    for entry in entries:
        entry.refresh_from_db()
    return [entry.status for entry in entries]


def test_each_entry_is_published_by_itself(desk: Client) -> None:
    cited, uncited = QuoteFactory(), QuoteFactory()
    cite(cited, SourceFactory())
    told = act(desk, "publish", cited, uncited)
    assert statuses(cited, uncited) == [Status.PUBLISHED, Status.DRAFT]
    assert "1 quote published." in told
    assert f"{uncited.code} is published, so it needs a citation" in told


def test_a_quote_on_which_a_principle_rests_is_not_withdrawn(desk: Client) -> None:
    resting, free = published_quote(), published_quote()
    published_principle(resting, name="Write it down")
    told = act(desk, "withdraw", resting, free)
    assert statuses(resting, free) == [Status.PUBLISHED, Status.WITHDRAWN]
    assert "“Write it down” is published" in told


def test_withdrawing_from_the_list_asks_why_and_keeps_it(desk: Client) -> None:
    quotes = [published_quote(), published_quote()]
    draft: Quote = QuoteFactory()
    numbers = [quote.pk for quote in (*quotes, draft)]
    asked = desk.post(address(Quote), {"action": "withdraw", "_selected_action": numbers})
    html = asked.content.decode()
    assert "Withdraw 2 quotes" in html
    assert "1 more that you selected are not published" in html
    assert statuses(*quotes) == [Status.PUBLISHED, Status.PUBLISHED]
    posted = dict(asked.context["carried"]) | {"_selected_action": numbers, "_withdraw": "1"}
    desk.post(address(Quote), posted | {"withdrawal_reason": "A hoax.", "shows_reason": "on"})
    assert statuses(*quotes, draft) == [Status.WITHDRAWN, Status.WITHDRAWN, Status.DRAFT]
    kept = {(quote.withdrawal_reason, quote.shows_reason) for quote in quotes}
    assert kept == {("A hoax.", True)}


def test_a_draft_cannot_be_withdrawn(desk: Client) -> None:
    draft = PrincipleFactory()
    assert "Only what was published can be withdrawn." in act(desk, "withdraw", draft)
    assert statuses(draft) == [Status.DRAFT]


def test_the_withdrawn_can_be_restored(desk: Client) -> None:
    principle = published_principle()
    act(desk, "withdraw", principle)
    assert statuses(principle) == [Status.WITHDRAWN]
    act(desk, "publish", principle)
    assert statuses(principle) == [Status.PUBLISHED]


def test_many_refusals_are_summed_up(desk: Client) -> None:
    told = act(desk, "publish", *(QuoteFactory() for _ in range(23)))
    assert "0 quotes published." in told
    assert "3 more were refused." in told


def test_actions_are_kept_in_the_history(desk: Client) -> None:
    principle = published_principle()
    act(desk, "withdraw", principle)
    assert "Withdrawn." in desk.get(address(principle, "history")).content.decode()
