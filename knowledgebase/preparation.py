"""Bring the database to the state the code needs, and a new one to its first content and account.

Verdicts of older rules are computed again before anybody can read them, and the lexicon is read
anew if it is out of date.

Two hosts may start at once, so all of it happens in one start's turn. A comment on Django's table
of migrations marks a base whose first run is unfinished: a start that was cut short is completed by
the next.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q
from psycopg.errors import DuplicateColumn, DuplicateObject, DuplicateTable, InsufficientPrivilege

from knowledgebase.embedded_postgres import EmbeddedPostgresError
from knowledgebase.soundness import ADVICE, problem_with_functions, problem_with_tables
from principles import reindexing, replaceable
from principles.given import is_recorded
from principles.models.turns import one_start_at_a_time
from principles.outages import trouble_of
from principles.prerequisites import problem_with_database
from principles.provenance.verification import outdated
from principles.search.lexicon import is_outdated, refresh

EDITOR = "editor"
NO_RIGHT = (
    "The database refused to be set up; its user needs the right to create tables and extensions"
    " in it."
)
THERE_ALREADY = (DuplicateTable, DuplicateColumn, DuplicateObject)
DAMAGED = f"The base is damaged, its record of migrations is not true: {ADVICE}"
UNFINISHED = "First run unfinished: its content is still to come."
_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


class NotReadyError(Exception):
    """Say in one sentence why the site cannot be started."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that can edit; its password is known only to the run that made it."""

    name: str
    password: str = ""


def prepare(content: Path | None) -> Account:
    """Migrate the database and return the account to edit with; fill a new base from that folder.

    Raises NotReadyError where the database cannot be reached or lacks what the site needs, and
    EmbeddedPostgresError.
    """
    try:
        _check_connection()
        with one_start_at_a_time():
            _mark_new_base()
            _bring_up_to_date()
            if _is_unfinished():
                _finish_first_run(content)
            if outdated().exists():
                call_command("verify_citations")
            if is_outdated():
                refresh()
            return _first_account()
    except DatabaseError as error:
        if isinstance(error.__cause__, EmbeddedPostgresError):
            raise error.__cause__ from None
        raise NotReadyError(f"{_reason(error)} PostgreSQL says: {_first_line(error)}") from error
    except InconsistentMigrationHistory as error:
        raise NotReadyError(DAMAGED) from error
    finally:
        connections.close_all()


def _reason(error: DatabaseError) -> str:
    # Django gives no cause where the table of migrations cannot be made.
    context = error.__context__ if isinstance(error.__context__, DatabaseError) else None
    if trouble := trouble_of(error) or trouble_of(context):
        return f"The database could not be set up. {trouble.sentence}"
    causes = [each.__cause__ for each in (error, context) if each]
    if any(isinstance(cause, InsufficientPrivilege) for cause in causes):
        return NO_RIGHT
    if any(isinstance(cause, THERE_ALREADY) for cause in causes):
        return DAMAGED
    return "The database could not be set up."


def _check_connection() -> None:
    try:
        problem = problem_with_database()
    except OperationalError as error:
        if isinstance(error.__cause__, EmbeddedPostgresError):
            raise
        raise NotReadyError(
            f"The database of DATABASE_URL cannot be reached: {_first_line(error)}"
        ) from error
    except DatabaseError as error:
        raise NotReadyError(f"The database cannot be used: {_first_line(error)}") from error
    if problem:
        raise NotReadyError(problem)


def _bring_up_to_date() -> None:
    """Migrate where the base is of another version; refuse it where it is damaged."""
    if _has_pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    if problem := problem_with_tables():
        raise NotReadyError(problem)
    is_other = replaceable.differing() or not is_recorded()
    if is_other or reindexing.is_outdated():
        call_command("migrate", interactive=False, verbosity=0)
    if problem := problem_with_functions():
        raise NotReadyError(problem)


def _mark_new_base() -> None:
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        with transaction.atomic():
            recorder.ensure_schema()
            _comment(UNFINISHED)


def _comment(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE django_migrations IS %s", [words])


def _is_unfinished() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('django_migrations'::regclass)")
        return bool(cursor.fetchone()[0] == UNFINISHED)


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@transaction.atomic
def _finish_first_run(content: Path | None) -> None:
    if content:
        call_command("import_bundle", str(content))
    _comment("")


def _first_account() -> Account:
    """Return an account to edit with, made now if no superuser and no `editor` is there."""
    accounts = get_user_model().objects
    able = accounts.filter(Q(is_superuser=True) | Q(username=EDITOR))
    found = able.order_by("-is_superuser", "pk").first()
    if found:
        return Account(found.get_username())
    password = "-".join("".join(secrets.choice(_LEGIBLE) for _ in range(4)) for _ in range(4))
    accounts.create_superuser(EDITOR, password=password)
    return Account(EDITOR, password)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
