"""A search that takes too long is stopped, and nothing else is taken for one."""

import pytest
from django.db import OperationalError, connection

from principles.search.deadline import TooBroadError, deadline


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
