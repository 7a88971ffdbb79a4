"""Principles as an editor writes them, links quotes to them and publishes them."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles.models import Principle, Quote, Status, Support
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PrincipleFactory,
    QuoteFactory,
    TagFactory,
    published_principle,
    published_quote,
    support,
)

pytestmark = pytest.mark.django_db


def new_principle(desk: Client) -> Page:
    page = Page(desk, address(Principle, "add"))
    page.data |= {"name": "Write it down", "maxim": "Write.", "summary": "Write things down."}
    return page


def test_a_principle_is_written_with_everything_that_belongs_to_it(desk: Client) -> None:
    first, second, other, tag = published_quote(), QuoteFactory(), PrincipleFactory(), TagFactory()
    page = new_principle(desk)
    page.add("supports", quote=first, note="It says so.")
    page.add("supports", quote=second)
    page.add("see_also", other=other, note="The same for meetings.")
    page.add("principle_tags", tag=tag)
    response = page.save(
        status="published",
        aliases="notes, memos",
        other_names="memos",
        body=f"As [{first.code}] has it.",
    )
    assert response.status_code == 302, sentences(response)
    principle = Principle.objects.get(name="Write it down")
    assert (principle.slug, principle.aliases) == ("write-it-down", ["notes", "memos"])
    assert principle.other_names == ["memos"]
    linked = principle.supports.values_list("quote", "position", "note")
    assert list(linked) == [(first.pk, 1, "It says so."), (second.pk, 2, "")]
    assert principle.see_also.get().other == other
    assert list(principle.tags.all()) == [tag]
    assert principle.published_at is not None


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_body_refers_to_quotes_that_there_are(desk: Client, status: str) -> None:
    response = new_principle(desk).save(body="As [Q999] has it.", status=status)
    assert "The body refers to Q999, and there is no such quote." in sentences(response)
    assert "As [Q999] has it." in response.content.decode()
    assert not Principle.objects.exists()


def test_a_published_principle_rests_on_a_published_quote(desk: Client) -> None:
    page = new_principle(desk)
    page.add("supports", quote=QuoteFactory(text="A draft is no footing."))
    response = page.save(status="published")
    assert "needs a published quote to rest on" in sentences(response)
    assert "A draft is no footing." in response.content.decode()


def test_the_last_quote_of_a_published_principle_stays(desk: Client) -> None:
    principle = published_principle()
    page = Page(desk, address(principle))
    page.change("supports", 0, DELETE="on")
    assert "needs a published quote to rest on" in sentences(page.save())
    assert principle.supports.count() == 1


def test_two_quotes_can_change_places(desk: Client) -> None:
    principle = PrincipleFactory()
    first, second = QuoteFactory(), QuoteFactory()
    support(principle, first)
    support(principle, second)
    page = Page(desk, address(principle))
    page.change("supports", 0, position=2)
    page.change("supports", 1, position=1)
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert list(principle.supports.values_list("quote", flat=True)) == [second.pk, first.pk]


def test_a_new_quote_goes_to_the_end(desk: Client) -> None:
    principle = PrincipleFactory()
    support(principle, QuoteFactory())
    quote = QuoteFactory()
    page = Page(desk, address(principle))
    page.add("supports", quote=quote, position="")
    assert page.save().status_code == 302
    assert principle.supports.get(quote=quote).position == 2


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({3: 1}, [3, 0, 1, 2]),
        ({0: 3}, [1, 2, 0, 3]),
        ({2: 0}, [2, 0, 1, 3]),
        ({0: 99}, [1, 2, 3, 0]),
        ({1: ""}, [0, 2, 3, 1]),
        ({2: 1, 3: 1}, [3, 2, 0, 1]),
        ({0: 4, 1: 3, 2: 2, 3: 1}, [3, 2, 1, 0]),
    ],
)
def test_a_typed_place_inserts_and_all_are_numbered(
    desk: Client, typed: dict[int, Any], order: list[int]
) -> None:
    principle, quotes = PrincipleFactory(), QuoteFactory.create_batch(4)
    for position, quote in zip((1, 2, 5, 9), quotes, strict=True):
        Support.objects.create(principle=principle, quote=quote, position=position)
    page = Page(desk, address(principle))
    for row, place in typed.items():
        page.change("supports", row, position=place)
    response = page.save()
    assert response.status_code == 302, sentences(response)
    placed = principle.supports.values_list("quote", "position")
    assert list(placed) == [(quotes[row].pk, place) for place, row in enumerate(order, 1)]


def test_a_deleted_row_leaves_no_gap_and_a_new_one_is_inserted(desk: Client) -> None:
    principle, quotes = PrincipleFactory(), QuoteFactory.create_batch(4)
    for quote in quotes[:3]:
        support(principle, quote)
    page = Page(desk, address(principle))
    page.change("supports", 0, DELETE="on")
    page.add("supports", quote=quotes[3], position=3)
    response = page.save()
    assert response.status_code == 302, sentences(response)
    placed = principle.supports.values_list("quote", "position")
    assert list(placed) == [(quotes[1].pk, 1), (quotes[3].pk, 2), (quotes[2].pk, 3)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("first", "Enter a whole number."),
        ("-1", "greater than or equal to 0"),
        ("40000", "less than or equal to 32767"),
    ],
)
def test_a_place_that_cannot_be_is_refused_by_a_sentence(
    desk: Client, typed: str, told: str
) -> None:
    principle = PrincipleFactory()
    support(principle, QuoteFactory())
    page = Page(desk, address(principle))
    page.change("supports", 0, position=typed)
    assert told in sentences(page.save())


def test_a_new_principle_goes_to_the_end_of_the_index(desk: Client) -> None:
    PrincipleFactory(position=7)
    assert new_principle(desk).save().status_code == 302
    assert Principle.objects.get(name="Write it down").position == 8


def test_a_principle_keeps_the_place_that_is_typed(desk: Client) -> None:
    PrincipleFactory(position=7)
    assert new_principle(desk).save(position=0).status_code == 302
    principle = Principle.objects.get(name="Write it down")
    assert principle.position == 0
    assert Page(desk, address(principle)).data["position"] == "0"


def test_a_principle_after_the_last_possible_place_is_refused(desk: Client) -> None:
    PrincipleFactory(position=2147483647)
    assert "2147483647" in sentences(new_principle(desk).save())


def test_a_quote_linked_twice_is_refused_by_its_sentence(desk: Client) -> None:
    quote = QuoteFactory()
    page = new_principle(desk)
    page.add("supports", quote=quote)
    page.add("supports", quote=quote)
    said = sentences(page.save())
    assert "This quote supports the principle already." in said
    assert "duplicate" not in said


def test_it_does_not_refer_to_itself(desk: Client) -> None:
    principle = PrincipleFactory()
    page = Page(desk, address(principle))
    page.add("see_also", other=principle, note="A loop.")
    assert "A principle cannot refer to itself." in sentences(page.save())


def test_what_was_published_is_never_a_draft_again(desk: Client) -> None:
    principle = published_principle()
    response = Page(desk, address(principle)).save(status="draft")
    assert response.status_code == 200
    principle.refresh_from_db()
    assert principle.status == Status.PUBLISHED


def test_a_slug_is_no_number(desk: Client) -> None:
    response = new_principle(desk).save(slug="2024")
    assert "digits only" in sentences(response) or "digits alone" in sentences(response)


def test_a_slug_that_cannot_be_still_shows_the_form(desk: Client) -> None:
    principle = published_principle()
    response = Page(desk, address(principle)).save(slug="no such slug")
    assert response.status_code == 200
    assert 'value="no such slug"' in response.content.decode()


def test_a_principle_with_hundreds_of_quotes_is_one_form(desk: Client) -> None:
    principle = PrincipleFactory()
    quotes = QuoteFactory.create_batch(210)
    principle.supports.bulk_create(
        Support(principle=principle, quote=quote, position=position)
        for position, quote in enumerate(quotes, 1)
    )
    page = Page(desk, address(principle))
    page.change("supports", 209, note="The last of them.")
    response = page.save()
    assert response.status_code == 302
    assert principle.supports.get(position=210).note == "The last of them."


# --- References to what readers do not see -------------------------------------------------------


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def withdraw(quote: Quote) -> Quote:
    Quote.objects.filter(pk=quote.pk).update(status=Status.WITHDRAWN)
    return quote


def listed(desk: Client) -> list[Principle]:
    response = desk.get(address(Principle), {"references": "broken"})
    return list(response.context["cl"].result_list)


def test_a_sentence_that_refers_to_what_is_not_public_is_told_at_save(desk: Client) -> None:
    draft, gone, public = QuoteFactory(), withdraw(published_quote()), published_quote()
    codes = (draft.code, gone.code, public.code)
    body = "First. As [{}] says, wait. Then go on.[{}] And see.[{}]".format(*codes)
    said = told(Page(desk, address(published_principle())).save(body=body))
    assert f"{draft.code} (draft) in “As [{draft.code}] says, wait.”" in said
    assert f"{gone.code} (withdrawn) in “Then go on.[{gone.code}]”" in said
    assert f"{public.code} (" not in said
    assert "?references=broken" in said


def test_a_body_that_refers_to_what_is_public_is_told_nothing(desk: Client) -> None:
    public = published_quote()
    response = Page(desk, address(PrincipleFactory())).save(body=f"Wait.[{public.code}]")
    assert response.status_code == 302
    assert "Readers do not see" not in told(response)


def test_principles_with_such_references_are_listed(desk: Client) -> None:
    gone, public = withdraw(published_quote()), published_quote()
    broken = published_principle(body=f"Wait.[{gone.code}] Go on.[{public.code}]")
    published_principle(body=f"Wait.[{public.code}]")
    PrincipleFactory()
    assert listed(desk) == [broken]


def test_the_list_of_them_costs_the_same_however_long(desk: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed(desk)
        return len(captured)

    draft = QuoteFactory()
    PrincipleFactory(body=f"Wait.[{draft.code}]")
    queries()
    few = queries()
    PrincipleFactory.create_batch(20, body=f"Wait.[{draft.code}]")
    assert queries() == few


def test_publishing_from_the_list_tells_of_them_too(desk: Client) -> None:
    draft = QuoteFactory()
    principle = PrincipleFactory(body=f"Wait.[{draft.code}]")
    support(principle, published_quote())
    chosen = {"action": "publish", "_selected_action": [principle.pk]}
    said = told(desk.post(address(Principle), chosen))
    assert f"{draft.code} (draft) in “Wait.[{draft.code}]”" in said


def test_withdrawing_a_quote_names_the_principles_that_refer_to_it(desk: Client) -> None:
    quote = published_quote()
    published_principle(name="Write it down", body=f"Wait.[{quote.code}]")
    said = told(Page(desk, address(quote)).save(status="withdrawn"))
    assert f"The body of “Write it down” refers to {quote.code}" in said


def test_withdrawing_from_the_list_names_them_too(desk: Client) -> None:
    quote, other = published_quote(), published_quote()
    published_principle(name="Write it down", body=f"Wait.[{quote.code}]")
    chosen = {"action": "withdraw", "_selected_action": [quote.pk, other.pk], "_withdraw": "1"}
    said = told(desk.post(address(Quote), chosen))
    assert "The body of “Write it down” refers to" in said
