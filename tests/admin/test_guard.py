"""Odd addresses and forms: every page of the desk answers them, none with an error of its own."""

from typing import Any
from urllib.parse import quote as quoted

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from principles.models import Passage, Person, Principle, Quote, Source, Tag
from tests.admin.pages import Page, address
from tests.factories import PassageFactory, PersonFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db

KINDS: list[Any] = [Principle, Quote, Source, Person, Passage, Tag, User, Group]
MODELS = [kind._meta.model_name for kind in KINDS]
HUGE = "9" * 30
PASSAGES = "?app_label=principles&model_name=citation&field_name=passage"
ODD_LISTS = [
    "status=%00",
    "status__exact=%00",
    "status__exact=nonsense",
    "status__in=draft,published",
    "text__regex=(",
    "text__iregex=(",
    "note__regex=*",
    "slug__contains=a",
    "pk=1",
    "pk__in=a",
    "number__gt=abc",
    "id=abc",
    "modified__gte=yesterday",
    "modified__year=abc",
    "citations__source__title__regex=(",
    "is_staff__exact=maybe",
    "groups__id__exact=abc",
    "verdict=%27",
    "source=abc",
    f"source={HUGE}",
    "source=%F0%9F%98%80",
    "o=abc",
    "o=-1.-99",
    f"o={HUGE}",
    "o=1.2.3.4.5.6.7.8",
    "p=999999",
    "p=-1",
    "p=abc",
    f"p={HUGE}",
    "p=999999&e=1",
    "e=1",
    "all=",
    "_facets=True",
    "q=%F0%9F%98%80",
    "q=%22",
    "q=((%26%7C!:*",
    "q=" + "word%20" * 300,
    f"q=Q{HUGE}",
]
ODD_ANYWHERE = [
    "status=%00",
    "p=abc",
    "_popup=junk",
    "_to_field=number",
    "_to_field=text",
    f"_to_field={HUGE}",
    "_changelist_filters=%26%3D%25",
    "container=abc",
    f"container={HUGE}",
    "same_words_as=abc",
    "text=a&text=b",
    "published_at=abc",
    "a[]=1&=&&==",
]


@pytest.fixture
def owner(client: Client) -> Client:
    """Somebody who may open every page there is."""
    published_principle(
        published_quote(passage=PassageFactory(), tags=["a tag"], speakers=[PersonFactory()])
    )
    client.force_login(User.objects.create_superuser("olga"))
    client.raise_request_exception = False
    return client


def first_key(kind: type) -> int:
    found = kind._default_manager.values_list("pk", flat=True).first()  # type: ignore[attr-defined]  # a model class
    return found or 1


def pages_of(kind: type) -> list[str]:
    """Return the addresses of a kind: its list, an empty form, and the pages of one entry."""
    app, name = kind._meta.app_label, kind._meta.model_name  # type: ignore[attr-defined]  # a model class
    start, key = f"/admin/{app}/{name}/", first_key(kind)
    pages = [f"{start}{key}/{page}/" for page in ("change", "delete", "history")]
    return [start, f"{start}add/", *pages]


@pytest.mark.parametrize("kind", KINDS, ids=MODELS)
def test_no_query_string_breaks_a_list(owner: Client, kind: type) -> None:
    assert not broken(owner, pages_of(kind)[:1], [*ODD_LISTS, *ODD_ANYWHERE])


@pytest.mark.parametrize("kind", [Quote, Source], ids=["quote", "source"])
def test_no_query_string_breaks_a_form(owner: Client, kind: type) -> None:
    assert not broken(owner, pages_of(kind)[1:], ODD_ANYWHERE)


def broken(client: Client, pages: list[str], queries: list[str]) -> list[str]:
    return [
        f"{page}?{query}: {status}"
        for page in pages
        for query in queries
        if (status := client.get(f"{page}?{query}").status_code) not in {200, 302, 400, 404}
    ]


@pytest.mark.parametrize("kind", KINDS, ids=MODELS)
@pytest.mark.parametrize("key", ["999999", HUGE, "abc", "_2F%F0%9F%98%80"])
def test_unknown_keys_lead_back_to_the_desk(owner: Client, kind: type, key: str) -> None:
    start = pages_of(kind)[0]
    for page in ("change", "delete", "history"):
        response = owner.get(f"{start}{key}/{page}/", follow=True)
        assert response.status_code == 200
        assert "Perhaps it was deleted?" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/nowhere/",
        "/admin/principles/",
        "/admin/principles/nothing/",
        f"/admin/r/{HUGE}/1/",
        f"/admin/r/1/{HUGE}/",
        "/admin/r/abc/abc/",
        "/admin/jsi18n/?junk",
        "/admin/login/?next=//example.org",
        "/admin/autocomplete/",
        "/admin/autocomplete/?app_label=principles&model_name=citation&field_name=text",
        "/admin/autocomplete/?app_label=x&model_name=y&field_name=z&term=%27",
        f"/admin/autocomplete/?app_label=principles&model_name=citation&field_name=source&page={HUGE}",
        "/admin/autocomplete/?app_label=principles&model_name=citation&field_name=source&page=abc",
        "/admin/principles/source/choices/",
        "/admin/principles/source/choices/?app_label=principles&model_name=citation&field_name=text",
        "/admin/principles/passage/choices/?app_label=x&model_name=y&field_name=z&source=%27",
        f"/admin/principles/passage/choices/{PASSAGES}&source={HUGE}",
        f"/admin/principles/passage/choices/{PASSAGES}&source=abc&page=abc",
        "/admin/autocomplete/?app_label=principles&model_name=support&field_name=quote&term=%22(",
        "/admin/autocomplete/?app_label=principles&model_name=citation&field_name=passage&term=(",
    ],
)
def test_odd_paths_get_an_answer(owner: Client, path: str) -> None:
    assert owner.get(path).status_code in {200, 302, 400, 403, 404}


def test_a_page_that_is_not_there_says_so_once(owner: Client) -> None:
    response = owner.get(f"{address(Quote)}?p=999999")
    assert response.status_code == 200, "a list of one page ignores the number"
    assert owner.get(f"{address(Quote)}?status__exact=x&e=1").status_code == 200


@pytest.mark.parametrize("selected", ["abc", HUGE, "", "-1", "1,2"])
@pytest.mark.parametrize("action", ["publish", "withdraw", "delete_selected", "nonsense", ""])
def test_no_selection_breaks_an_action(owner: Client, action: str, selected: str) -> None:
    response = owner.post(
        address(Quote),
        {"action": action, "_selected_action": selected, "index": "x", "select_across": "0"},
        follow=True,
    )
    assert response.status_code == 200


@pytest.mark.parametrize("kind", KINDS, ids=MODELS)
@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"_save": ""},
        {"_saveasnew": "1"},
        {"_popup": "1", "_to_field": "number"},
        {"_popup": "junk", "status": "nonsense", "modified": "x", "opened": "x"},
        {"citations-TOTAL_FORMS": "abc", "citations-INITIAL_FORMS": "-1"},
        {"passages-TOTAL_FORMS": HUGE, "passages-INITIAL_FORMS": HUGE},
        {
            "container": "abc",
            "same_words_as": HUGE,
            "year": HUGE,
            "identifiers": ":",
            "aliases": ",",
        },
    ],
)
def test_no_form_breaks_a_page(owner: Client, kind: type, posted: dict[str, str]) -> None:
    _, add, change, delete, _ = pages_of(kind)
    statuses = {owner.post(page, posted).status_code for page in (add, change, delete)}
    assert statuses <= {200, 302, 400}


ODD_VALUES = [
    "",
    "abc",
    HUGE,
    "-1",
    "0",
    "é\u202e😀",
    "x" * 5000,
    "1e9",
    "[Q1]",
    "[Q999999999]",
    "on",
]


@pytest.mark.parametrize("kind", [Principle, Quote, Source, Person, Passage, Tag])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_no_value_breaks_a_form(owner: Client, kind: type, draw: st.DataObject) -> None:
    page = Page(owner, pages_of(kind)[2])
    for rows in ("citations", "attributions", "supports", "see_also", "contributions", "passages"):
        if f"{rows}-TOTAL_FORMS" in page.data and draw.draw(st.booleans()):
            page.add(rows, position=draw.draw(st.sampled_from(ODD_VALUES)))
    names = [name for name in page.data if not name.endswith("_FORMS")]
    for name in draw.draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
        page.data[name] = draw.draw(st.sampled_from(ODD_VALUES))
    assert page.save().status_code in {200, 302}


def test_what_is_sought_is_shown_without_becoming_markup(owner: Client) -> None:
    hostile = "<script>alert(1)</script>"
    html = owner.get(f"{address(Quote)}?q={quoted(hostile)}").content.decode()
    assert hostile not in html
