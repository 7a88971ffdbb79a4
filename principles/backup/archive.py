r"""The file of a backup: what it says of itself, the rows of each table, a checksum at its end.

It is two members of gzip, so that `zcat` shows all of it. The first has a line that names kind and
format, a line of JSON (the header), for each table its name, its rows as COPY writes them and `\.`,
and a last line. The second has the SHA-256 of the bytes of the first; whoever makes it makes the
same bytes, so that no byte of the file can change unseen.
"""

from __future__ import annotations

import gzip
import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Protocol

KIND = b"precept backup"
FORMAT = 1
NO_MORE_ROWS = b"\\.\n"
END = b"end\n"
BLOCK = 1 << 20  # bytes


class BackupError(Exception):
    """Say in one sentence why there is no backup, or why a file is not restored."""


class _Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the file has it; `last` has the last value of each sequence that was used."""

    name: str
    columns: list[str]
    rows: int
    last: dict[str, int]


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of the base; migrations are pairs of app and name."""

    made_at: str
    site: str
    postgres: str
    base: str | None
    migrations: list[list[str]]
    tables: list[Table]

    @property
    def rows(self) -> int:
        """The number of rows in the file."""
        return sum(table.rows for table in self.tables)

    def count(self, name: str) -> int:
        """Return how many rows that table has in the file."""
        return sum(table.rows for table in self.tables if table.name == name)


class Writer:
    """Writes a file from its header to its checksum, as it comes."""

    def __init__(self, out: _Writable, header: Header) -> None:
        self._out = _Hashed(out)
        self._zip = gzip.GzipFile("", "wb", 6, self._out, mtime=0)
        self._zip.write(KIND + b" %d\n" % FORMAT)
        self._zip.write(json.dumps(asdict(header)).encode() + b"\n")

    def begin(self, table: str) -> None:
        """Go on with the rows of that table."""
        self._zip.write(table.encode() + b"\n")

    def write(self, rows: bytes) -> None:
        """Add what COPY gave, of whatever length."""
        self._zip.write(rows)

    def end(self) -> None:
        """Say that the table has no more rows."""
        self._zip.write(NO_MORE_ROWS)

    def close(self) -> None:
        """End the file with its checksum; without that it is not taken for whole."""
        self._zip.write(END)
        self._zip.close()
        self._out.write(_checksum(self._out.digest.hexdigest()))


class _Hashed:
    """Passes on what is written, and keeps its digest."""

    def __init__(self, out: _Writable) -> None:
        self._out, self.digest = out, sha256()

    def write(self, data: Any) -> int:
        self._out.write(data)
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever opened the file flushes it."""


class Reader:
    """Reads a file that was found whole; raises BackupError where it is not one of this site."""

    def __init__(self, file: BinaryIO) -> None:
        _check_kind(file)
        _check_bytes(file)
        file.seek(0)
        self._lines = gzip.GzipFile(fileobj=file)
        self._lines.readline()
        try:
            read = json.loads(self._lines.readline())
            self.header = Header(**{**read, "tables": [Table(**each) for each in read["tables"]]})
        except (ValueError, TypeError, KeyError) as error:
            raise BackupError("The header of the backup cannot be read.") from error

    def rows(self, table: Table) -> Iterator[bytes]:
        """Yield the rows of the next table, which has to be this one, each a line of COPY."""
        if self._lines.readline() != table.name.encode() + b"\n":
            raise BackupError(f"The backup does not go on with {table.name}, as its header says.")
        for _ in range(table.rows):
            yield self._lines.readline()
        if self._lines.readline() != NO_MORE_ROWS:
            raise BackupError(f"The backup has other rows of {table.name} than its header says.")


def _check_kind(file: BinaryIO) -> None:
    file.seek(0)
    try:
        begins = zlib.decompressobj(wbits=31).decompress(file.read(4096), 64)
    except zlib.error:
        begins = b""
    words, _, number = begins.partition(b"\n")[0].rpartition(b" ")
    if words != KIND or not number.isdigit():
        raise BackupError("The file is not a backup of this site, or its beginning is damaged.")
    if int(number) > FORMAT:
        raise BackupError(
            f"The backup has format {int(number)}, which a newer version of the site writes, and "
            f"this one reads {FORMAT}: restore it with that version."
        )


def _check_bytes(file: BinaryIO) -> None:
    digest, left = sha256(), file.seek(0, os.SEEK_END) - len(_checksum("0" * 64))
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    if left or file.read() != _checksum(digest.hexdigest()):
        raise BackupError("The backup is cut short or damaged: its checksum is wrong.")


def _checksum(digest: str) -> bytes:
    """Return a member of gzip that is not compressed, so that no version of zlib differs."""
    line = f"sha256 {digest}\n".encode()
    stored = struct.pack("<BHH", 1, len(line), len(line) ^ 0xFFFF) + line
    return (
        b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + stored + struct.pack("<II", zlib.crc32(line), len(line))
    )
