"""The real page of a draft for who may change it; in no reader's sight."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from principles.models import Status
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db
WORDS = "Count the crates before noon."


@pytest.fixture
def drafts() -> list[Any]:
    source = SourceFactory(title="A memo", text_access="full")
    stored(source, WORDS)
    return [
        QuoteFactory(text=WORDS, status=Status.DRAFT),
        PrincipleFactory(name="Count twice", maxim="Count.", status=Status.DRAFT),
        source,
        PersonFactory(name="Ann Other"),
    ]


def editor(client: Client, group: str = "Editors") -> Client:
    user = User.objects.create_user("eda", is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


def preview_of(entry: Any) -> str:
    return f"{entry.get_absolute_url()}?preview=1"


def test_an_editor_sees_the_page_of_a_draft(client: Client, drafts: list[Any]) -> None:
    editor(client)
    for entry, words in zip(drafts, [WORDS, "Count twice", "A memo", "Ann Other"], strict=True):
        response = client.get(preview_of(entry))
        html = response.content.decode()
        assert response.status_code == 200, entry
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == (
            "no-store, private",
            "noindex",
        )
        assert words in html
        assert "seen by editors only" in html
        assert 'rel="canonical"' not in html
        assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize("group", [None, "Nobody"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_nobody_else_sees_it(
    client: Client, drafts: list[Any], group: str | None, method: str
) -> None:
    if group:
        editor(client, group)
    for entry in drafts:
        response = getattr(client, method)(preview_of(entry))
        assert response.status_code == 404, entry
        assert "no-store" not in response.get("Cache-Control", "")


def test_what_an_editor_saw_is_kept_for_nobody(client: Client, drafts: list[Any]) -> None:
    for _ in range(2):
        editor_client = Client()
        editor_client.force_login(
            User.objects.get_or_create(username="eda", is_staff=True, is_superuser=True)[0]
        )
        assert editor_client.get(preview_of(drafts[0])).status_code == 200
        assert client.get(preview_of(drafts[0])).status_code == 404
        assert client.get(drafts[0].get_absolute_url()).status_code == 404


def test_a_reader_who_asks_for_a_preview_gets_the_page(client: Client) -> None:
    quote = published_quote(WORDS)
    html = client.get(preview_of(quote)).content.decode()
    assert 'rel="canonical"' in html
    assert "edit-bar" not in html


def test_a_withdrawn_entry_is_gone_but_for_editors(client: Client) -> None:
    quote = published_quote(WORDS)
    quote.status = Status.WITHDRAWN
    quote.save()
    assert client.get(preview_of(quote)).status_code == 410
    assert (
        "Withdrawn, seen by editors only" in editor(client).get(preview_of(quote)).content.decode()
    )


def test_numbers_lead_to_the_preview(client: Client, drafts: list[Any]) -> None:
    editor(client)
    quote, principle, *_ = drafts
    for kind, entry in (("quotes", quote), ("principles", principle)):
        response = client.get(f"/{kind}/{entry.number}/?preview=1")
        assert response["Location"] == preview_of(entry)


def test_the_form_of_a_draft_leads_to_its_preview(client: Client, drafts: list[Any]) -> None:
    editor(client)
    for entry in drafts:
        name = entry._meta.model_name
        html = client.get(f"/admin/principles/{name}/{entry.pk}/change/").content.decode()
        assert f'href="{preview_of(entry)}">Preview' in html


def test_a_reader_pays_nothing_for_previews(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    quote = published_quote(WORDS)
    with django_assert_max_num_queries(12):
        client.get(quote.get_absolute_url())
