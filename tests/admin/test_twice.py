"""Nothing gets into the base twice unawares: neither a name nor a form that is sent again."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from principles.models import Person, Principle, Quote, Source
from tests.admin.pages import Page, address, sentences
from tests.factories import PersonFactory, PrincipleFactory, QuoteFactory, SourceFactory

pytestmark = pytest.mark.django_db


def told(client: Client) -> list[str]:
    return [str(message) for message in client.get("/admin/").context["messages"]]


def test_a_form_that_is_sent_again_makes_nothing_more(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    page.save(text="Good process serves you.")
    quote = Quote.objects.get()
    told(desk)
    response = page.save(text="Good process serves you.")
    assert response["Location"] == address(quote)
    assert told(desk) == [f"This was already saved, as {quote.code}."]
    assert Quote.objects.count() == 1


def test_what_is_typed_anew_after_back_is_not_lost(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    page.save(text="Good process serves you.")
    page.save(text="Good process serves you well.")
    assert Quote.objects.count() == 2


def test_each_empty_form_has_a_token_of_its_own(desk: Client) -> None:
    for text in ("Good process.", "Customers come first."):
        Page(desk, address(Quote, "add")).save(text=text)
    assert Quote.objects.count() == 2


def test_a_refused_form_can_be_sent_again(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    page.save(text="“Good process.”")
    assert page.save(text="Good process.").status_code == 302
    assert Quote.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "%", "0" * 32])
def test_an_odd_token_stops_nothing(desk: Client, token: str) -> None:
    page = Page(desk, address(Quote, "add"))
    assert page.save(text="Good process.", once=token).status_code == 302
    assert Quote.objects.count() == 1


def test_the_log_shows_nothing_of_the_token(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    page.save(text="Good process.")
    assert LogEntry.objects.get().get_change_message() == "Added."


def twin(kind: type[Any]) -> tuple[Any, dict[str, str]]:
    if kind is Person:
        names = {"name": "Gräce HOPPER", "sort_name": "Hopper, Grace"}
        return PersonFactory(name="Grace Hopper"), names
    if kind is Principle:
        fields = {"name": "Write it DOWN!", "maxim": "A page.", "summary": "A page is better."}
        return PrincipleFactory(name="Write it down"), fields
    source = SourceFactory(title="On memos", year=1997)
    return source, {"title": "On Memos.", "year": "1997", "kind": "letter"}


@pytest.mark.parametrize("kind", [Person, Principle, Source])
def test_a_name_that_is_there_is_asked_about_once(desk: Client, kind: type[Any]) -> None:
    there, fields = twin(kind)
    page = Page(desk, address(kind, "add"))
    asked = page.save(**fields)
    assert asked.status_code == 200
    assert f'<a href="{address(there)}">' in sentences(asked)
    assert kind.objects.count() == 1
    page.data["twins"] = asked.context["adminform"].form["twins"].value()
    response = page.save(**fields)
    assert response.status_code == 302, sentences(response)
    assert kind.objects.count() == 2


def test_an_entry_that_keeps_its_name_is_not_asked_about(desk: Client) -> None:
    PersonFactory(name="Grace Hopper")
    page = Page(desk, address(PersonFactory(name="Grace Hopper")))
    assert page.save(note="An admiral.").status_code == 302


def test_a_name_changed_to_one_that_is_there_is_asked_about(desk: Client) -> None:
    PersonFactory(name="Grace Hopper")
    page = Page(desk, address(PersonFactory(name="Ada Lovelace")))
    assert "already" in sentences(page.save(name="Grace Hopper"))


def test_letters_of_two_years_are_no_twins(desk: Client) -> None:
    SourceFactory(title="On memos", year=1997)
    page = Page(desk, address(Source, "add"))
    response = page.save(title="On memos", year="1998", kind="letter")
    assert response.status_code == 302, sentences(response)


def test_a_quote_has_no_name_to_ask_about(desk: Client) -> None:
    assert "twins" not in Page(desk, address(QuoteFactory())).data
