"""A file of an older version is restored without tables, and brought up to date there."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from principles.backup import Header
from principles.backup.archive import Reader
from tests.backup.files import changed, of_rows, written
from tests.dumps import another_database, connect, manage
from tests.factories import PassageFactory, published_quote

pytestmark = pytest.mark.django_db(transaction=True)

LATER = "0012_alter_user_first_name_max_length"
FOUND = """
SELECT (SELECT string_agg(username, ',') FROM auth_user),
    (SELECT string_agg(words, ',') FROM principles_searchentry WHERE kind = 'quote'),
    (SELECT character_maximum_length FROM information_schema.columns
        WHERE table_name = 'auth_user' AND column_name = 'first_name')
"""


def older(header: Header) -> Header:
    return replace(header, migrations=[pair for pair in header.migrations if pair[1] != LATER])


def test_rows_come_first_and_later_migrations_after_them(tmp_path: Path) -> None:
    published_quote("Less is more")
    User.objects.create_superuser("olga", password="correct horse")
    file = tmp_path / "older"
    file.write_bytes(changed(written(), header=older))
    with another_database("restored_of_an_older") as database:
        assert "Restored" in manage(database, "restore", str(file))
        assert "[X] 0012_alter" in manage(database, "showmigrations", "auth")
        with connect(database) as reader:
            user, words, longest = reader.execute(FOUND).fetchone() or ("", "", 0)
    assert (user, longest) == ("olga", 150)
    assert "less is more" in str(words)


def without_headings(file: bytes) -> bytes:
    """Return the file as it was before passages had headings."""
    reader = Reader(BytesIO(file))
    rows = {table.name: list(reader.rows(table)) for table in reader.header.tables}
    tables = []
    for table in reader.header.tables:
        columns = table.columns
        if table.name == "principles_passage":
            place = columns.index("heading")
            rows[table.name] = [cut(row, place) for row in rows[table.name]]
            columns = [name for name in columns if name != "heading"]
        tables.append(replace(table, columns=columns))
    migrations = [pair for pair in reader.header.migrations if not pair[1].endswith("_headings")]
    return of_rows(replace(reader.header, tables=tables, migrations=migrations), rows)


def cut(row: bytes, place: int) -> bytes:
    values = row.rstrip(b"\n").split(b"\t")
    return b"\t".join(values[:place] + values[place + 1 :]) + b"\n"


def test_passages_of_a_base_without_headings_have_none(tmp_path: Path) -> None:
    published_quote(passage=PassageFactory(label="slide “Ports”", text="They sail.", heading="x"))
    file = tmp_path / "older"
    file.write_bytes(without_headings(written()))
    with another_database("restored_without_headings") as database:
        assert "Restored" in manage(database, "restore", str(file))
        with connect(database) as reader:
            assert reader.execute(
                "SELECT label, heading, text FROM principles_passage"
            ).fetchall() == [("slide “Ports”", "", "They sail.")]
