"""After a site moved to a server of its own, no command works on the base that it left behind."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledgebase.moved import MARK
from tests.knowledgebase.processes import ROOT, START, command, environment, refused

READY = "To edit, sign in"


def start_and_stop(folder: Path, **changes: str) -> str:
    """Start the site, wait until it says where it is, stop it, and return what it said."""
    started = subprocess.Popen(
        START,
        cwd=ROOT,
        env=environment(folder, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    assert started.stdout
    while READY not in said and (line := started.stdout.readline()):
        said += line
    started.terminate()
    said += started.communicate(timeout=60)[0]
    assert READY in said, said
    return said


@pytest.fixture
def moved(tmp_path: Path, other_server: Callable[[str], str]) -> tuple[Path, str]:
    """A folder with an embedded base that the site has left, and the address of the new one."""
    folder = tmp_path / "site"
    start_and_stop(folder)
    url = other_server("CREATE DATABASE site").replace("guest@/postgres", "postgres@/site")
    start_and_stop(folder, DATABASE_URL=url)
    return folder, url


def test_a_command_without_the_settings_of_the_site_is_refused(moved: tuple[Path, str]) -> None:
    folder, _ = moved
    for words in (["daily"], ["lift_locks"], ["backup"], ["changepassword", "editor"]):
        done = command(folder, *words)
        assert done.returncode == 1, done
        assert "but the site was started on site at /tmp/pg-" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert "free" not in done.stdout
    assert not list(folder.glob("*backups*/*"))
    assert "but the site was started on site at" in refused(folder)


def test_a_command_with_them_names_the_base(moved: tuple[Path, str]) -> None:
    folder, url = moved
    for words in (["daily"], ["lift_locks"], ["backup"], ["changepassword", "nobody"]):
        assert " site at /tmp/pg-" in command(folder, *words, DATABASE_URL=url).stdout
    assert len(list((folder / "daily-backups").iterdir())) == 1


def test_the_old_base_is_there_again_once_the_mark_is_gone(moved: tuple[Path, str]) -> None:
    folder, _ = moved
    (folder / MARK).unlink()
    said = command(folder, "lift_locks").stdout
    assert said == f"Signing in on the embedded base in {folder} was free already.\n"


def test_the_backups_of_a_copy_on_another_server_push_out_none(moved: tuple[Path, str]) -> None:
    folder, url = moved
    for _ in range(2):
        assert command(folder, "backup", "--keep", "1", DATABASE_URL=url).returncode == 0
    first = next((folder / "backups").iterdir())
    done = command(folder, "restore", str(first), "--yes", "--over-another-base", DATABASE_URL=url)
    assert done.returncode == 0, done
    (folder / MARK).unlink()
    assert command(folder, "backup", "--keep", "1").returncode == 0
    assert len(list((folder / "backups").iterdir())) == 2
    assert first.exists()


def test_the_name_of_a_base_has_no_password(tmp_path: Path) -> None:
    url = "postgresql://someone:hunter2@127.0.0.1:1/site"
    done = command(tmp_path, "lift_locks", DATABASE_URL=url)
    assert done.returncode == 1
    assert done.stderr.startswith("Nothing was done in site at 127.0.0.1:1. ")
    assert "hunter2" not in done.stderr


def test_a_base_without_tables_is_said_to_be_so(tmp_path: Path) -> None:
    done = command(tmp_path, "lift_locks")
    assert done.returncode == 1
    assert done.stderr.startswith("There are no tables of the site")
    assert f"the embedded base in {tmp_path}:" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_settings_that_are_refused_are_a_sentence(tmp_path: Path) -> None:
    done = command(tmp_path, "daily", SITE_URL="https://example.org")
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY must be set")
    assert len(done.stderr.splitlines()) == 1
