"""Readers see the old base while a restore is at work, and keep it where the restore is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from principles.models import Tag
from tests.dumps import ROOT, connect, digests, of_the_tests
from tests.factories import TagFactory

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

OTHERS = """
SELECT count(*), count(*) FILTER (WHERE wait_event_type = 'Lock') FROM pg_stat_activity
WHERE datname = %s AND application_name <> 'watcher' AND state <> 'idle'
"""


@pytest.fixture
def database() -> str:
    return str(connection.settings_dict["NAME"])


@pytest.fixture
def watcher(database: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Hold a table that a restore writes last, when all rows have been replaced."""
    with connect(database, options="-c application_name=watcher") as holder:
        yield holder
        holder.rollback()


def until(watcher: "psycopg.Connection[tuple[object, ...]]", seen: tuple[int, int]) -> None:
    """Wait until so many others are at work in the database, so many of them waiting."""
    deadline = time.monotonic() + 60
    name = connection.settings_dict["NAME"]
    while watcher.execute(OTHERS, [name]).fetchone() != seen:
        assert time.monotonic() < deadline
        watcher.execute("SELECT pg_stat_clear_snapshot()")
        time.sleep(0.1)


def restore(file: Path, database: str) -> "subprocess.Popen[bytes]":
    url = of_the_tests().url(database)
    return subprocess.Popen(
        [sys.executable, "manage.py", "restore", "--yes", str(file)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DATA_DIR": str(settings.DATA_DIR)},
    )


def test_a_killed_restore_leaves_the_old_base(
    tmp_path: Path, database: str, watcher: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    TagFactory(name="Before")
    call_command("backup", str(tmp_path))
    Tag.objects.update(name="After")
    before = digests(database)
    watcher.execute("LOCK TABLE principles_completion IN SHARE ROW EXCLUSIVE MODE")
    restoring = restore(next(tmp_path.iterdir()), database)
    until(watcher, (2, 1))  # it holds the start's turn, and waits with everything replaced
    assert Tag.objects.get().name == "After"
    restoring.send_signal(signal.SIGKILL)
    restoring.wait()
    watcher.rollback()
    until(watcher, (0, 0))
    assert digests(database) == before


def test_readers_see_the_old_base_while_one_of_other_functions_is_replaced(
    tmp_path: Path, database: str, watcher: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    TagFactory(name="Before")
    call_command("backup", str(tmp_path))
    Tag.objects.update(name="After")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM principles_replaceable WHERE file LIKE 'models/%'")
    watcher.execute("LOCK TABLE principles_completion IN SHARE ROW EXCLUSIVE MODE")
    restoring = restore(next(tmp_path.iterdir()), database)
    until(watcher, (2, 1))
    with connect(database, options="-c lock_timeout=1s") as reader:
        answer = reader.execute("SELECT name FROM principles_tag").fetchone()
    watcher.rollback()
    assert restoring.wait() == 0
    assert answer == ("After",)
    assert Tag.objects.get().name == "Before"
