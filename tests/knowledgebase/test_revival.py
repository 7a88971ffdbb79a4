"""The embedded server is brought back while requests are told to come again."""

import fcntl
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from knowledgebase import embedded_postgres, revival
from tests.knowledgebase.test_embedded_postgres import finish, is_stopped, process, server

# A worker, forked by a process that used the server. Every line it reads lets four threads ask for
# the server at once; it says how long the slowest took, and what they were told.
WORKER = """
import os, sys, threading, time
from pathlib import Path
from knowledgebase import embedded_postgres, revival
data = Path(sys.argv[1])
revival.use(data)
if os.fork():
    os.wait()
    sys.exit()
revival.use(data)
print("ready", flush=True)
def ask(told):
    try:
        revival.revive(data)
        told.append("it is back")
    except embedded_postgres.EmbeddedPostgresError as error:
        told.append(str(error))
for line in sys.stdin:
    told, began = [], time.monotonic()
    threads = [threading.Thread(target=ask, args=[told]) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print(time.monotonic() - began, *set(told), flush=True)
"""
# Here a line asks in the main thread, the first one where no other thread can be started.
WITHOUT_THREADS = (
    WORKER[: WORKER.index("for line")]
    + """
import resource
revival.PAUSE = 0
resource.setrlimit(resource.RLIMIT_AS, (1 << 33, resource.RLIM_INFINITY))
threading.stack_size(1 << 34)
for line in sys.stdin:
    told = []
    ask(told)
    print(*told, flush=True)
    threading.stack_size(0)
"""
)
UNDER_WAY = "The embedded PostgreSQL is being started."
AT_ONCE = 0.5


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "postgres"
    yield directory
    assert is_stopped(directory)


@pytest.fixture
def worker(data: Path) -> Iterator["subprocess.Popen[str]"]:
    with process(data, WORKER) as started:
        assert started.stdout
        assert started.stdout.readline() == "ready\n"
        yield started
        finish(started)


def asked(worker: "subprocess.Popen[str]") -> tuple[float, str]:
    assert worker.stdin and worker.stdout
    worker.stdin.write("\n")
    worker.stdin.flush()
    seconds, _, told = worker.stdout.readline().strip().partition(" ")
    return float(seconds), told


def assert_told_to_come_again(worker: "subprocess.Popen[str]") -> None:
    """The first requests wait for a moment, and those that follow for none."""
    seconds, told = asked(worker)
    assert (told, seconds < revival.PATIENCE + AT_ONCE) == (UNDER_WAY, True)
    for _ in range(3):
        seconds, told = asked(worker)
        assert (told, seconds < AT_ONCE) == (UNDER_WAY, True)


def assert_back(worker: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 60
    while asked(worker)[1] != "it is back":
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_killed_server_is_back_in_the_worker(worker: "subprocess.Popen[str]", data: Path) -> None:
    killed = server(data)
    killed.kill()
    killed.wait(10)
    assert_back(worker)
    assert server(data).pid != killed.pid


def test_a_worker_that_had_no_thread_for_it_tries_again(data: Path) -> None:
    with process(data, WITHOUT_THREADS) as started:
        assert started.stdin and started.stdout
        assert started.stdout.readline() == "ready\n"
        server(data).kill()
        said: list[str] = []
        end = time.monotonic() + 60
        while "it is back\n" not in said and time.monotonic() < end:
            started.stdin.write("\n")
            started.stdin.flush()
            said.append(started.stdout.readline())
            time.sleep(0.1)
        assert said[0].endswith("can't start new thread.\n")
        assert said[-1] == "it is back\n"
        finish(started)


def test_requests_do_not_wait_while_another_process_brings_a_killed_server_back(
    worker: "subprocess.Popen[str]", data: Path
) -> None:
    with data.with_name("postgres.mutex").open("w") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        server(data).kill()
        assert_told_to_come_again(worker)
    assert_back(worker)


def test_requests_do_not_wait_while_the_server_takes_no_connection(
    worker: "subprocess.Popen[str]", data: Path
) -> None:
    host = embedded_postgres.socket_directory(data)
    with psycopg.connect(f"host={host} user=postgres dbname=postgres"):
        server(data).terminate()  # it ends when this connection does, and refuses others
        time.sleep(0.2)
        assert_told_to_come_again(worker)
    assert_back(worker)


def test_a_command_waits_until_the_server_is_back(data: Path) -> None:
    with process(data) as started, data.with_name("postgres.mutex").open("w") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        assert started.stdin and started.stdout
        started.stdin.write("select 1\n")
        started.stdin.flush()
        assert not select.select([started.stdout], [], [], revival.PATIENCE + 3)[0]
        fcntl.flock(mutex, fcntl.LOCK_UN)
        assert started.stdout.readline() == "1\n"
        finish(started)


@pytest.mark.parametrize(("pause", "is_tried_again"), [(60.0, False), (0.0, True)])
def test_a_start_that_failed_is_not_tried_again_at_once(
    data: Path, monkeypatch: pytest.MonkeyPatch, pause: float, is_tried_again: bool
) -> None:
    monkeypatch.setattr(revival, "PAUSE", pause)
    data.mkdir()  # empty, so no server starts on it
    attempts = []
    for _ in range(2):
        with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="DATABASE_URL would use"):
            revival.revive(data)
        attempts.append(revival._attempts[data])
    assert (attempts[0] is not attempts[1]) == is_tried_again
