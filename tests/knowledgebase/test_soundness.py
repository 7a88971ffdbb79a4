"""A base that lacks something is recognised, and the sentence names it."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from knowledgebase.soundness import problem_with_functions, problem_with_tables
from tests.knowledgebase.processes import PREPARE, answer, refused, running

pytestmark = pytest.mark.django_db

FOREIGN_KEY = """
SELECT conname FROM pg_constraint
WHERE conrelid = 'principles_citation'::regclass AND contype = 'f' AND confrelid = %s::regclass
"""

EXECUTE = """
import sys
import django
django.setup()
from django.db import connection
connection.cursor().execute(sys.argv[1])
"""


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def key_to_quotes() -> str:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEY, ["principles_quote"])
        return str(cursor.fetchone()[0])


def test_a_base_as_it_was_made_has_no_problem() -> None:
    assert problem_with_tables() == ""
    assert problem_with_functions() == ""


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("DROP TABLE principles_seealso", "its table principles_seealso is not there (and "),
        (
            "ALTER TABLE principles_support DROP COLUMN note CASCADE",
            "its column principles_support.note is not there",
        ),
        (
            "ALTER TABLE principles_support DROP CONSTRAINT support_once",
            "its constraint support_once is not there or not valid:",
        ),
        (
            "ALTER TABLE principles_attribution DROP CONSTRAINT principles_attribution_pkey",
            "its constraint the key of principles_attribution is not there",
        ),
        (
            "ALTER TABLE principles_citation DROP CONSTRAINT citation_passage_of_its_source",
            "its constraint citation_passage_of_its_source is not there",
        ),
        (
            "ALTER TABLE principles_citation DISABLE TRIGGER ALL",
            "its foreign key principles_citation.quote_id is not there or not valid",
        ),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(damage: str, named: str) -> None:
    execute(damage)
    assert named in problem_with_tables()
    assert "manage.py restore FILE" in problem_with_tables()


def test_a_foreign_key_that_is_missing_or_was_never_checked_is_named() -> None:
    name = key_to_quotes()
    named = "its foreign key principles_citation.quote_id is not there or not valid"
    execute(f"ALTER TABLE principles_citation DROP CONSTRAINT {name}")
    assert named in problem_with_tables()
    execute(
        f"ALTER TABLE principles_citation ADD CONSTRAINT {name} FOREIGN KEY (quote_id)"
        " REFERENCES principles_quote DEFERRABLE INITIALLY DEFERRED NOT VALID"
    )
    assert named in problem_with_tables()
    execute(f"ALTER TABLE principles_citation VALIDATE CONSTRAINT {name}")
    assert problem_with_tables() == ""


@pytest.mark.parametrize(
    "alteration",
    [
        "DROP FUNCTION principles_search_refresh CASCADE",
        "CREATE OR REPLACE FUNCTION principles_take_turn() RETURNS void LANGUAGE sql AS 'SELECT'",
        "DROP TRIGGER principles_20_stale ON principles_citation",
        "ALTER TABLE principles_quote DISABLE TRIGGER USER",
        "CREATE FUNCTION principles_of_later() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_functions_and_triggers_of_another_version_are_recognised_and_replaced(
    alteration: str,
) -> None:
    execute(alteration)
    assert "manage.py migrate" in problem_with_functions()
    call_command("migrate", verbosity=0)
    assert problem_with_functions() == ""


def test_the_start_refuses_a_damaged_base_with_one_sentence(tmp_path: Path) -> None:
    answer(running(tmp_path, PREPARE))
    answer(running(tmp_path, EXECUTE, "DROP TABLE principles_seealso"))
    assert "its table principles_seealso is not there" in refused(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base that a refused start leaves as it was."""
    made = tmp_path_factory.mktemp("base")
    answer(running(made, PREPARE))
    return made


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM django_migrations WHERE app = 'sessions'",
        "DELETE FROM django_migrations WHERE app = 'contenttypes' AND name = '0001_initial'",
        "TRUNCATE django_migrations",
        "DROP TABLE django_migrations",
    ],
)
def test_the_start_says_that_the_record_of_migrations_is_damaged(folder: Path, damage: str) -> None:
    answer(running(folder, EXECUTE, damage))
    said = refused(folder)
    assert said.startswith("The base is damaged, its record of migrations is not true: ")
    assert "manage.py restore FILE" in said
    assert "right" not in said
