"""A file of an older version is restored without tables, and brought up to date there."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from principles.backup import Header
from tests.backup.files import changed, written
from tests.dumps import another_database, connect, manage
from tests.factories import published_quote

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
