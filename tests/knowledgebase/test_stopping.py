"""Ctrl-C at the terminal, which every process of the site hears, while an answer is under way."""

import http.client
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from knowledgebase import embedded_postgres
from tests.faults.conftest import Site, running
from tests.knowledgebase.processes import server_is_gone

LONG = 3.0  # seconds, less than a page waits for a lock; a hurried stop cuts after one


class Asking(threading.Thread):
    """A reader whose page the database keeps waiting for."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.status = 0

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/principles/")
            self.status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            self.status = -1
        finally:
            connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running(tmp_path, KEPT_MEGABYTES="0") as started:  # a kept page would not wait
        yield started


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def stopped(site: Site, folder: Path, *, presses: int) -> tuple[int, float]:
    """Press Ctrl-C during an answer of LONG; return its status, and how long the end took."""
    data = folder / "data" / "postgres"
    host = embedded_postgres.socket_directory(data)
    everyone = [site.process, *site.process.children(recursive=True)]
    with psycopg.connect(f"host={host} user=postgres dbname=postgres") as lock:
        lock.execute("LOCK TABLE principles_principle IN ACCESS EXCLUSIVE MODE")
        reader = Asking(site.port)
        reader.start()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        wait_until(lambda: lock.execute(waiting.encode()).fetchone() == (1,))
        began = time.monotonic()
        for _ in range(presses):
            os.killpg(site.process.pid, signal.SIGINT)
            time.sleep(0.5)
        reader.join(LONG)
        lock.rollback()
    reader.join(20)
    _, alive = psutil.wait_procs(everyone, timeout=30)
    assert not alive
    assert server_is_gone(folder / "data")
    return reader.status, time.monotonic() - began


def test_one_press_lets_an_answer_under_way_end(site: Site, tmp_path: Path) -> None:
    status, took = stopped(site, tmp_path, presses=1)
    assert status == 200
    assert took < 9


def test_a_second_press_cuts_it(site: Site, tmp_path: Path) -> None:
    status, took = stopped(site, tmp_path, presses=2)
    assert status == -1
    assert took < LONG + 2
