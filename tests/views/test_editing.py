"""An editor who is signed in gets from a page to its form; a reader sees nothing of it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from principles.models import Quote, Source
from tests.factories import PersonFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Any]:
    quote = published_quote(speakers=[PersonFactory()], tags=["memos"])
    principle = published_principle(quote)
    return [quote, principle, Source.objects.get(), quote.speakers.get(), quote.tags.get()]


def signed_in(client: Client, *, group: str = "Editors") -> Client:
    user = User.objects.create_user("eda", is_staff=bool(group))
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


def form_of(entry: Any) -> str:
    return f'href="/admin/principles/{entry._meta.model_name}/{entry.pk}/change/"'


def test_an_editor_gets_from_every_entry_to_its_form(client: Client, entries: list[Any]) -> None:
    signed_in(client)
    lacking = [
        entry
        for entry in entries
        if form_of(entry) not in client.get(entry.get_absolute_url()).content.decode()
    ]
    assert lacking == []


@pytest.mark.parametrize("group", ["", "Nobody"])
def test_who_may_not_change_an_entry_is_not_led_there(client: Client, group: str) -> None:
    quote = published_quote()
    signed_in(client, group=group)
    assert form_of(quote) not in client.get(quote.get_absolute_url()).content.decode()


def test_a_reader_sees_nothing_and_pays_nothing(
    client: Client, entries: list[Any], django_assert_max_num_queries: Any
) -> None:
    for entry in entries:
        html = client.get(entry.get_absolute_url()).content.decode()
        assert "edit-bar" not in html
    quote = next(entry for entry in entries if isinstance(entry, Quote))
    with django_assert_max_num_queries(12):
        client.get(quote.get_absolute_url())


def test_what_an_editor_is_answered_is_kept_by_nobody(client: Client) -> None:
    quote = published_quote()
    answer = signed_in(client).get(quote.get_absolute_url())
    assert "private" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]
    assert "ETag" not in answer
