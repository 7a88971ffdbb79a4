"""Every advisory lock of the site is in one list, whether Python or the database takes it."""

import re

import pytest
from django.db import connection

from principles.models.locks import Lock
from principles.models.turns import take_turn

TAKEN = re.compile(r"advisory\w*\(\s*(\d+)", re.IGNORECASE)


@pytest.fixture
def functions(db: None) -> list[str]:
    """Return the source of every function of the base; a SQL-standard body has no `prosrc`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')"
            " AND proname LIKE 'principles%'"
        )
        return [source for (source,) in cursor.fetchall()]


def test_the_database_takes_no_lock_but_that_of_writers(functions: list[str]) -> None:
    numbers = {int(number) for source in functions for number in TAKEN.findall(source)}
    assert numbers == {Lock.WRITE}


@pytest.mark.django_db
def test_the_writers_turn_is_the_lock_of_writers() -> None:
    take_turn()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchall() == [(Lock.WRITE,)]
