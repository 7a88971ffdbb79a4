"""A search that takes too long is stopped, and nothing else is taken for one."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from principles.budget import spend
from principles.search.deadline import TooBroadError, all_in_time, deadline


@pytest.mark.django_db(transaction=True)
def test_what_takes_too_long_is_too_broad() -> None:
    with pytest.raises(TooBroadError), deadline(20), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db(transaction=True)
def test_another_failure_of_the_database_is_not() -> None:
    with pytest.raises(OperationalError), deadline(), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53200'; END $$")


def sleep_in_short_statements() -> None:
    with connection.cursor() as cursor:
        for _ in range(20):
            cursor.execute("SELECT pg_sleep(0.05)")


def loop() -> None:
    while True:
        spend()


@pytest.mark.django_db
@pytest.mark.parametrize("work", [sleep_in_short_statements, loop])
def test_short_statements_and_python_count_together(work: Callable[[], None]) -> None:
    with pytest.raises(TooBroadError), deadline(200):
        work()


def test_several_limits_count_together() -> None:
    with pytest.raises(TooBroadError), all_in_time(50):
        loop()
