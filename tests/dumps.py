"""Dumps of the test database and what they restore, by PostgreSQL's own programs."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

from knowledgebase.embedded_postgres import programs

TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY relname
"""


def run(program: str, database: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on that database; fail with what it says."""
    settings = connection.settings_dict
    names = ("HOST", "PORT", "USER")
    options = [f"--{name.lower().replace('user', 'username')}={settings[name]}" for name in names]
    command = [str(programs() / program), *options, f"--dbname={database}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def another_database(name: str) -> Iterator[str]:
    """Make an empty database on the server of the tests, and drop it in the end."""
    maker = connect("postgres")
    maker.autocommit = True
    with maker:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        maker.execute(drop)
        maker.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield name
        finally:
            maker.execute(drop)


def connect(database: str, options: str = "") -> "psycopg.Connection[tuple[object, ...]]":
    """Return a connection to a database of that server."""
    settings = connection.settings_dict
    return psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"],
        user=settings["USER"],
        dbname=database,
        options=options,
    )


def digests(database: str) -> dict[str, object]:
    """Return a digest of all rows of each table."""
    with connect(database) as reader:
        tables = [str(name) for (name,) in reader.execute(TABLES)]
        return {name: digest(reader, name) for name in tables}


def digest(reader: "psycopg.Connection[tuple[object, ...]]", table: str) -> object:
    """Return a digest of all rows of the table, whatever their order."""
    statement = sql.SQL(
        "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {} t"
    )
    return reader.execute(statement.format(sql.Identifier("public", table))).fetchone()
