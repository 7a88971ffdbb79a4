"""What the database does by itself is what the files say, however it was before."""

import re
import threading
import time
import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from principles import VERSION, reindexing, replaceable
from principles.given import given
from principles.migrations import DropReplaceable
from principles.models import SearchEntry
from principles.models.search_index import ROWS_MADE_BY
from tests.dumps import connect
from tests.factories import QuoteFactory, SourceFactory, cite

OBJECT = re.compile(
    r"^CREATE (?P<kind>FUNCTION|VIEW|TYPE|INDEX|(?:CONSTRAINT )?TRIGGER) "
    r"(?P<name>\w+)(?P<rest>[^$;]*)",
    re.MULTILINE,
)
OVERLOADED = {"principles_facet", "principles_held", "principles_letters"}
CATALOGUE = """
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'principles\\_%'
UNION ALL
SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal
UNION ALL
SELECT relname::text, pg_get_viewdef(oid) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
UNION ALL
SELECT attrelid::regclass::text, string_agg(attname || ' ' || format_type(atttypid, -1), ', '
    ORDER BY attnum) FROM pg_attribute WHERE attnum > 0 AND attrelid IN (
        SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'c')
    GROUP BY attrelid
ORDER BY 1
"""

MAKE_ROWS = (
    *("principles_quote_rows", "principles_principle_rows", "principles_source_rows"),
    *("principles_paragraph_documents", "principles_search_row"),
)

pytestmark = pytest.mark.django_db


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def catalogue() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return list(cursor.fetchall())


def ages() -> set[tuple[str, int]]:
    """Return which transaction made each function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::regprocedure::text, xmin FROM pg_proc WHERE proname ~ '^princ'")
        return set(cursor.fetchall())


def spoil(file: str = "search/ranking") -> None:
    """Let the base say that it was given another file than the one there is."""
    execute(f"UPDATE principles_replaceable SET digest = 'other' WHERE file = '{file}'")


def test_each_object_of_the_database_is_defined_once() -> None:
    """Triggers go by table, as several tables have one of the same name."""
    texts = [*replaceable.files().values()]
    initial = Path(replaceable.ROOMS, "migrations", "initial")
    texts += [path.read_text(encoding="utf-8") for path in initial.glob("*.sql")]
    defined = [
        (found["kind"], found["name"], *re.findall(r"ON (\w+)", found["rest"]))
        for text in texts
        for found in OBJECT.finditer(text)
        if found["name"] not in OVERLOADED
    ]
    assert len(defined) > 100
    assert len(defined) == len(set(defined))


def test_a_base_that_was_given_all_files_is_left_alone() -> None:
    made = ages()
    replaceable.apply()
    assert replaceable.differing() == set()
    assert ages() == made


def test_a_file_that_differs_is_named_and_then_no_more() -> None:
    spoil()
    assert replaceable.differing() == {"search/ranking"}
    replaceable.apply()
    assert replaceable.differing() == set()


def test_a_file_that_is_gone_differs() -> None:
    execute("INSERT INTO principles_replaceable VALUES ('search/gone', 'digest')")
    assert replaceable.differing() == {"search/gone"}
    replaceable.apply()
    assert replaceable.differing() == set()


def test_what_is_made_again_is_what_was_made_first() -> None:
    before = catalogue()
    spoil()
    replaceable.apply()
    assert len(before) > 100
    assert catalogue() == before


def test_functions_of_other_arguments_and_what_no_file_has_are_dropped() -> None:
    before = catalogue()
    execute(
        "CREATE FUNCTION principles_held(other text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION principles_gone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE TRIGGER principles_gone AFTER INSERT ON principles_quote"
        " EXECUTE FUNCTION principles_gone()",
        "CREATE VIEW principles_gone_view AS SELECT principles_held('')",
        "CREATE TYPE principles_gone_type AS (gone text)",
        "CREATE TYPE principles_gone_types AS (gone principles_gone_type)",
        "CREATE VIEW principles_gone_views AS SELECT * FROM principles_gone_view",
        "CREATE FUNCTION principles_gone_rows() RETURNS bigint"
        " RETURN (SELECT count(*) FROM principles_gone_views)",
        "CREATE PROCEDURE principles_gone_procedure() LANGUAGE sql AS 'SELECT 1'",
        "CREATE AGGREGATE principles_gone_sum(int) (SFUNC = int4pl, STYPE = int)",
    )
    spoil()
    replaceable.apply()
    assert catalogue() == before


def test_a_function_that_returns_something_else_is_replaced() -> None:
    before = catalogue()
    execute(
        "DROP FUNCTION principles_expected",
        "CREATE FUNCTION principles_expected(entries bigint[], needed integer, total bigint)"
        " RETURNS text LANGUAGE sql AS 'SELECT NULL'",
    )
    spoil()
    replaceable.apply()
    assert catalogue() == before


def test_what_somebody_else_built_on_a_function_is_not_dropped_with_it() -> None:
    execute("CREATE VIEW of_an_operator AS SELECT principles_expected('{1}', 1, 1)")
    spoil()
    with pytest.raises(InternalError, match="of_an_operator"):
        replaceable.apply()


def test_migrate_applies_what_differs() -> None:
    spoil()
    call_command("migrate", verbosity=0)
    assert replaceable.differing() == set()


@pytest.mark.parametrize("file", sorted(ROWS_MADE_BY))
def test_the_index_is_made_anew_where_its_rows_are_made_otherwise(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    connection.check_constraints()
    entry = SearchEntry.objects.filter(kind="quote", number=quote.pk)
    entry.update(vector="'other'")
    changed = {**replaceable.files(), file: replaceable.files()[file] + "-- other"}
    monkeypatch.setattr(replaceable, "files", lambda: changed)
    call_command("migrate", verbosity=0)
    assert entry.values_list("vector", flat=True).get() != "'other'"
    assert not reindexing.is_outdated()


def test_the_index_is_left_alone_where_other_functions_change() -> None:
    quote = QuoteFactory()
    entry = SearchEntry.objects.filter(kind="quote", number=quote.pk)
    entry.update(vector="'other'")
    spoil("search/ranking")
    call_command("migrate", verbosity=0)
    assert entry.values_list("vector", flat=True).get() == "'other'"


def test_the_files_that_make_rows_are_those_that_their_making_calls() -> None:
    """Functions by name, whatever their arguments; what migrations make is in no file."""
    texts = {name: re.sub("--.*", "", text) for name, text in replaceable.files().items()}
    defined: dict[str, tuple[str, str]] = {}
    for name, text in texts.items():
        parts = re.split(r"^(?=CREATE )", text, flags=re.MULTILINE)
        for part in parts:
            if found := re.match(r"CREATE (?:FUNCTION|VIEW|TYPE) (\w+)", part):
                defined[found[1]] = (name, defined.get(found[1], ("", ""))[1] + part)
    made, left = set(), list(MAKE_ROWS)
    while left:
        function = left.pop()
        if function not in made:
            made.add(function)
            left += set(re.findall(r"principles_\w+", defined[function][1])) & defined.keys()
    files = {defined[function][0] for function in made} - {"models/rebuild"}
    assert files == ROWS_MADE_BY


def test_a_base_of_a_newer_release_keeps_its_functions() -> None:
    spoil()
    execute("UPDATE principles_replaceable SET digest = '99.0.0' WHERE file = 'release'")
    with pytest.raises(CommandError, match="newer version"):
        call_command("migrate", verbosity=0)
    assert replaceable.differing() == {"search/ranking"}


def test_a_base_with_a_migration_of_a_newer_release_keeps_its_functions() -> None:
    spoil()
    MigrationRecorder(connection).record_applied("principles", "0099_newer")
    with pytest.raises(CommandError, match="newer version"):
        call_command("migrate", verbosity=0)


def test_the_release_is_that_of_the_package() -> None:
    project = tomllib.loads(Path(replaceable.ROOMS.parent, "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION
    assert given()["release"] == VERSION


def test_a_migration_can_change_a_column_that_views_and_triggers_name() -> None:
    """The operation drops them in the migration's transaction; `migrate` makes them again."""
    before = catalogue()
    wider = [
        migrations.AlterField(model, field, models.CharField(max_length=60))
        for model, field in (("quote", "language"), ("citation", "locator"), ("tag", "slug"))
    ]
    changing = type("Wider", (migrations.Migration,), {"operations": [DropReplaceable(), *wider]})
    state = MigrationExecutor(connection).loader.project_state()
    with connection.schema_editor(atomic=False) as editor:
        changing("wider", "principles").apply(state, editor)
    assert replaceable.differing()
    replaceable.apply()
    assert {name for name, _ in catalogue()} == {name for name, _ in before}
    assert replaceable.differing() == set()


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_holds_a_table_ends_in_no_deadlock() -> None:
    """The reader has read one table and comes for another while everything is replaced."""
    spoil()
    with connect(str(connection.settings_dict["NAME"])) as reader:
        reader.execute("SELECT count(*) FROM principles_searchentry")
        applying = threading.Thread(target=apply_and_close)
        applying.start()
        time.sleep(1)  # it waits for that table by now, and has locked others
        reader.execute("SET lock_timeout = '10s'")
        for table in ("quote", "person", "citation", "passage"):
            reader.execute(f"SELECT count(*) FROM principles_{table}")
        reader.commit()
        applying.join(timeout=60)
    assert replaceable.differing() == set()


def apply_and_close() -> None:
    replaceable.apply()
    connection.close()
