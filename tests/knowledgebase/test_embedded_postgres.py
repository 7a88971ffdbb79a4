"""The embedded server under real processes: they start it, share it, kill it and let it go."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from knowledgebase import embedded_postgres

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
NAMELESS = 54321  # as in a container that was told to run as any number

# A stand-in for any process of the site: connects through the backend, runs the SQL, says what it
# found, and stays until it is told to go.
PROCESS = """
import sys
from pathlib import Path
from django.conf import settings
from knowledgebase import embedded_postgres
data = Path(sys.argv[1])
settings.configure(
    EMBEDDED_POSTGRES=data, DATABASES={"default": embedded_postgres.database_settings(data)}
)
import django
django.setup()
from django.db import connection
for statement in sys.stdin:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        print(cursor.fetchone()[0] if cursor.description else "done", flush=True)
    connection.close()
"""

THREADS = """
import sys, threading
from pathlib import Path
from knowledgebase import revival
data, failures = Path(sys.argv[1]), []
def go():
    try:
        revival.use(data)
    except Exception as error:
        failures.append(error)
threads = [threading.Thread(target=go) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(failures)
"""

FORK = """
import os, sys
from pathlib import Path
from knowledgebase import revival
data = Path(sys.argv[1])
revival.use(data)
if os.fork() == 0:
    revival.use(data)
    print("leased", flush=True)
    sys.stdin.readline()
"""

# Runs its arguments as root of a user namespace in which no further one may be made.
WITHOUT_NAMESPACES = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"'


def process(
    data: Path, program: str = PROCESS, *, before: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, "-c", program, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ask(asked: subprocess.Popen[str], sql: str) -> str:
    assert asked.stdin and asked.stdout and asked.stderr
    asked.stdin.write(f"{sql}\n")
    asked.stdin.flush()
    return asked.stdout.readline().strip() or asked.stderr.read()


def finish(asked: subprocess.Popen[str]) -> str:
    output, errors = asked.communicate(timeout=60)
    assert asked.returncode == 0, errors
    return output


def server(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postmaster.pid").read_text().split("\n")[0]))


def is_stopped(data: Path) -> bool:
    return not (data / "postmaster.pid").exists() and not any(
        str(data) in running.info["cmdline"] and running.info["cmdline"][0].endswith("postgres")
        for running in psutil.process_iter(["cmdline"])
        if running.info["cmdline"]
    )


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "postgres"
    yield directory
    assert is_stopped(directory)


@pytest.fixture
def site(data: Path) -> Iterator[subprocess.Popen[str]]:
    with process(data) as started:
        assert ask(started, "create table kept as select 7 as number") == "done"
        yield started
        if started.poll() is None:
            finish(started)


def test_a_server_starts_at_the_first_connection_and_stops_with_its_last_process(
    data: Path,
) -> None:
    with process(data) as first, process(data) as second:
        assert ask(first, "select current_setting('server_version_num')::int / 10000") == "18"
        assert ask(second, "select current_setting('jit')") == "off"
        finish(first)
        assert ask(second, "select lower('É')") == "é"
        finish(second)
    assert is_stopped(data)
    assert not embedded_postgres.socket_directory(data).exists()


def test_eight_processes_may_start_cold_at_once(data: Path) -> None:
    started = [process(data) for _ in range(8)]
    pids = {ask(each, "select pg_postmaster_start_time()") for each in started}
    assert len(pids) == 1, pids
    for each in started:
        finish(each)


def test_four_threads_may_start_cold_at_once(data: Path) -> None:
    assert finish(process(data, THREADS)).strip() == "[]"


def test_a_fork_keeps_the_server_after_its_parent_has_ended(data: Path) -> None:
    with process(data, FORK) as parent:
        assert parent.stdout and parent.stdout.readline() == "leased\n"
        parent.wait(timeout=60)
        assert server(data).is_running()
        with process(data) as another:
            assert ask(another, "select 1") == "1"
            finish(another)
        parent.communicate("go\n", timeout=60)
        with process(data) as last:
            assert ask(last, "select 1") == "1"
            finish(last)


def test_a_killed_process_leaves_its_server_to_the_next(
    site: subprocess.Popen[str], data: Path
) -> None:
    site.kill()
    site.wait()
    with process(data) as following:
        assert ask(following, "select number from kept") == "7"
        finish(following)


def test_a_killed_server_comes_back_with_its_rows(site: subprocess.Popen[str], data: Path) -> None:
    server(data).kill()
    assert ask(site, "select number from kept") == "7"


def test_a_killed_server_comes_back_while_a_query_of_it_is_still_at_work(
    site: subprocess.Popen[str], data: Path
) -> None:
    with process(data) as slow:
        assert slow.stdin
        slow.stdin.write("select count(*) from generate_series(1, 100000000)\n")
        slow.stdin.flush()
        while ask(site, "select count(*) from pg_stat_activity where query ~ 'series'") != "2":
            pass
        server(data).kill()
        assert ask(site, "select number from kept") == "7"
        slow.kill()


def test_a_server_number_that_another_process_has_got_is_no_hindrance(
    site: subprocess.Popen[str], data: Path
) -> None:
    killed = server(data)
    killed.kill()
    psutil.wait_procs([killed], timeout=10)
    pidfile = data / "postmaster.pid"
    rest = pidfile.read_text().split("\n", 1)[1]
    pidfile.write_text(f"{os.getppid()}\n{rest}")
    assert ask(site, "select number from kept") == "7"


def test_a_server_that_has_lost_its_socket_is_started_again(
    site: subprocess.Popen[str], data: Path
) -> None:
    for socket in embedded_postgres.socket_directory(data).glob(".s.PGSQL.*"):
        socket.unlink()
    assert ask(site, "select number from kept") == "7"


@pytest.mark.parametrize("folder", ["a space", "it's, (so) & that", "é" * 60, "deep/" * 30])
def test_any_path_will_do(tmp_path: Path, folder: str) -> None:
    directory = tmp_path / folder / "postgres"
    with process(directory) as started:
        assert ask(started, "select 1") == "1"
        finish(started)
    assert is_stopped(directory)


def test_a_start_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    directory = tmp_path / "postgres"
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("half")
    with process(directory) as started:
        assert ask(started, "select 1") == "1"
        finish(started)


def test_a_socket_directory_that_others_may_enter_is_refused(data: Path) -> None:
    directory = embedded_postgres.socket_directory(data)
    directory.mkdir(mode=0o755)
    directory.chmod(0o755)
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="not a private directory"):
        embedded_postgres.start(data)
    directory.rmdir()


def test_a_failing_program_says_what_it_answered(data: Path) -> None:
    data.mkdir()
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="DATABASE_URL would use"):
        embedded_postgres.start(data)


def test_computing_the_settings_starts_nothing(data: Path) -> None:
    settings = embedded_postgres.database_settings(data)
    assert settings["HOST"] == str(embedded_postgres.socket_directory(data))
    assert not data.parent.joinpath("postgres.mutex").exists()


def test_a_system_without_the_wheel_is_told_to_set_database_url(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="set DATABASE_URL"):
        embedded_postgres.start(data)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@needs_root
@pytest.mark.parametrize("user", [NOBODY, NAMELESS])
def test_an_ordinary_user_may_run_it(user: int) -> None:
    become = ("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups")
    if subprocess.run([*become, sys.executable, "-c", "import psycopg"], cwd=ROOT).returncode:
        pytest.skip("this Python is closed to other users")
    with tempfile.TemporaryDirectory() as home:
        os.chown(home, user, user)
        data = Path(home) / "postgres"
        with process(data, before=become) as started:
            assert ask(started, "select current_user") == "postgres"
            finish(started)
        assert data.stat().st_uid == user
        assert is_stopped(data)


@contextmanager
def without_namespaces(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process as root of a namespace that maps every user and allows no further namespace."""
    entering = ("unshare", "--user", "sh", "-c", 'echo in; read go; exec sh -c "$0" "$@"')
    started = process(data, before=(*entering, WITHOUT_NAMESPACES, "sh"))
    with started:
        assert started.stdin and started.stdout and started.stderr
        if started.stdout.readline() != "in\n":
            pytest.skip("this machine refuses user namespaces itself")
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{started.pid}/{kind}").write_text("0 0 65536")
        yield started


@needs_root
def test_root_without_user_namespaces_runs_it_as_nobody(data: Path) -> None:
    with without_namespaces(data) as started:
        assert ask(started, "go\ncreate table kept as select 7 as number") == "done"
        assert server(data).uids().real == NOBODY
        finish(started)
    assert data.stat().st_uid == NOBODY
    assert is_stopped(data)


@needs_root
def test_files_made_with_user_namespaces_are_handed_over_without(data: Path) -> None:
    with process(data) as before:
        assert ask(before, "create table kept as select 7 as number") == "done"
        finish(before)
    assert data.stat().st_uid == 0
    with without_namespaces(data) as started:
        assert ask(started, "go\nselect number from kept") == "7"
        finish(started)
    with process(data) as again:
        assert ask(again, "select number from kept") == "7"
        finish(again)


def test_a_server_that_does_not_start_names_its_log_and_the_end_of_it(data: Path) -> None:
    with process(data) as started:
        assert ask(started, "select 1") == "1"
        finish(started)
    (data / "global" / "pg_control").unlink()
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="pg_control") as refused:
        embedded_postgres.start(data)
    assert f"its log, {data}/server.log" in str(refused.value)
