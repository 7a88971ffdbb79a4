"""What an error of the database is taken for, and how often the log hears of it."""

import logging

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from psycopg import errors

from knowledgebase.embedded_postgres import EmbeddedPostgresError
from principles import outages
from principles.outages import Trouble, say, trouble_of


def raised(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outages, "_said", {})


@pytest.mark.parametrize(
    ("cause", "trouble"),
    [
        (psycopg.OperationalError("connection refused"), Trouble.AWAY),
        (errors.AdminShutdown(), Trouble.AWAY),
        (errors.ConnectionFailure(), Trouble.AWAY),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), Trouble.CROWDED),
        (errors.DiskFull(), Trouble.FULL),
        (errors.ReadOnlySqlTransaction(), Trouble.READ_ONLY),
        (errors.LockNotAvailable(), Trouble.SLOW),
        (errors.QueryCanceled(), Trouble.SLOW),
        (errors.OutOfMemory(), Trouble.SHORT),
        (errors.ConfigurationLimitExceeded(), Trouble.SHORT),
        (errors.TooManyConnections(), Trouble.CROWDED),
        (errors.IoError(), Trouble.FAILING),
        (errors.UndefinedFile(), Trouble.FAILING),
        (errors.UndefinedTable(), None),
        (psycopg.DataError("no such thing"), None),
    ],
)
def test_what_postgresql_answers_names_the_trouble(
    cause: Exception, trouble: Trouble | None
) -> None:
    assert trouble_of(raised(cause)) == trouble


@pytest.mark.django_db
def test_a_sort_beyond_the_limit_of_temporary_files_is_a_shortage() -> None:
    sort = "SELECT n FROM generate_series(1, 100000) n ORDER BY -n OFFSET 99999"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64kB'; SET LOCAL temp_file_limit = '64kB'")
        with pytest.raises(OperationalError) as refused:
            cursor.execute(sort)
    assert trouble_of(refused.value) == Trouble.SHORT


def test_a_closed_connection_is_a_database_away() -> None:
    assert trouble_of(InterfaceError("connection already closed")) == Trouble.AWAY


@pytest.mark.parametrize("error", [None, ValueError("x"), DataError("x")])
def test_other_faults_are_no_trouble_of_the_database(error: Exception | None) -> None:
    assert trouble_of(error) is None


def test_a_kind_of_trouble_is_said_once_a_minute(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(outages, "monotonic", lambda: now)
    for now in (1_000.0, 1_001.0, 1_059.9, 1_060.0, 1_061.0):  # noqa: B007 (read by the clock)
        say(Trouble.AWAY, OperationalError("connection\nrefused"))
    say(Trouble.FULL, OperationalError("no space"))
    assert [record.getMessage() for record in caplog.records] == [
        *["The database does not answer. PostgreSQL says: connection refused"] * 2,
        "The disk of the database is full. PostgreSQL says: no space",
    ]


def test_what_the_site_says_of_its_own_server_is_not_laid_in_the_mouth_of_postgresql(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outages, "_said", {})
    error = OperationalError("It is being started.")
    error.__cause__ = EmbeddedPostgresError("It is being started.")
    say(Trouble.AWAY, error)
    assert caplog.messages == ["The database does not answer. It is being started."]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_ends_the_outage(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for _ in range(2):
        say(Trouble.AWAY, OperationalError("gone"))
        connection.close()
        connection.ensure_connection()
    said = [record.getMessage().split(".")[0] for record in caplog.records]
    assert said == ["The database does not answer", "The database answers again"] * 2
