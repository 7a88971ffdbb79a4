"""The database is killed under a running site: it says so, keeps what was typed, and comes back."""

import fcntl
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from knowledgebase import embedded_postgres
from tests.knowledgebase.conftest import KEEPER
from tests.knowledgebase.processes import ROOT, START, environment

pytestmark = pytest.mark.faults

WORKERS = 2
PASSWORD = re.compile(r"name editor, password (\S+)")
NOT_THERE = "The database does not answer."


class Fields(HTMLParser):
    """The fields of the page's last form that posts, with their values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.posted: dict[str, str] = {}
        self.is_open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.is_open = found.get("method") == "post"
        if tag == "input" and self.is_open and found.get("type") != "submit" and found.get("name"):
            self.posted[str(found["name"])] = found.get("value") or ""


class Server:
    """A PostgreSQL server of the test's own, which it can kill and start again."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.keeper: subprocess.Popen[str] | None = None
        self.host = embedded_postgres.socket_directory(data)
        self.url = f"postgresql://postgres@/postgres?host={self.host}"

    def start(self) -> None:
        self.keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(self.data)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.keeper.stdout
        assert self.keeper.stdout.readline() == "ready\n"

    def kill(self) -> None:
        postmaster(self.data).kill()
        self.let_go()

    def let_go(self) -> None:
        if self.keeper:
            self.keeper.communicate("go\n", timeout=60)
        self.keeper = None


def postmaster(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postmaster.pid").read_text().split("\n")[0]))


class Site:
    """The site in processes of its own, and a browser that keeps its cookies."""

    def __init__(self, folder: Path, **changes: str) -> None:
        self.log = folder / "site.log"
        chosen = environment(folder / "data", **changes)
        self.address = f"http://127.0.0.1:{chosen['PORT']}"
        with self.log.open("w") as log:
            self.process = psutil.Popen(
                START, cwd=ROOT, env=chosen, stdout=log, stderr=subprocess.STDOUT
            )
        while not (found := PASSWORD.search(self.said)):
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        self.password = found[1]
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    @property
    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Return the status and the page."""
        url = self.address + path
        body = urlencode(fields).encode() if fields else None
        asked = urllib.request.Request(url, body, {"Referer": url})
        try:
            with self.browser.open(asked, timeout=60) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def sign_in(self) -> None:
        path = "/admin/login/?next=/about/"
        fields = Fields(self.ask(path)[1]).posted
        fields |= {"username": "editor", "password": self.password}
        assert self.ask(path, fields)[0] == 200

    def until(self, path: str, status: int) -> str:
        """Ask until the answer has that status; fail after half a minute."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            found, page = self.ask(path)
            if found == status:
                return page
            time.sleep(0.2)
        raise AssertionError(f"{path} answers {found}, not {status}:\n{self.said}")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outage")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    started = Server(folder / "other" / "postgres")
    started.start()
    yield started
    started.let_go()


@pytest.fixture(scope="module")
def site(server: Server, folder: Path) -> Iterator[Site]:
    started = Site(folder, DATABASE_URL=server.url)
    yield started
    started.stop()
    assert "Traceback" not in started.said, started.said


def test_a_killed_server_is_said_once_and_the_site_comes_back(site: Site, server: Server) -> None:
    assert site.ask("/")[0] == 200
    server.kill()
    answers = [site.ask("/quotes/") for _ in range(60)]
    server.start()
    site.until("/quotes/", 200)
    assert {status for status, _ in answers} == {503}
    assert all(NOT_THERE in page for _, page in answers)
    assert 1 <= site.said.count(NOT_THERE) <= WORKERS


def test_a_save_outlasts_a_killed_server(site: Site, server: Server) -> None:
    site.sign_in()
    path = "/admin/principles/tag/add/"
    fields = Fields(site.ask(path)[1]).posted | {"name": "Kept while away", "_continue": "1"}
    server.kill()
    status, page = site.ask(path, fields)
    assert (status, NOT_THERE in page) == (503, True)
    carried = Fields(page).posted
    assert carried == fields
    server.start()
    site.until("/quotes/", 200)
    status, page = site.ask(path, carried)
    assert status == 200
    assert '<li class="success">' in page
    assert "Kept while away" in page


def test_signing_in_outlasts_a_killed_server_and_keeps_no_password(
    site: Site, server: Server
) -> None:
    path = "/admin/login/"
    site.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    fields = Fields(site.ask(path)[1]).posted
    fields |= {"username": "editor", "password": site.password, "next": "/about/"}
    server.kill()
    status, page = site.ask(path, fields)
    assert status == 503
    assert site.password not in page
    server.start()
    site.until("/quotes/", 200)
    status, page = site.ask(path, Fields(page).posted | {"password": site.password})
    assert status == 200
    assert site.ask("/admin/principles/tag/")[0] == 200
    assert "Log in" not in site.ask("/admin/principles/tag/")[1]


def test_an_embedded_server_that_does_not_start_is_said_with_the_end_of_its_log(
    tmp_path: Path,
) -> None:
    site, data = Site(tmp_path), tmp_path / "data" / "postgres"
    try:
        control, hidden = data / "global" / "pg_control", data / "global" / "hidden"
        control.rename(hidden)
        postmaster(data).kill()
        site.until("/quotes/", 503)
        assert site.ask("/quotes/")[0] == 503
        hidden.rename(control)
        site.until("/quotes/", 200)
    finally:
        site.stop()
    lines = [line for line in site.said.splitlines() if NOT_THERE in line]
    assert 1 <= len(lines) <= WORKERS
    assert str(data / "server.log") in lines[0]
    assert "pg_control" in lines[0]
    assert "Traceback" not in site.said


def test_pages_say_at_once_that_an_embedded_server_is_not_back_yet(tmp_path: Path) -> None:
    site, data = Site(tmp_path), tmp_path / "data" / "postgres"
    try:
        site.until("/quotes/", 200)
        with data.with_name("postgres.mutex").open("w") as mutex:
            fcntl.flock(mutex, fcntl.LOCK_EX)  # as by another process that brings it back
            postmaster(data).kill()
            with ThreadPoolExecutor(12) as readers:
                answers = list(readers.map(lambda _: timed(site, "/quotes/"), range(60)))
        site.until("/quotes/", 200)
    finally:
        site.stop()
    assert {status for status, _ in answers} == {503}
    assert max(seconds for _, seconds in answers) < 2
    assert sorted(seconds for _, seconds in answers)[30] < 0.5
    assert "Traceback" not in site.said


def timed(site: Site, path: str) -> tuple[int, float]:
    """Return the status, and the seconds until the page was there."""
    began = time.monotonic()
    return site.ask(path)[0], time.monotonic() - began
