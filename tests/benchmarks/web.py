"""Pages over HTTP on loopback, from a server started as `make run` starts it."""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import psutil
from django.urls import NoReverseMatch, reverse

from tests.benchmarks import corpus, figures, words
from tests.benchmarks.product import MissingError

HOST = "127.0.0.1"
RUNS = 5
LONGEST = 60  # seconds that a start or an answer may take
TYPED = 200  # beginnings for suggestions
SUGGEST_NAMES = ("suggest", "suggestions")


@dataclass(slots=True)
class Server:
    """A running server and what it has answered with."""

    port: int
    process: subprocess.Popen[str]

    def get(self, path: str) -> tuple[int, bytes, float]:
        """Return status, body and the milliseconds from connecting to the last byte."""
        return self._asked("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, bytes, float]:
        """Send a form and return the same."""
        return self._asked("POST", path, urlencode(fields))

    def _asked(self, method: str, path: str, form: str = "") -> tuple[int, bytes, float]:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        started = time.perf_counter()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LONGEST)
        try:
            connection.request(method, path, form or None, headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        return answer.status, body, (time.perf_counter() - started) * 1000

    def memory(self) -> int:
        """Return the bytes that server and workers hold for themselves."""
        family = psutil.Process(self.process.pid)
        members = [family, *family.children(recursive=True)]
        return sum(
            member.memory_full_info().uss for member in members if "postgres" not in member.name()
        )


@contextmanager
def server(name: str, **settings: str) -> Iterator[Server]:
    """Serve that database while the block runs, with those settings in the environment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.benchmarks.serving", str(port), name]
    chosen = {**os.environ, **settings}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=chosen)
    try:
        if process.stdout is None or "ready" not in process.stdout.readline():
            raise RuntimeError("The server did not start: its words are above.")
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()


def pages(running: Server, queries: Sequence[str]) -> dict[str, object]:
    """Return the times of whole /search/ pages, warm, in five runs, and how large they are."""
    paths = [f"{reverse('search')}?{urlencode({'q': query})}" for query in queries]
    return _measured(running, paths)


def suggestions(running: Server, beginnings: Sequence[str]) -> dict[str, object]:
    """Return the times of suggestions, as pages ask for them. Raises MissingError."""
    path = _suggest_path()
    return _measured(running, [f"{path}?{urlencode({'q': typed})}" for typed in beginnings])


def beginnings(entries: Sequence[corpus.Entry]) -> list[str]:
    """Return what readers have typed when suggestions are asked for: one letter to six, and two
    words with the second begun, of texts and of names in equal parts."""
    chance = random.Random("beginnings")
    typed: list[str] = []
    while len(typed) < TYPED:
        entry = chance.choice(entries)
        named = words.tokens(entry.speaker if len(typed) % 2 else entry.source)
        telling = named if len(typed) % 4 > 1 else words.content(entry.text)
        if len(telling) < 2:
            continue
        first, second = chance.sample(telling, 2)
        length = chance.randint(1, 6)
        typed.append(f"{first} {second[:length]}" if chance.random() < 0.3 else first[:length])
    return typed


def _suggest_path() -> str:
    for name in SUGGEST_NAMES:
        try:
            return str(reverse(name))
        except NoReverseMatch:
            continue
    raise MissingError("there is no address for suggestions yet")


def _measured(running: Server, paths: Sequence[str]) -> dict[str, object]:
    runs: list[list[float]] = []
    statuses: dict[int, int] = {}
    sizes: list[float] = []
    for run in range(RUNS + 1):
        runs.append([])
        for path in paths:
            status, body, took = running.get(path)
            runs[-1].append(took)
            if not run:
                statuses[status] = statuses.get(status, 0) + 1
                sizes.append(len(body))
    return {
        "milliseconds": figures.of_runs(runs[1:]),
        "statuses": statuses,
        "median_bytes": figures.percentile(sizes, 50),
    }
