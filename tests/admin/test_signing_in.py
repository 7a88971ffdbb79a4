"""Tries to sign in are counted before a password is hashed, and nobody locks out an editor."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from principles.admin.signing_in import KNOWN, PER_ACCOUNT, PER_ADDRESS, PER_BROWSER
from principles.models import Attempt

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
RIGHT, WRONG = "correct horse", "battery staple"


def sign_in(
    client: Client, password: str = RIGHT, *, name: str = "eda", address: str = HERE
) -> Any:
    fields = {"username": name, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", fields, REMOTE_ADDR=address)


def fail(times: int, *, name: str = "eda", address: str = HERE) -> None:
    for _ in range(times):
        assert sign_in(Client(), WRONG, name=name, address=address).status_code == 200


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name.endswith("signing_in")]


def test_an_editor_signs_in(client: Client, editor: User) -> None:
    assert sign_in(client).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert not Attempt.objects.exists()


def test_a_wrong_password_is_told_as_before(client: Client, editor: User) -> None:
    response = sign_in(client, WRONG)
    assert response.status_code == 200
    assert "correct username and password" in response.content.decode()


def test_the_sixth_try_waits_even_if_it_is_right(client: Client, editor: User) -> None:
    fail(PER_ACCOUNT.most)
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=3))
    response = sign_in(client)
    assert response.status_code == 429
    assert 110 < int(response["Retry-After"]) <= 120
    assert "Try again in 2 minutes." in response.content.decode()
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=6))
    assert sign_in(client).status_code == 302


def test_a_try_too_many_hashes_no_password(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(PER_ACCOUNT.most)
    hashed: list[str] = []

    def encode(_: object, password: str, *__: object) -> str:
        hashed.append(password)
        return ""

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    assert sign_in(client).status_code == 429
    assert sign_in(client, name="nobody").status_code == 200
    assert hashed == [RIGHT]


def test_success_ends_the_count_of_the_account(client: Client, editor: User) -> None:
    for _ in range(3):
        fail(PER_ACCOUNT.most - 1)
        assert sign_in(Client()).status_code == 302


def test_an_address_that_tries_many_accounts_waits(client: Client, editor: User) -> None:
    for number in range(PER_ADDRESS.most):
        fail(1, name=f"name{number}")
    assert sign_in(client).status_code == 429
    assert sign_in(client, address=ELSEWHERE).status_code == 302


def test_signing_in_does_not_free_an_address(editor: User) -> None:
    for number in range(PER_ADDRESS.most):
        fail(1, name=f"name{number}")
    known = Client()
    assert sign_in(known, address=ELSEWHERE).status_code == 302
    assert sign_in(known).status_code == 302  # a known browser
    assert sign_in(Client()).status_code == 429


def test_a_stranger_elsewhere_locks_nobody_out(client: Client, editor: User) -> None:
    fail(PER_ACCOUNT.most, address=ELSEWHERE)
    assert sign_in(client, address=ELSEWHERE).status_code == 429
    assert sign_in(client).status_code == 302


def test_a_neighbour_at_the_same_address_locks_no_known_browser_out(
    client: Client, editor: User
) -> None:
    assert sign_in(client).status_code == 302
    client.post("/admin/logout/")
    fail(PER_ACCOUNT.most)
    assert sign_in(Client()).status_code == 429
    assert sign_in(client).status_code == 302


def test_a_known_browser_has_a_limit_of_its_own(client: Client, editor: User) -> None:
    sign_in(client)
    client.post("/admin/logout/")
    for _ in range(PER_BROWSER.most):
        assert sign_in(client, WRONG).status_code == 200
    assert sign_in(client).status_code == 429
    assert sign_in(Client()).status_code == 302


def test_a_browser_is_known_for_the_account_that_signed_in(
    client: Client, editor: User, django_user_model: type[User]
) -> None:
    django_user_model.objects.create_user("ben", password=RIGHT, is_staff=True)
    sign_in(client)
    fail(PER_ACCOUNT.most, name="ben")
    assert sign_in(client, name="ben").status_code == 429


@pytest.mark.parametrize("forged", ["x", "WyJhIiwiYiJd:1abc:forged"])
def test_a_forged_cookie_makes_no_browser_known(client: Client, editor: User, forged: str) -> None:
    fail(PER_ACCOUNT.most)
    client.cookies[KNOWN] = forged
    assert sign_in(client).status_code == 429


def test_the_cookie_is_for_the_desk_alone_and_names_nobody(client: Client, editor: User) -> None:
    cookie = sign_in(client).cookies[KNOWN]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "eda" not in cookie.value


def test_each_failure_and_each_lock_is_a_line(
    client: Client, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    fail(PER_ACCOUNT.most)
    sign_in(client)
    said = lines(caplog)
    assert len(said) == PER_ACCOUNT.most + 1
    assert said[0].startswith("Signing in failed: the account 'eda', visitor ")
    assert "locked for up to five minutes by account and address" in said[-1]
    assert HERE not in "".join(said)


def test_a_name_that_is_no_accounts_is_not_written(
    editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    fail(1, name="my secret\nword")
    assert "no account" in lines(caplog)[0]
    assert "secret" not in lines(caplog)[0]


def test_the_command_lifts_a_lock(
    client: Client, editor: User, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(PER_ACCOUNT.most)
    assert sign_in(client).status_code == 429
    call_command("lift_locks")
    assert "is free again for everybody" in capsys.readouterr().out
    assert sign_in(client).status_code == 302


def test_neither_address_nor_name_is_stored(editor: User) -> None:
    fail(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, ' ') FROM principles_attempt a")
        stored = cursor.fetchone()[0]
    assert HERE not in stored
    assert "eda" not in stored


def test_a_try_too_many_costs_few_queries(
    client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fail(PER_ACCOUNT.most)
    with django_assert_max_num_queries(7):
        assert sign_in(client).status_code == 429


def test_the_password_is_still_the_accounts(editor: User) -> None:
    assert authenticate(None, username="eda", password=RIGHT) == editor
