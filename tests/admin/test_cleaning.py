"""Characters that nobody sees are taken out of what an editor types, with a sentence."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from principles.models import Passage, Person, Quote, Source
from tests.admin.pages import Page, address, sentences
from tests.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def told(client: Client) -> list[str]:
    return [str(message) for message in client.get("/admin/").context["messages"]]


def test_a_quote_is_cleaned_and_the_editor_told(desk: Client) -> None:
    Page(desk, address(Quote, "add")).save(text="\ufeffGood pro\u00adcess serves\u200b you.")
    assert Quote.objects.get().text == "Good process serves you."
    assert told(desk)[0] == (
        "What you typed was cleaned of what nobody sees: "
        "1 soft hyphen, 1 zero-width space and 1 byte-order mark."
    )


def test_a_refused_form_comes_back_clean_and_says_so_once(desk: Client) -> None:
    response = Page(desk, address(Quote, "add")).save(text="“Good pro\u00adcess.”")
    assert "Leave out the quotation marks" in sentences(response)
    assert "“Good process.”" in response.content.decode()
    assert [str(message) for message in response.context["messages"]] == [
        "What you typed was cleaned of what nobody sees: 1 soft hyphen."
    ]


def test_rows_are_cleaned_too(desk: Client) -> None:
    page = Page(desk, address(SourceFactory()))
    page.add("passages", label="p.\u2066 1\u2069", text="Good\x0bprocess.", language="en")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    passage = Passage.objects.get()
    assert (passage.label, passage.text) == ("p. 1", "Good process.")


def test_a_password_is_what_was_typed(admin_client: Client) -> None:
    passwords = dict.fromkeys(("password1", "password2"), "correct\u00ad horse\u200b battery")
    admin_client.post(
        "/admin/auth/user/add/", {"username": "lou", **passwords, "usable_password": "true"}
    )
    assert User.objects.get(username="lou").check_password(passwords["password1"])


@pytest.mark.parametrize("text", ["می\u200cخواهم", "a\u200eb", "10\u00a0000", "tab\tand\r\nline"])
def test_what_is_meant_stays(desk: Client, text: str) -> None:
    Page(desk, address(Quote, "add")).save(text=text)
    assert Quote.objects.get().text == text
    assert not any("cleaned" in sentence for sentence in told(desk))


def test_names_are_cleaned(desk: Client) -> None:
    Page(desk, address(Person, "add")).save(name="Grace\u202e Hopper", sort_name="Hopper, Grace")
    assert Person.objects.get().name == "Grace Hopper"


def test_text_stored_before_is_cleaned_when_it_is_saved(desk: Client) -> None:
    passage = PassageFactory(text="Good pro\u00adcess.")
    Page(desk, address(passage)).save()
    passage.refresh_from_db()
    assert passage.text == "Good process."
    assert Source.objects.count() == 1
