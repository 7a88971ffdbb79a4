"""What the database does by itself is what the files say, however it was before."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import InternalError, connection

from principles import replaceable
from principles.models import SearchEntry
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

pytestmark = pytest.mark.django_db


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def catalogue() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return list(cursor.fetchall())


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
    assert replaceable.differing() == set()
    assert replaceable.apply() == set()


def test_a_file_that_differs_is_named_and_then_no_more() -> None:
    spoil()
    assert replaceable.differing() == {"search/ranking"}
    assert replaceable.apply() == {"search/ranking"}
    assert replaceable.differing() == set()


def test_a_file_that_is_gone_differs() -> None:
    execute("INSERT INTO principles_replaceable VALUES ('search/gone', 'digest')")
    assert replaceable.apply() == {"search/gone"}


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


@pytest.mark.parametrize(("file", "is_rebuilt"), [("models/rows", True), ("search/ranking", False)])
def test_the_index_is_made_anew_where_its_rows_are_made_otherwise(
    file: str, *, is_rebuilt: bool
) -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    connection.check_constraints()
    entry = SearchEntry.objects.filter(kind="quote", number=quote.pk)
    entry.update(vector="'other'")
    spoil(file)
    call_command("migrate", verbosity=0)
    assert (entry.values_list("vector", flat=True).get() != "'other'") is is_rebuilt
