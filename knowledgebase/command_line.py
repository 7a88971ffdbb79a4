"""Run a management command, and say in a sentence what whoever typed it can mend.

A command works on the base that its environment names, which need not be the one the site was
started with. So each of them names its base: those of the site with what they did, others first.
"""

import os

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from knowledgebase.embedded_postgres import EmbeddedPostgresError
from principles.outages import trouble_of

# They change a base, and what they print does not say which.
NAMELESS = frozenset(
    (
        *("changepassword", "clearsessions", "createsuperuser", "flush", "import_bundle"),
        *("loaddata", "migrate", "rebuild_search", "refresh_lexicon", "shell", "verify_citations"),
    )
)
HELP = {"-h", "--help"}


def run(arguments: list[str]) -> str | int:
    """Run the command; return what it exits with."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
    try:
        if NAMELESS.intersection(arguments[1:2]) and not HELP.intersection(arguments):
            _name_base()
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        return str(error)
    except DatabaseError as error:
        if problem := _problem(error):
            return problem
        raise
    return 0


def _name_base() -> None:
    from django.conf import settings  # noqa: PLC0415 (it may be refused)

    print(f"This works on {settings.NAME_OF_BASE}.", flush=True)  # noqa: T201 (the answer)


def _problem(error: DatabaseError) -> str:
    """Return why the base cannot be worked on, in one sentence, or nothing."""
    from django.conf import settings  # noqa: PLC0415 (it may be refused)

    cause = error.__cause__
    if isinstance(cause, EmbeddedPostgresError):
        return str(cause)
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return (
            f"There are no tables of the site, or not all of them, in {settings.NAME_OF_BASE}: "
            "start the site on it first, or restore a backup into it."
        )
    if trouble := trouble_of(error):
        said = str(error).strip().partition("\n")[0]
        return f"Nothing was done in {settings.NAME_OF_BASE}. {trouble.sentence} It says: {said}"
    return ""
