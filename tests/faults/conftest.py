"""The site as `make run` starts it, for tests that do to it what clients and proxies do."""

import http.client
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.knowledgebase.processes import ROOT, START, environment


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    port: int
    temporary: Path  # the folder in which its processes keep what they do not hold in memory
    log: Path
    process: psutil.Popen

    @property
    def password(self) -> str:
        """Return the editor's password, said at the first start."""
        found = re.search(r"name editor, password (\S+)", self.log.read_text())
        assert found
        return found[1]

    def open_files(self) -> int:
        """Return the bytes of nameless files that the site's processes hold open."""
        size = 0
        for process in self.process.children(recursive=True):
            with suppress(FileNotFoundError):  # a process that has ended meanwhile
                for link in Path(f"/proc/{process.pid}/fd").iterdir():
                    with suppress(FileNotFoundError):
                        if str(link.readlink()).startswith(str(self.temporary)):
                            size += link.stat().st_size
        return size


@contextmanager
def running(folder: Path, **changes: str) -> Iterator[Site]:
    """Start the site in that folder, wait until it says where it is, and stop it at the end."""
    temporary, log = folder / "tmp", folder / "log"
    temporary.mkdir()
    chosen = environment(folder / "data", TMPDIR=str(temporary), **changes)
    with log.open("w") as out:
        process = psutil.Popen(
            START,
            cwd=ROOT,
            env=chosen,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, as a shell gives it
        )
    try:
        while "To edit, sign in" not in log.read_text():
            assert process.poll() is None, log.read_text()
            try:
                process.wait(timeout=0.1)
            except psutil.TimeoutExpired:
                continue
        _read_pages(int(chosen["PORT"]))
        yield Site(int(chosen["PORT"]), temporary, log, process)
    finally:
        with suppress(psutil.NoSuchProcess):  # the test has ended it
            process.terminate()
        process.wait(timeout=60)
    assert "Traceback" not in log.read_text(), log.read_text()


def _read_pages(port: int) -> None:
    """Ask both processes for pages: the first answer of each is a slow one, here as anywhere."""
    for _ in range(4):
        for path in ("/", "/search/?q=day", "/principles/"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            connection.getresponse().read()
            connection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with its content, answering to nobody but this machine."""
    with running(tmp_path_factory.mktemp("site"), CONTENT="") as started:
        yield started
