"""A file is read only if every byte of it is what was written."""

import gzip
from io import BytesIO

import pytest

from principles.backup import BackupError, Header, read_header
from principles.backup.archive import Reader, Table
from tests.backup.files import of_rows

TABLE = Table("principles_tag", ["id", "name"], rows=2, last={"id": 7})
HEADER = Header("2026-11-30T19:00:00+00:00", "0.1.0", "18.6", None, [["auth", "0001"]], [TABLE])
ROWS = [b"1\tdecisions\n", b"2\ta\\nb\\\\.\n"]
FILE = of_rows(HEADER, {TABLE.name: ROWS})


def refusal(file: bytes) -> str:
    with pytest.raises(BackupError) as refused:
        read_header(BytesIO(file))
    return str(refused.value)


def test_header_and_rows_are_read_as_they_were_written() -> None:
    reader = Reader(BytesIO(FILE))
    assert reader.header == HEADER
    assert list(reader.rows(TABLE)) == ROWS


def test_zcat_shows_all_of_it() -> None:
    lines = gzip.decompress(FILE).splitlines()
    assert lines[0] == b"precept backup 1"
    assert lines[-2] == b"end"
    assert lines[-1].startswith(b"sha256 ")


def test_a_file_cut_anywhere_is_refused() -> None:
    assert {refusal(FILE[:length]) for length in range(len(FILE))} == {
        "The file is not a backup of this site, or its beginning is damaged.",
        "The backup is cut short or damaged: its checksum is wrong.",
    }


@pytest.mark.parametrize("bits", [0x01, 0x80, 0xFF])
def test_a_file_with_any_byte_changed_is_refused(bits: int) -> None:
    for place in range(len(FILE)):
        damaged = bytearray(FILE)
        damaged[place] ^= bits
        assert refusal(bytes(damaged))


def test_a_file_with_something_after_its_end_is_refused() -> None:
    assert "checksum is wrong" in refusal(FILE + b"\n")


@pytest.mark.parametrize(
    "foreign",
    [b"", b"PGDMP\x01\x0f\x00", b"-- PostgreSQL database dump\n", gzip.compress(b"{}", mtime=0)],
)
def test_what_is_no_backup_is_said_to_be_none(foreign: bytes) -> None:
    assert "not a backup of this site" in refusal(foreign)


def test_a_newer_format_is_named_before_anything_else_of_it_is_read() -> None:
    newer = gzip.compress(b"precept backup 2\nwhatever is written then")
    assert "format 2, which a newer version of the site writes" in refusal(newer)


def test_rows_that_are_fewer_than_the_header_says_are_refused() -> None:
    fewer = Reader(BytesIO(of_rows(HEADER, {TABLE.name: ROWS[:1]})))
    with pytest.raises(BackupError, match="other rows of principles_tag"):
        list(fewer.rows(TABLE))
