"""Write a base as it is at one moment, while others go on reading and writing.

All of it is read in one transaction that sees one snapshot and may write nothing. A start of the
site, which may change tables, waits meanwhile.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import BinaryIO

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from principles.backup.archive import BackupError, Header, Table, Writer
from principles.backup.tables import Columns, columns, kept
from principles.models.turns import WITHOUT_LIMITS, one_start_at_a_time
from principles.outages import Trouble, trouble_of

# How values are written, and for how long, must not hang on what a role or a server was set to.
SETTINGS = (
    *("SET LOCAL datestyle = 'ISO, MDY'", "SET LOCAL intervalstyle = 'postgres'"),
    *("SET LOCAL timezone = 'UTC'", "SET LOCAL extra_float_digits = 1"),
    *("SET LOCAL bytea_output = 'hex'", WITHOUT_LIMITS),
)
Report = Callable[[str, int, int], None]  # what is counted, how many are done, of how many


def write(out: BinaryIO, *, report: Report) -> Header:
    """Write the base to that file; return what the file says of it.

    Memory does not grow with the rows; 100,000 quotes take some seconds. Raises BackupError; what
    was written until then is not a whole file.
    """
    try:
        with one_start_at_a_time(), _snapshot() as cursor:
            header = _header(cursor)
            writer = Writer(out, header)
            done = 0
            for table in header.tables:
                writer.begin(table.name)
                for rows in _copied(cursor, table):
                    writer.write(rows)
                    done += rows.count(b"\n")
                    report("rows", done, header.rows)
                writer.end()
            writer.close()
            return header
    except DatabaseError as error:
        raise BackupError(f"The base cannot be read: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    """Return what PostgreSQL said, without its context; all of it where it could not be asked."""
    if trouble_of(error) is Trouble.AWAY:
        return str(error).strip()
    return str(error).strip().partition("\n")[0] or type(error).__name__


@contextmanager
def _snapshot() -> Iterator[CursorWrapper]:
    """Read by a connection of its own: the caller's may be in a transaction already."""
    reader = connections.create_connection("default")
    try:
        reader.set_autocommit(False)
        with reader.cursor() as cursor, reader.wrap_database_errors:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for statement in SETTINGS:
                cursor.execute(statement)
            yield cursor
    finally:
        reader.close()


def _header(cursor: CursorWrapper) -> Header:
    keys = kept()
    migrations = _migrations(cursor)
    there = columns(cursor, list(keys))
    if missing := sorted(set(keys) - set(there)):
        raise BackupError(f"The base is damaged: it has no table {missing[0]}.")
    cursor.execute("SELECT current_setting('server_version'), (SELECT id FROM principles_base)")
    postgres, base = cursor.fetchone()
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return Header(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        site=project["project"]["version"],
        postgres=postgres.partition(" ")[0],
        base=str(base) if base else None,
        migrations=migrations,
        tables=[_table(cursor, name, there[name]) for name in keys],
    )


def _migrations(cursor: CursorWrapper) -> list[list[str]]:
    """Return what was applied; it has to be what this version of the site has."""
    cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
    if not cursor.fetchone()[0]:
        raise BackupError("There is nothing to back up: the database has no tables of the site.")
    cursor.execute("SELECT DISTINCT app, name FROM django_migrations ORDER BY app, name")
    applied: list[tuple[str, str]] = cursor.fetchall()
    if set(applied) != set(MigrationLoader(None).disk_migrations):
        raise BackupError(
            "The base has the tables of another version of the site: back it up with that "
            "version, or run `.venv/bin/python manage.py migrate` first."
        )
    return [list(pair) for pair in applied]


def _table(cursor: CursorWrapper, name: str, found: Columns) -> Table:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name)))
    used = {column: last for column, last in found.last.items() if last is not None}
    return Table(name, found.names, rows=cursor.fetchone()[0], last=used)


def _copied(cursor: CursorWrapper, table: Table) -> Iterator[bytes]:
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        names(table.columns),
        sql.Identifier("public", table.name),
        names(kept()[table.name]),
    )
    with cursor.copy(statement) as rows:
        for block in rows:
            yield bytes(block)


def names(columns: list[str]) -> sql.Composed:
    """Return the names of columns, quoted, with commas between them."""
    return sql.SQL(", ").join(map(sql.Identifier, columns))
