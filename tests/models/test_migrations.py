"""A new base and one of an earlier version end alike, and what lies between is refused."""

import re
from importlib import import_module

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from principles import migrations
from principles.models import SearchEntry
from tests.factories import QuoteFactory, SourceFactory, cite

BASE = import_module("principles.migrations.0001_base")
FIELDS = import_module("principles.migrations.0002_fields")
ANEW = import_module("principles.migrations.0008_anew")
OBJECT = re.compile(
    r"^CREATE (?:OR REPLACE )?(?P<kind>FUNCTION|VIEW|TYPE|INDEX|(?:CONSTRAINT )?TRIGGER) "
    r"(?:IF NOT EXISTS )?(?P<name>\w+)(?P<rest>[^$;]*)",
    re.MULTILINE,
)
OVERLOADED = {"principles_held"}
OF_BEFORE = """
DROP FUNCTION principles_take_indexes, principles_quote_documents;
DROP TYPE principles_field CASCADE;
CREATE FUNCTION principles_search_row(document principles_search_document) RETURNS text
    LANGUAGE sql AS 'SELECT NULL';
CREATE FUNCTION principles_search_take_indexes() RETURNS text LANGUAGE sql AS 'SELECT NULL';
DROP FUNCTION principles_search_fill, principles_search_write_fresh, principles_search_rebuild;
CREATE FUNCTION principles_search_fill() RETURNS void LANGUAGE sql AS 'SELECT NULL';
CREATE FUNCTION principles_search_write_fresh(boolean) RETURNS void LANGUAGE sql AS 'SELECT NULL';
CREATE FUNCTION principles_search_rebuild() RETURNS void LANGUAGE sql AS 'SELECT NULL'
"""


def test_each_object_of_the_database_is_defined_once() -> None:
    """Triggers go by table, as several tables have one of the same name."""
    defined = [
        (found["kind"], found["name"], *re.findall(r"ON (\w+)", found["rest"]))
        for path in sorted(migrations.SQL.glob("*.sql"))
        for found in OBJECT.finditer(path.read_text(encoding="utf-8"))
        if found["name"] not in OVERLOADED
    ]
    assert len(defined) > 100
    assert len(defined) == len(set(defined))


def test_every_file_of_statements_is_run_once() -> None:
    files = {path.stem for path in migrations.SQL.glob("*.sql")}
    run = ["words", *BASE.SQL.split()]
    assert files == set(run)
    assert len(run) == len(files)


@pytest.mark.django_db
def test_files_of_what_may_change_can_be_run_again() -> None:
    with connection.cursor() as cursor:
        for name in BASE.SQL.split():
            if name not in migrations.RUN_ONCE:
                cursor.execute(migrations.statements(name))


@pytest.mark.django_db
def test_a_base_of_before_gets_what_it_lacks() -> None:
    cite(QuoteFactory(), SourceFactory())
    connection.check_constraints()
    made = list(SearchEntry.objects.order_by("pk").values())
    with connection.cursor() as cursor, connection.schema_editor() as editor:
        cursor.execute(OF_BEFORE)
        FIELDS.make_fields(None, editor)
    SearchEntry.objects.rebuild()
    assert list(SearchEntry.objects.order_by("pk").values()) == made


@pytest.mark.django_db
def test_the_index_of_before_is_made_anew() -> None:
    cite(QuoteFactory(), SourceFactory())
    connection.check_constraints()
    rows = SearchEntry.objects.order_by("kind", "number").values_list("kind", "words", "vector")
    made = list(rows.all())  # a query of its own each time
    with connection.cursor() as cursor:
        cursor.execute("UPDATE principles_searchentry SET vector = array_to_tsvector('{=q1}')")
        cursor.execute(ANEW.ANEW)
    assert list(rows.all()) == made


@pytest.mark.django_db
def test_what_a_base_has_already_is_left_alone() -> None:
    with connection.schema_editor() as editor:
        FIELDS.make_fields(None, editor)
        FIELDS.refuse_half_a_base(None, editor)


@pytest.mark.django_db
def test_tables_without_a_record_of_their_migrations_are_refused_in_a_sentence() -> None:
    with connection.schema_editor() as editor:
        with pytest.raises(CommandError, match="not all of them are recorded"):
            BASE.refuse_half_a_base(None, editor)


@pytest.mark.django_db
def test_some_of_the_migrations_of_before_are_refused_in_a_sentence() -> None:
    recorder = MigrationRecorder(connection)
    for name in ("0001_base", "0025_pending"):  # a new base has both, the second as replaced
        recorder.record_unapplied("principles", name)
    with connection.schema_editor() as editor:
        with pytest.raises(CommandError, match="not all of them are recorded"):
            FIELDS.refuse_half_a_base(None, editor)
        recorder.record_applied("principles", "0025_pending")
        FIELDS.refuse_half_a_base(None, editor)
