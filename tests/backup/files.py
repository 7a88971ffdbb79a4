"""Files of backups in memory: of the test database, and others that are made of them."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from principles.backup import Header, restore, write
from principles.backup.archive import Reader, Writer


def quiet(noun: str, done: int, total: int) -> None:
    """Report nothing."""


def written() -> bytes:
    """Return a backup of the test database."""
    out = BytesIO()
    write(out, report=quiet)
    return out.getvalue()


def restored(file: bytes) -> Header:
    """Make the test database what the file says, whatever it has."""
    return restore(BytesIO(file), over_rows=True, report=quiet)


def of_rows(header: Header, rows: dict[str, list[bytes]]) -> bytes:
    """Return a whole file with that header and these rows."""
    out = BytesIO()
    counted = [replace(table, rows=len(rows[table.name])) for table in header.tables]
    writer = Writer(out, replace(header, tables=counted))
    for table in header.tables:
        writer.begin(table.name)
        for row in rows[table.name]:
            writer.write(row)
        writer.end()
    writer.close()
    return out.getvalue()


def changed(
    file: bytes,
    *,
    header: Callable[[Header], Header] = lambda header: header,
    without: str = "",
) -> bytes:
    """Return a whole file of which the header is another, or a table has no rows."""
    reader = Reader(BytesIO(file))
    rows = {table.name: list(reader.rows(table)) for table in reader.header.tables}
    if without:
        rows[without] = []
    return of_rows(header(reader.header), rows)
