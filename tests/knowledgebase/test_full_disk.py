"""The disk of the embedded server is full under a running site: forms come back, and so does it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from knowledgebase.embedded_postgres import socket_directory
from tests.knowledgebase.test_outages import NOT_THERE, Fields, Site

pytestmark = pytest.mark.faults

PATH = "/admin/principles/tag/add/"
NO_ROOM = "The disk of the database is full."
FILL_SEGMENTS = """
SELECT count(pg_logical_emit_message(true, 'test', repeat('x', 1000000)))
FROM generate_series(1, 200)
"""


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small disk for all that a site keeps."""
    folder = tmp_path_factory.mktemp("full") / "data"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def site(disk: Path) -> Iterator[Site]:
    started = Site(disk.parent)
    try:
        started.sign_in()
        yield started
    finally:
        (disk / "filling").unlink(missing_ok=True)
        started.stop()
    assert "Traceback" not in started.said, started.said


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as filling:
        try:
            while filling.write(b"x" * 4_096):
                pass
        except OSError:
            return


def exhaust_log(disk: Path) -> None:
    """Write into the server's log of changes until it has no room for the next segment."""
    host = str(socket_directory(disk / "postgres"))
    with psycopg.connect(host=host, user="postgres", dbname="postgres") as writer:
        with pytest.raises(psycopg.OperationalError):
            writer.execute(FILL_SEGMENTS)


def test_a_save_that_finds_no_room_comes_back_and_is_saved_when_there_is(
    site: Site, disk: Path
) -> None:
    typed = Fields(site.ask(PATH)[1]).posted | {"name": "Typed while full", "_continue": "1"}
    fill(disk)
    status, page = site.ask(PATH, typed)
    assert (status, NO_ROOM in page) == (503, True)
    assert 'value="Typed while full"' in page
    (disk / "filling").unlink()
    status, page = site.ask(PATH, typed)
    assert status == 200
    assert '<li class="success">' in page


def test_a_server_without_room_for_its_log_comes_back_when_there_is(site: Site, disk: Path) -> None:
    typed = Fields(site.ask(PATH)[1]).posted | {"name": "Typed meanwhile", "_continue": "1"}
    fill(disk)
    exhaust_log(disk)
    status, page = site.ask(PATH, typed)
    assert (status, NOT_THERE in page) == (503, True)
    carried = Fields(page).posted
    assert carried == typed
    (disk / "filling").unlink()
    site.until("/quotes/", 200)
    status, page = site.ask(PATH, carried)
    assert status == 200
    assert '<li class="success">' in page
