"""Make a base what a file says, all or nothing, whether it has rows already or not even tables.

One transaction deletes the rows and reads those of the file; readers see the old base until it
ends, and whoever writes waits. No TRUNCATE, which would empty a table for readers that began
before. Triggers of the site rest meanwhile, as rows come as they were and not as an edit; checks,
foreign keys and uniqueness hold. The numbers of new rows go on from the highest that was ever given
on either side, for a permanent number is not given twice.

Functions of another version are replaced before that, in a short transaction: readers wait for it,
as in `migrate`, and would else wait for all of the restore.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, LiteralString

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from principles import reindexing, replaceable
from principles.backup.archive import BackupError, Header, Reader, Table
from principles.backup.tables import PASSING, columns, kept, made_by_hand
from principles.backup.writing import SETTINGS, Report, first_line, names
from principles.models.locks import Lock
from principles.models.turns import one_start_at_a_time, take_turn
from principles.models.version import change
from principles.prerequisites import problem_with_database
from principles.provenance.verification import expire
from principles.search.lexicon import refresh

MIGRATE = "`.venv/bin/python manage.py migrate`"
BLOCK = 1 << 16  # bytes that are sent at once
ROWS_AT_ONCE = 1_000  # between two reports


@dataclass(frozen=True, slots=True)
class Target:
    """The base that is restored into; `base` is the id by which it knows itself, if it has one."""

    has_tables: bool
    is_empty: bool
    base: str | None = None


def read_header(file: BinaryIO) -> Header:
    """Return what a whole file says of itself; raises BackupError where it is not one."""
    return Reader(file).header


def target(header: Header) -> Target:
    """Return what is there; raises BackupError where the file cannot be restored into it."""
    if problem := problem_with_database():
        raise BackupError(problem)
    loader = MigrationLoader(connection)
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    theirs = _migrations(header)
    if unknown := sorted(theirs - known):
        raise BackupError(
            f"The backup was written by a newer version of the site ({header.site}), with "
            f"migrations unknown here ({'.'.join(unknown[0])}): restore it with that version."
        )
    if not applied:
        return Target(has_tables=False, is_empty=True)
    if applied != known:
        raise BackupError(f"The base has the tables of another version: run {MIGRATE} first.")
    if missing := sorted(known - theirs):
        raise BackupError(
            f"The backup was written by an older version of the site ({header.site}), before "
            f"{'.'.join(missing[0])}: restore it into a database without tables, where it is "
            "brought up to date."
        )
    return _living()


def restore(file: BinaryIO, *, over_rows: bool, report: Report) -> Header:
    """Make the base what the file says; return what the file says of itself.

    `over_rows` allows to replace a base that has entries or accounts. Raises BackupError, and
    leaves all rows as they were.
    """
    reader = Reader(file)
    try:
        with one_start_at_a_time():
            if _target_of(reader.header, over_rows=over_rows).has_tables:
                replaceable.apply()
            with transaction.atomic(), connection.cursor() as cursor:
                found = _target_of(reader.header, over_rows=over_rows)
                if not found.has_tables:
                    _make_tables(_migrations(reader.header))
                with connection.wrap_database_errors:
                    _replace_rows(cursor, reader, report=report)
                _make_computed(found, report=report)
                change()  # rows came in while the triggers were away
    except DatabaseError as error:
        raise BackupError(f"Nothing was restored. PostgreSQL says: {first_line(error)}") from error
    return reader.header


def _target_of(header: Header, *, over_rows: bool) -> Target:
    found = target(header)
    if not (found.is_empty or over_rows):
        raise BackupError("The base has entries or accounts, and was not to be replaced.")
    return found


def _migrations(header: Header) -> set[tuple[str, str]]:
    return {(app, name) for app, name in header.migrations}


def _living() -> Target:
    tables = [sql.SQL("EXISTS (SELECT FROM {})").format(_named(name)) for name in made_by_hand()]
    statement = sql.SQL("SELECT (SELECT id FROM principles_base), {}")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.SQL(" OR ").join(tables)))
        base, has_rows = cursor.fetchone()
    return Target(has_tables=True, is_empty=not has_rows, base=str(base) if base else None)


def _make_tables(migrations: set[tuple[str, str]]) -> None:
    """Make the tables as they were for the file; what came later is applied to its rows."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    later = {
        key: {child.key for child in nodes[key].children if child.key[0] == key[0]}
        for key in migrations
    }
    executor.migrate([key for key in sorted(migrations) if later[key].isdisjoint(migrations)])


def _replace_rows(cursor: CursorWrapper, reader: Reader, *, report: Report) -> None:
    tables = list(columns(cursor, list(kept())))
    _take_all_turns(cursor, tables)
    there = columns(cursor, tables)  # the last numbers are those of whoever wrote before
    for table in reader.header.tables:
        if table.name not in there or set(table.columns) - set(there[table.name].names):
            raise BackupError(f"The base has no table {table.name} as the backup has it.")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a migration may have asked for the contrary
    _execute(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", tables)
    passing = connection.introspection.table_names(cursor)
    passing = [model._meta.db_table for model in PASSING if model._meta.db_table in passing]
    _execute(cursor, "DELETE FROM {}", [*tables, *passing])
    done = 0
    for table in reader.header.tables:
        done = _read_rows(cursor, reader, table=table, done=done, report=report)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # before the triggers: none may be waiting
    _execute(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", tables)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    _execute(cursor, "ANALYZE {}", tables)
    for table in reader.header.tables:
        _move_sequences(cursor, table, there[table.name].last)
    cursor.execute("COMMENT ON TABLE django_migrations IS NULL")  # no first run is to go on


def _take_all_turns(cursor: CursorWrapper, tables: list[str]) -> None:
    """Wait for whoever writes, entries or not, before anything is done, and keep them waiting."""
    for statement in SETTINGS:
        cursor.execute(statement)
    take_turn()
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.LEXICON])
    every = sql.SQL(", ").join(map(_named, tables))
    cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(every))


def _read_rows(
    cursor: CursorWrapper, reader: Reader, *, table: Table, done: int, report: Report
) -> int:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_named(table.name), names(table.columns))
    with cursor.copy(statement) as copy:
        block = bytearray()
        for row in reader.rows(table):
            block += row
            done += 1
            if len(block) > BLOCK:
                copy.write(block)
                block.clear()
            if done % ROWS_AT_ONCE == 0:
                report("rows", done, reader.header.rows)
        copy.write(block)
    return done


def _move_sequences(cursor: CursorWrapper, table: Table, own: dict[str, int | None]) -> None:
    statement = sql.SQL(
        "SELECT setval(pg_get_serial_sequence(%s, %s), last) FROM (SELECT greatest(%s::bigint,"
        " %s::bigint, (SELECT max({}) FROM {})) AS last) AS known WHERE last IS NOT NULL"
    )
    for column, last in own.items():
        made = statement.format(sql.Identifier(column), _named(table.name))
        cursor.execute(made, [f"public.{table.name}", column, table.last.get(column), last])


def _make_computed(found: Target, *, report: Report) -> None:
    ContentType.objects.clear_cache()
    report("index and words", 0, 2)
    if found.has_tables:
        reindexing.reindex()
        expire()
    else:
        call_command("migrate", interactive=False, verbosity=0)
    report("index and words", 1, 2)
    refresh()


def _execute(cursor: CursorWrapper, statement: LiteralString, tables: Iterable[str]) -> None:
    for table in tables:
        cursor.execute(sql.SQL(statement).format(_named(table)))


def _named(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)
