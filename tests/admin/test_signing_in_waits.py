"""Whoever signs in while tables are kept busy is told so soon, and can send the same form again."""

import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import psycopg
import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from principles.admin.signing_in import PER_ACCOUNT
from principles.models import Attempt, Report, turns
from principles.models.locks import Lock
from tests.dumps import connect
from tests.factories import published_quote

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse"
KEPT_BY_A_RESTORE = (
    "LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE",
    "DELETE FROM principles_attempt",
)
Holder = psycopg.Connection[tuple[object, ...]]


class Form(HTMLParser):
    """The fields of the form on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name"):
            self.fields[str(found["name"])] = found.get("value") or ""


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Holder]:
    """Another client of the database, for whose locks the site waits a moment only."""
    monkeypatch.setattr(turns, "LONGEST_WAIT", 200)
    with connect(str(connection.settings_dict["NAME"])) as holder:
        yield holder
        holder.rollback()


def opened(browser: Client) -> dict[str, str]:
    return Form(browser.get("/admin/login/?next=/admin/").content.decode()).fields


def sign_in(browser: Client, fields: dict[str, str], password: str = PASSWORD) -> Any:
    typed = {**fields, "username": "eda", "password": password}
    return browser.post("/admin/login/", typed)


def assert_told(response: Any) -> None:
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "The database took too long to answer" in page
    assert PASSWORD not in page


@pytest.mark.parametrize("statement", KEPT_BY_A_RESTORE)
def test_a_form_sent_during_a_restore_signs_in_after_it(
    browser: Client, editor: User, other: Holder, statement: str
) -> None:
    fields = opened(browser)
    assert sign_in(browser, fields, "battery staple").status_code == 200
    other.execute(statement)
    response = sign_in(browser, fields)
    assert_told(response)
    other.rollback()
    carried = Form(response.content.decode()).fields
    assert carried["username"] == "eda"
    assert sign_in(browser, carried).status_code == 302
    assert browser.get("/admin/").status_code == 200


def test_a_try_that_the_database_kept_waiting_does_not_count(
    browser: Client, editor: User, other: Holder
) -> None:
    other.execute("LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE")
    assert_told(sign_in(browser, opened(browser)))
    assert not Attempt.objects.exists()


def test_nobody_is_signed_in_by_a_form_that_came_back(
    browser: Client, editor: User, other: Holder
) -> None:
    other.execute("LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE")
    assert_told(sign_in(browser, opened(browser)))
    assert "sessionid" not in browser.cookies
    assert browser.get("/admin/").status_code == 302


@pytest.fixture
def chief(browser: Client, django_user_model: type[User]) -> User:
    """Whoever may edit accounts, signed in."""
    user = django_user_model.objects.create_superuser("olga", password=PASSWORD)
    browser.force_login(user)
    return user


def test_signing_out_waits_for_no_restore(browser: Client, chief: User, other: Holder) -> None:
    token = Form(browser.get("/admin/").content.decode()).fields
    other.execute("DELETE FROM django_session")
    response = browser.post("/admin/logout/", token)
    assert_told(response)
    other.rollback()
    assert browser.get("/admin/").status_code == 200
    carried = Form(response.content.decode()).fields
    assert browser.post("/admin/logout/", carried).status_code == 200
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("password_change/", {"old_password": PASSWORD, "new": "x-1 long enough"}),
        ("auth/user/{}/password/", {"new": "x-1 long enough", "usable_password": "true"}),
        ("auth/user/{}/change/", {"username": "olga2"}),
    ],
)
def test_an_account_is_changed_without_waiting_for_long(
    browser: Client, chief: User, other: Holder, address: str, typed: dict[str, str]
) -> None:
    path = f"/admin/{address.format(chief.pk)}"
    fields = Form(browser.get(path).content.decode()).fields | typed
    new = fields.pop("new", "")
    other.execute("LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE")
    both = {"new_password1": new, "new_password2": new, "password1": new, "password2": new}
    assert_told(browser.post(path, fields | both))


@pytest.mark.parametrize(
    "statement",
    [
        "LOCK TABLE principles_report IN SHARE ROW EXCLUSIVE MODE",
        "SELECT FROM principles_quote FOR UPDATE",
    ],
)
def test_a_report_that_waits_keeps_nobody_from_being_counted(
    other: Holder, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 3_000)
    quote = published_quote("Ships sail at dawn.")
    other.execute(statement)

    def report() -> None:
        Client().post(f"/report/{quote.number}/", {"about": "words", "message": "Wrong."})
        connection.close()

    waiting = threading.Thread(target=report)
    waiting.start()
    with connect(str(connection.settings_dict["NAME"])) as counter:
        until_somebody_waits(counter)
        found = counter.execute("SELECT pg_try_advisory_xact_lock(%s)", [Lock.LIMIT]).fetchone()
    other.rollback()
    waiting.join()
    assert found == (True,)
    assert Report.objects.count() == 1


class Together(ModelBackend):
    """Finds every password wrong, once as many tries are under way as one account has."""

    all_there = threading.Barrier(PER_ACCOUNT.most)

    def authenticate(self, *_: Any, **__: Any) -> None:
        self.all_there.wait(30)


def test_a_lock_is_one_line_where_tries_come_at_once(
    editor: User, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.Together"]

    def fail() -> None:
        sign_in(Client(), {})
        connection.close()

    tries = [threading.Thread(target=fail) for _ in range(PER_ACCOUNT.most)]
    for each in tries:
        each.start()
    for each in tries:
        each.join()
    failed = [line for line in caplog.messages if "Signing in failed" in line]
    locked = [line for line in caplog.messages if "Signing in is locked" in line]
    assert (len(failed), len(locked)) == (PER_ACCOUNT.most, 1)


def until_somebody_waits(watcher: Holder) -> None:
    deadline = time.monotonic() + 30
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while watcher.execute(waiting).fetchone() == (0,):
        assert time.monotonic() < deadline
        time.sleep(0.05)
