"""Starting the site as `make run` does, in processes of its own, and ending it in every way."""

import os
import pty
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from tests.knowledgebase.processes import ROOT, START, environment, refused, server_is_gone

MAKE = ["make", "--silent", "--assume-old=.venv/ready", "run"]
STRONG = "a-key-of-many-letters-" * 3
PUBLIC = {"SITE_URL": "https://example.org", "SECRET_KEY": STRONG, "TRUSTED_PROXIES": "1"}
PASSWORD = re.compile(r"name editor, password (\S+)")


def family(pid: int) -> list[psutil.Process]:
    starter = psutil.Process(pid)
    return [starter, *starter.children(recursive=True)]


@contextmanager
def site(command: list[str], folder: Path, **changes: str) -> Iterator[tuple[str, psutil.Popen]]:
    """Start the site, wait until it says where it is, and give what it said."""
    chosen = environment(folder, **changes)
    started = psutil.Popen(
        command, cwd=ROOT, env=chosen, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = ""
    while "changepassword" not in said and not PASSWORD.search(said):
        line = started.stdout.readline()
        assert line, said
        said += line
    try:
        yield said, started
    finally:
        if started.is_running():
            started.terminate()
        said += started.communicate(timeout=60)[0]
        assert "Traceback" not in said, said


def address(said: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    return found[0]


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def sign_in(said: str, password: str) -> str:
    """Return where signing in as the editor leads."""
    browser, login = opener(), f"{address(said)}/admin/login/"
    with browser.open(login) as page:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token
    fields = {"username": "editor", "password": password, "csrfmiddlewaretoken": token[1]}
    body = urlencode({**fields, "next": "/admin/password_change/"}).encode()
    with browser.open(urllib.request.Request(login, body, {"Referer": login})) as page:
        return str(page.url).removeprefix(address(said))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data directory in which the site has been started once, and what that start said."""
    folder = tmp_path_factory.mktemp("a place")
    with site(START, folder) as (said, _):
        found = PASSWORD.search(said)
        assert found, said
        assert sign_in(said, found[1]) == "/admin/password_change/"
    assert server_is_gone(folder)
    return folder, said


def test_the_first_start_makes_an_editor_who_can_sign_in(first: tuple[Path, str]) -> None:
    assert len(PASSWORD.findall(first[1])) == 1


def test_a_later_start_tells_how_to_reset_the_password(first: tuple[Path, str]) -> None:
    with site(START, first[0]) as (said, _):
        assert "manage.py changepassword editor" in said
        assert not PASSWORD.search(said)


def test_it_serves_as_in_production(first: tuple[Path, str]) -> None:
    with site(START, first[0]) as (said, _), opener().open(f"{address(said)}/admin/login/") as page:
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        hashed = re.search(r'"(/static/admin/css/base\.[0-9a-f]{12}\.css)"', page.read().decode())
        assert hashed
        asked = urllib.request.Request(address(said) + hashed[1], headers={"Accept-Encoding": "br"})
        with opener().open(asked) as stylesheet:
            assert stylesheet.headers["Content-Encoding"] == "br"
            assert "immutable" in stylesheet.headers["Cache-Control"]
        with pytest.raises(urllib.error.HTTPError) as missing:
            opener().open(f"{address(said)}/no-such-page")
        assert missing.value.code == 404
        assert "DEBUG" not in missing.value.read().decode()


def test_a_request_line_of_eighteen_thousand_bytes_is_read(first: tuple[Path, str]) -> None:
    with site(START, first[0]) as (said, _):
        opener().open(f"{address(said)}/admin/login/?next={'x' * 18_000}").close()
        with pytest.raises(urllib.error.HTTPError) as refused:
            opener().open(f"{address(said)}/admin/login/?next={'x' * 20_000}")
        assert refused.value.code in {400, 414}
        refused.value.close()


def test_the_signing_key_is_kept_and_private(first: tuple[Path, str]) -> None:
    key = first[0] / "secret-key"
    before = key.read_text()
    assert len(before) > 50
    assert key.stat().st_mode & 0o777 == 0o600
    with site(START, first[0]):
        assert key.read_text() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("debug", ["", "1"])
def test_a_signal_leaves_nothing_behind(
    first: tuple[Path, str], number: signal.Signals, debug: str
) -> None:
    with site(START, first[0], DEBUG=debug) as (said, started):
        wait_for(said)
        everyone = family(started.pid)
        assert len(everyone) > 1
        started.send_signal(number)
        _, alive = psutil.wait_procs(everyone, timeout=60)
        assert not alive
    assert server_is_gone(first[0])


def wait_for(said: str) -> None:
    for _ in range(600):
        try:
            opener().open(f"{address(said)}/admin/login/").close()
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
        else:
            return
    pytest.fail("nothing answers")


@pytest.mark.parametrize(
    ("ending", "debug"),
    [("closed terminal", ""), ("closed terminal", "1"), ("Ctrl-C", ""), ("make terminated", "")],
)
def test_make_run_leaves_nothing_behind(first: tuple[Path, str], ending: str, debug: str) -> None:
    folder, _ = first
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe("make", MAKE, environment(folder, DEBUG=debug))
    said = b""
    while b"changepassword" not in said:
        said += os.read(terminal, 4096)
    wait_for(said.decode())
    everyone = family(pid)
    if ending == "closed terminal":
        os.close(terminal)
    elif ending == "Ctrl-C":
        os.write(terminal, b"\x03")
    else:
        os.kill(pid, signal.SIGTERM)
    _, alive = psutil.wait_procs(everyone, timeout=60)
    assert not alive
    assert server_is_gone(folder)
    if ending != "closed terminal":
        os.close(terminal)


def test_under_nohup_a_hangup_changes_nothing(first: tuple[Path, str]) -> None:
    with site(["nohup", *START], first[0]) as (said, started):
        wait_for(said)
        started.send_signal(signal.SIGHUP)
        time.sleep(2)  # longer than the server's round of looking for signals
        wait_for(said)
        started.terminate()
        started.wait(timeout=60)
    assert server_is_gone(first[0])


def test_a_second_signal_changes_nothing(first: tuple[Path, str]) -> None:
    with site(START, first[0]) as (said, started):
        wait_for(said)
        everyone = family(started.pid)
        time.sleep(0.5)  # the worker that answered has done with it
        for _ in range(20):
            for each in everyone:
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(signal.SIGINT)
            time.sleep(0.02)
        _, alive = psutil.wait_procs(everyone, timeout=60)
        assert not alive
    assert server_is_gone(first[0])


def test_a_start_interrupted_on_its_way_leaves_nothing_behind(tmp_path: Path) -> None:
    chosen = environment(tmp_path)
    started = subprocess.Popen(START, cwd=ROOT, env=chosen, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "postgres" / "postmaster.pid").exists():
        assert started.poll() is None
        time.sleep(0.001)
    started.terminate()
    started.communicate(timeout=60)
    assert server_is_gone(tmp_path)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be a whole number from 1 to 65535"),
        ({"PORT": "65536"}, "PORT must be a whole number"),
        ({"DEBUG": "maybe"}, "DEBUG must be 1 or 0"),
        ({"CONTENT": "some"}, "CONTENT must be none"),
        ({"SITE_URL": "example.org"}, "SITE_URL must be like"),
        ({"SITE_URL": "http://example.org/site"}, "SITE_URL must be like"),
        ({"SITE_URL": "http://[::1"}, "SITE_URL must be like"),
        (
            {"SITE_URL": "https://example.org"},
            "SECRET_KEY must be set when SITE_URL is https: take what this prints",
        ),
        ({"SITE_URL": "https://example.org", "SECRET_KEY": "k" * 50}, "SECRET_KEY is too weak"),
        ({"SITE_URL": "https://example.org", "SECRET_KEY": STRONG}, "set TRUSTED_PROXIES=1"),
        ({**PUBLIC, "HOST": "192.0.2.1"}, "HOST must be an address of this machine; 192.0.2.1"),
        ({"HOST": "everywhere"}, "HOST must be an address"),
        ({"HOST": "0.0.0.0"}, "HOST must be an address of this machine alone"),
        ({"SITE_URL": "http://example.org"}, "SITE_URL must begin with https://"),
        ({"SITE_URL": "http://example.org", "SECRET_KEY": "k" * 50}, "must begin with https://"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "must be like postgresql://"),
        ({"DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/x"}, "cannot be reached"),
        ({"DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:port/x"}, "cannot be reached"),
        ({"DATABASE_URL": "postgresql://u:hunter2@h/x?sslmode=maybe"}, "cannot be reached"),
        ({"DATA_DIR": "/dev/null/x"}, "/dev/null/x"),
    ],
    ids=str,
)
def test_what_the_host_can_mend_gets_one_sentence(
    tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    answer = refused(tmp_path, **changes)
    assert sentence in answer
    assert "hunter2" not in answer


def test_a_busy_port_gets_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port} is in use" in refused(tmp_path, PORT=port)


def test_a_user_without_rights_gets_one_sentence(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    url = other_server("create role guest login")
    assert "needs the right to create tables" in refused(tmp_path / "own", DATABASE_URL=url)


def test_a_database_that_takes_no_changes_is_said_to_be_so(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    other_server("create role guest superuser login")
    url = other_server("alter role guest set default_transaction_read_only = on")
    said = refused(tmp_path / "own", DATABASE_URL=url)
    assert "could not be set up. The database takes no changes at present." in said
    assert "the right to" not in said


def test_a_user_who_may_make_tables_but_no_extension_gets_one_sentence(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    url = other_server("create role guest login; grant create on schema public to guest")
    assert "needs the right to create tables" in refused(tmp_path / "own", DATABASE_URL=url)


def test_a_server_named_by_database_url_is_used(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    url = other_server("create role guest login; grant create on schema public to guest")
    other_server("grant create on database postgres to guest")
    with site(START, tmp_path / "own", DATABASE_URL=url) as (said, _):
        assert PASSWORD.search(said)
    assert not (tmp_path / "own" / "postgres").exists()
