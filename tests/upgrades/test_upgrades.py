"""The base of every release becomes what the code of today makes of a new one."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.dumps import another_database, connect, manage, run

FOLDER = Path(__file__).parent
FIXTURES = FOLDER.parents[1] / "fixtures"
RELEASES = sorted(path.parent.name for path in FOLDER.glob("*/base.sql.gz"))
COMMANDS = (("migrate",), ("rebuild_search",), ("refresh_lexicon",), ("verify_citations",))
LOST = """
SELECT kind, number FROM (
    SELECT 'quote' AS kind, number FROM principles_quote
    UNION ALL SELECT 'principle', number FROM principles_principle
    UNION ALL SELECT 'source', number FROM principles_source
) AS entry
WHERE NOT EXISTS (SELECT FROM principles_searchentry e
    WHERE e.kind = entry.kind AND e.number = entry.number AND e.part = 0)
"""
STALE = "SELECT id FROM principles_citation WHERE verdict = 'stale' OR is_adrift"
TITLES = "SELECT label, heading FROM principles_passage WHERE heading <> ''"
# A dump writes conditions otherwise than they were written: with other brackets, and rows compared
# value by value.
SCHEMA = """
SELECT table_name || '.' || column_name, concat_ws(' ', udt_name, character_maximum_length,
        is_nullable, column_default, generation_expression)
    FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conrelid::regclass || '.' || conname,
        translate(pg_get_constraintdef(oid), '()', '')
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT tgrelid::regclass || '.' || tgname,
        regexp_replace(pg_get_triggerdef(oid), ' WHEN .* EXECUTE', ' EXECUTE')
    FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT oid::regprocedure::text, pg_get_functiondef(oid)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    AND proname LIKE 'principles\\_%'
"""


def schema(database: str) -> set[tuple[object, ...]]:
    with connect(database) as reader:
        return set(reader.execute(SCHEMA))


@pytest.fixture(scope="module", params=RELEASES)
def upgraded(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
) -> Iterator[str]:
    """Return the database that the release's dump became."""
    dump = tmp_path_factory.mktemp("upgrade") / "base.sql"
    dump.write_bytes(gzip.decompress((FOLDER / request.param / "base.sql.gz").read_bytes()))
    with another_database("upgraded_from_a_release") as database:
        run("psql", database, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={dump}")
        for command in COMMANDS:
            manage(database, *command)
        yield database


def test_there_is_a_dump_of_the_first_release() -> None:
    assert "0.1.0" in RELEASES


@pytest.mark.django_db
def test_tables_functions_and_triggers_are_those_of_a_new_base(upgraded: str) -> None:
    made_new = schema(str(connection.settings_dict["NAME"]))
    assert len(made_new) > 400
    assert schema(upgraded) ^ made_new == set()


@pytest.mark.django_db
def test_every_entry_is_kept_and_found(upgraded: str) -> None:
    with connect(upgraded) as reader:
        lost = reader.execute(LOST).fetchall()
        quotes = reader.execute("SELECT count(*) FROM principles_quote").fetchall()
    assert lost == []
    assert quotes == [(62,)]


@pytest.mark.django_db
def test_the_content_of_today_loads_over_it_and_every_verdict_is_reached(upgraded: str) -> None:
    manage(upgraded, "import_bundle", str(FIXTURES))
    with connect(upgraded) as reader:
        stale = reader.execute(STALE).fetchall()
        titles = reader.execute(TITLES).fetchall()
    assert stale == []
    assert ("slide", "APIs are Forever") in titles
