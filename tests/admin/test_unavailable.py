"""A save that the database cannot take gives the form back as it was typed."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from principles import outages
from principles.models import Tag, turns
from principles.models.locks import Lock
from tests.admin.pages import Page, address, sentences
from tests.dumps import connect
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db(transaction=True)


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def assert_given_back(response: Any, sentence: str) -> None:
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert sentence in sentences(response)
    assert "What you typed is still here" in sentences(response)
    assert 'value="Typed with care"' in response.content.decode()


@pytest.fixture
def read_only(desk: Client) -> Iterator[Page]:
    """Return the form of a tag, opened before the database takes no changes any more."""
    opened = Page(desk, address(TagFactory(name="Before")))
    execute("SET default_transaction_read_only = on")
    yield opened
    execute("SET default_transaction_read_only = off")


def test_a_read_only_database(read_only: Page) -> None:
    assert_given_back(read_only.save(name="Typed with care"), "takes no changes at present")
    assert Tag.objects.get().name == "Before"


def test_it_is_saved_when_the_database_takes_changes_again(read_only: Page) -> None:
    assert read_only.save(name="Typed with care").status_code == 503
    execute("SET default_transaction_read_only = off")
    assert read_only.save(name="Typed with care").status_code == 302
    assert Tag.objects.get().name == "Typed with care"


def test_somebody_who_saves_for_long(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 100)
    opened = Page(desk, address(TagFactory(name="Before")))
    with connect(connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.WRITE])
        response = opened.save(name="Typed with care")
    assert_given_back(response, "somebody else was saving for long")


def test_a_save_that_takes_too_long(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_STATEMENT", 100)
    entry = TagFactory(name="Before")
    opened = Page(desk, address(entry))
    with connect(connection.settings_dict["NAME"]) as other:
        other.execute("LOCK TABLE principles_tag IN SHARE MODE")
        response = opened.save(name="Typed with care")
    assert_given_back(response, "took too long to answer")


FAILING = """
CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'as told' USING ERRCODE = '{}'; END $$;
CREATE TRIGGER failing BEFORE UPDATE ON principles_tag EXECUTE FUNCTION pg_temp.fail()
"""


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53200", "short of memory or of another resource"),
        ("53300", "no connection free"),
        ("53400", "short of memory or of another resource"),
        ("58030", "cannot read or write its files"),
        ("58P01", "cannot read or write its files"),
    ],
)
def test_a_server_that_cannot_do_it(
    desk: Client,
    state: str,
    sentence: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outages, "_said", {})
    opened = Page(desk, address(TagFactory(name="Before")))
    execute(FAILING.format(state))
    try:
        response = opened.save(name="Typed with care")
    finally:
        execute("DROP TRIGGER failing ON principles_tag")
    assert_given_back(response, sentence)
    assert f"{sentence}. PostgreSQL says: as told" in caplog.text


@pytest.fixture
def full(tmp_path: Path, desk: Client) -> Iterator[Path]:
    """Keep the tags on a disk of two megabytes; return the file that fills it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=True)
    tags = disk / "tags"
    tags.mkdir()
    try:
        for folder in (tmp_path, *tmp_path.parents[:2]):
            folder.chmod(0o755)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('data_directory')")
            owner = Path(cursor.fetchone()[0]).stat()
        os.chown(tags, owner.st_uid, owner.st_gid)
        execute("DROP TABLESPACE IF EXISTS small")
        execute(f"CREATE TABLESPACE small LOCATION '{tags}'")
        execute("ALTER TABLE principles_tag SET TABLESPACE small")
        yield disk / "filling"
        (disk / "filling").unlink(missing_ok=True)
        execute("ALTER TABLE principles_tag SET TABLESPACE pg_default")
        execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"x" * 4_096)
        except OSError:
            return


@pytest.mark.faults
def test_a_full_disk(desk: Client, full: Path) -> None:
    opened = Page(desk, address(Tag, "add"))
    fill(full)
    assert_given_back(opened.save(name="Typed with care"), "The disk of the database is full.")
    assert not Tag.objects.exists()
    full.unlink()
    assert opened.save(name="Typed with care").status_code == 302
    assert Tag.objects.get().name == "Typed with care"
