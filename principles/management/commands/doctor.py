"""`manage.py doctor`: what is wrong with the site, and what to do about it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from principles import reindexing, replaceable
from principles.given import is_altered
from principles.models import Citation, Verdict
from principles.prerequisites import problem_with_database
from principles.search import lexicon

MIGRATE = "run `manage.py migrate`."


def tables() -> str:
    """Return what to do about migrations that are not applied, or nothing."""
    executor = MigrationExecutor(connection)
    due = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(due)} of its changes are not made yet: {MIGRATE}" if due else ""


def functions() -> str:
    """Return what to do about functions and triggers that are not the program's, or nothing."""
    if differing := sorted(replaceable.differing()):
        return f"{', '.join(differing)} are of another version: {MIGRATE}"
    return f"They were changed by hand: {MIGRATE}" if is_altered() else ""


def index() -> str:
    """Return what to do about an index that was made by other functions, or nothing."""
    return f"It was made by another version: {MIGRATE}" if reindexing.is_outdated() else ""


def words() -> str:
    """Return what to do about words by which searches are ranked, or nothing."""
    due = lexicon.is_outdated()
    return "They are outdated: run `manage.py refresh_lexicon`." if due else ""


def verdicts() -> str:
    """Return what to do about verdicts that wait to be found again, or nothing."""
    stale = Citation.objects.filter(verdict=Verdict.STALE).count()
    return f"{stale:,} are out of date: run `manage.py verify_citations`." if stale else ""


def static_files() -> str:
    """Return what to do about style sheets that are not collected, or nothing."""
    there = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return "" if there else "They are not collected: start the site once, or `collectstatic`."


LOOKED_AT: dict[str, Callable[[], str]] = {
    "the database": problem_with_database,
    "its tables": tables,
    "its functions and triggers": functions,
    "the index": index,
    "the words of the base": words,
    "the verdicts": verdicts,
    "the static files": static_files,
}


class Command(BaseCommand):
    """Look at all that a site needs, change nothing, and fail where something is wrong."""

    help = (
        "Say what is wrong with the database, its tables and functions, the index, the words, the "
        "verdicts and the static files, and what to do. Changes nothing."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Looking at {settings.NAME_OF_BASE}.")
        wrong = 0
        for name, look in LOOKED_AT.items():
            problem = _problem(look)
            wrong += bool(problem)
            self.stdout.write(f"{name[0].upper()}{name[1:]}: {problem or 'as it should be.'}")
        if wrong:
            raise CommandError(f"{wrong} of {len(LOOKED_AT)} need attention.")


def _problem(look: Callable[[], str]) -> str:
    try:
        return look()
    except Error as error:
        said = next(iter(str(error).splitlines()), "")
        return f"This could not be asked. PostgreSQL says: {said}"
