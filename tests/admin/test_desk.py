"""The first page of the desk, who may sit at it, and what its pages cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from principles.models import Passage, Person, Principle, Quote, Source, Tag
from tests.admin.pages import address
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_quote,
    speak,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db

KINDS = [Principle, Quote, Source, Person, Passage, Tag]


def test_the_first_page_says_where_to_begin(desk: Client) -> None:
    html = desk.get("/admin/").content.decode()
    assert settings.SITE_TITLE in html
    steps = [html.index(address(kind, "add")) for kind in (Source, Quote, Principle)]
    assert steps == sorted(steps)


@pytest.mark.parametrize("kind", KINDS)
def test_editors_edit_every_kind_of_entry(desk: Client, kind: Any) -> None:
    assert desk.get(address(kind)).status_code == 200
    assert desk.get(address(kind, "add")).status_code == 200


@pytest.mark.parametrize("kind", [Quote, Principle, Source])
def test_what_is_not_saved_yet_says_so(desk: Client, kind: Any) -> None:
    html = desk.get(address(kind, "add")).content.decode()
    assert "Not saved yet." in html
    assert "object at 0x" not in html


def test_what_is_saved_says_when(desk: Client) -> None:
    quote = QuoteFactory()
    html = desk.get(address(quote)).content.decode()
    assert "Not saved yet." not in html
    assert f"{localtime(quote.modified):%H:%M}" in html


def test_tags_are_listed_once(client: Client) -> None:
    client.force_login(User.objects.create_superuser("olga"))
    assert client.get("/admin/").content.decode().count(">Tags</a>") == 1
    assert client.get("/admin/taggit/tag/").status_code == 404


def test_editors_do_not_make_accounts(desk: Client) -> None:
    assert desk.get("/admin/auth/user/").status_code == 403


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    response = client.get(address(Quote))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_somebody_who_may_only_look_sees_entries_and_changes_none(client: Client) -> None:
    looker = User.objects.create_user("lou", is_staff=True)
    viewing = Group.objects.get(name="Editors").permissions.filter(codename__startswith="view_")
    looker.user_permissions.add(*viewing)
    client.force_login(looker)
    passage = PassageFactory(text="Good process serves you.")
    quote = published_quote("Good process serves you.", passage=passage, tags=["hiring"])
    response = client.get(address(quote))
    assert response.status_code == 200
    assert "Good process serves you." in response.content.decode()
    assert client.post(address(quote), {"text": "Changed."}).status_code == 403


def many_quotes(number: int) -> None:
    source, person = SourceFactory(), PersonFactory()
    for _ in range(number):
        quote = QuoteFactory()
        cite(quote, source)
        speak(quote, person)


MANY: dict[type, Callable[[int], object]] = {
    Quote: many_quotes,
    Principle: PrincipleFactory.create_batch,
    Source: SourceFactory.create_batch,
    Person: PersonFactory.create_batch,
    Passage: PassageFactory.create_batch,
    Tag: lambda number: tag(QuoteFactory(), *(f"tag {n}x" for n in range(number))),
}


def queries(desk: Client, url: str) -> int:
    desk.get(url)  # content types and the like are fetched once in the life of a process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_costs_the_same_however_long(desk: Client, kind: Any) -> None:
    MANY[kind](5)
    few = queries(desk, address(kind))
    kind.objects.all().delete()
    MANY[kind](30)
    assert desk.get(address(kind)).context["cl"].result_count == 30
    assert queries(desk, address(kind)) == few
    assert few <= 8


def full_quote(rows: int) -> Quote:
    quote = QuoteFactory(text="Few words." if rows < 10 else "Something else entirely.")
    for number in range(rows):
        passage = PassageFactory()
        cite(quote, passage.source, passage=passage)
        speak(quote, PersonFactory())
        support(PrincipleFactory(), quote)
        tag(quote, f"tag {number}x")
    return quote


def full_principle(rows: int) -> Principle:
    principle = PrincipleFactory()
    for number in range(rows):
        support(principle, QuoteFactory())
        principle.see_also.create(other=PrincipleFactory(), note="Why not.")
        tag(principle, f"tag {number}x")
    return principle


def full_source(rows: int) -> Source:
    source = SourceFactory(container=SourceFactory())
    for number in range(rows):
        contribute(source, PersonFactory())
        stored(source, f"Passage number {number}.")
    return source


@pytest.mark.parametrize("make", [full_quote, full_principle, full_source])
def test_a_form_costs_the_same_however_much_belongs_to_it(
    desk: Client, make: Callable[[int], Quote | Principle | Source]
) -> None:
    few, many = (queries(desk, address(make(rows))) for rows in (5, 20))
    assert many == few
    assert few <= 20
