"""`manage.py backup` and `restore`: where a file goes, and what has to be said first."""

import fcntl
import io
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from principles.backup import read_header, write
from principles.models import Base, Tag
from principles.models.locks import Lock
from tests.dumps import ROOT, connect, of_the_tests
from tests.factories import PersonFactory, TagFactory
from tests.knowledgebase.processes import environment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A backup of a base with one tag, which is then renamed."""
    TagFactory(name="Before")
    Base.objects.current_id()
    call_command("backup", str(tmp_path), verbosity=0)
    Tag.objects.update(name="After")
    return next(tmp_path.iterdir())


def restore(file: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("restore", str(file), *options, stdout=out)
    return out.getvalue()


def name() -> str:
    return str(Tag.objects.get().name)


def test_a_folder_gets_as_many_as_are_kept(tmp_path: Path) -> None:
    for _ in range(3):
        call_command("backup", str(tmp_path), keep=2)
    assert len(list(tmp_path.glob("precept-*.backup.gz"))) == 2


def test_stdout_gets_the_file_and_nothing_else(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    call_command("backup", "-")
    file = tmp_path / "piped"
    file.write_bytes(capfdbinary.readouterr().out)
    assert "The backup is whole" in restore(file, "--check")


def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    command = [sys.executable, "manage.py", "backup", "-"]
    own = {"DATABASE_URL": of_the_tests().url(str(connection.settings_dict["NAME"]))}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **own}, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert done.stderr == b"CommandError: No backup was written: No space left on device.\n"


def test_a_reader_of_stdout_that_stalls_holds_up_no_start() -> None:
    PersonFactory(note=secrets.token_hex(200_000))  # more than a pipe takes
    name = str(connection.settings_dict["NAME"])
    own = {"DATABASE_URL": of_the_tests().url(name)}
    command = [sys.executable, "manage.py", "backup", "-"]
    backup = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE)
    with backup, connect(name) as starting:
        assert backup.stdout
        assert backup.stdout.read(2) == b"\x1f\x8b"  # and no more
        starting.execute("SET statement_timeout = '10s'")
        starting.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.START])
        assert backup.poll() is None
        backup.communicate()
    assert backup.returncode == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_of_stdout_who_goes_away_is_a_sentence(unbuffered: str) -> None:
    PersonFactory(note=secrets.token_hex(20_000))  # more than the pipe takes, less than a block
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4_096)
    url = of_the_tests().url(str(connection.settings_dict["NAME"]))
    own = {"DATABASE_URL": url, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "manage.py", "backup", "-"]
    backup = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **own}, stdout=writer, stderr=subprocess.PIPE
    )
    os.close(writer)
    assert os.read(reader, 2) == b"\x1f\x8b"
    time.sleep(0.5)  # in which the pipe is filled again, and a write waits
    os.close(reader)
    assert backup.communicate()[1] == b"CommandError: No backup was written: Broken pipe.\n"
    assert backup.returncode == 1


def test_a_server_that_ends_slow_transactions_ends_no_backup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = "-c idle_in_transaction_session_timeout=200 -c transaction_timeout=200"
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", ends)

    class Slow(io.BytesIO):
        def write(self, written: Any) -> int:
            time.sleep(0.3)
            return super().write(written)

    slow = Slow()
    write(slow, report=lambda *_: None)
    assert read_header(slow).tables


INITIALISE = """
import sys
from pathlib import Path
from knowledgebase import embedded_postgres
embedded_postgres.start(Path(sys.argv[1]))
"""


def test_an_embedded_server_that_does_not_start_is_said_with_its_log(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    subprocess.run([sys.executable, "-c", INITIALISE, str(data)], cwd=ROOT, check=True)
    (data / "global" / "pg_control").unlink()
    done = subprocess.run(
        [sys.executable, "manage.py", "backup"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The base cannot be read: The embedded PostgreSQL")
    assert 'global/pg_control": No such file' in done.stderr


@pytest.mark.parametrize("keep", ["0", "-1", "many"])
def test_none_cannot_be_kept(keep: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="whole number from 1"):
        call_command("backup", str(tmp_path), "--keep", keep)


@pytest.mark.parametrize("typed", ["", "y\n", "yes\n"])
def test_a_living_base_is_not_replaced_unless_that_is_typed(
    file: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(CommandError, match="it was not confirmed"):
        restore(file)
    assert name() == "After"


def test_a_living_base_is_replaced_once_that_is_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("replace\n"))
    assert "Everybody has to sign in again" in restore(file)
    assert name() == "Before"


def test_the_question_says_that_editors_lose_what_is_open(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="not confirmed"):
        call_command("restore", str(file))
    assert "loses what is not saved: warn them first." in capsys.readouterr().out


def test_yes_replaces_unasked(file: Path) -> None:
    restore(file, "--yes")
    assert name() == "Before"


def test_checking_changes_nothing(file: Path) -> None:
    assert "0 quotes" in restore(file, "--check")
    assert name() == "After"


def test_another_base_is_replaced_only_where_that_is_said(file: Path) -> None:
    Base.objects.update(id=uuid4())
    with pytest.raises(CommandError, match="--over-another-base"):
        restore(file, "--yes")
    assert name() == "After"
    restore(file, "--yes", "--over-another-base")
    assert name() == "Before"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone cannot be read: No such file"):
        restore(tmp_path / "gone")
