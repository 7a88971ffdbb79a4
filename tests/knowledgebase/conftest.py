"""A second server, to be named by DATABASE_URL."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from knowledgebase import embedded_postgres
from tests.knowledgebase.processes import ROOT

KEEPER = """
import sys
from pathlib import Path
from knowledgebase import revival
revival.use(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other_server(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A server to be named by DATABASE_URL; run SQL on it and get its address for a user."""
    data = tmp_path / "other" / "postgres"
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert keeper.stdin and keeper.stdout
    keeper.stdout.readline()
    host = embedded_postgres.socket_directory(data)

    def run(sql: str) -> str:
        with psycopg.connect(f"host={host} user=postgres dbname=postgres", autocommit=True) as on:
            on.execute(sql.encode())
        return f"postgresql://guest@/postgres?host={host}"

    yield run
    keeper.communicate("go\n")
