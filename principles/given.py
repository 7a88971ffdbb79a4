"""What the database was last given of what can be replaced, and whether it still has it.

A row for each file of SQL has its digest, `release` the version that gave it, `catalogue` a digest
of the functions, triggers and views that were made, by which a later change by hand is recognised,
and `index` what the rows of the index were made by.
"""

from pathlib import Path

from django.db import connection

CATALOGUE = Path(__file__).with_name("catalogue.sql")


def given() -> dict[str, str]:
    """Return what the base was given: a digest of each file, and the `release` that gave them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.principles_replaceable') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return {}
        cursor.execute("SELECT file, digest FROM public.principles_replaceable")
        return dict(cursor.fetchall())


def is_altered() -> bool:
    """Say whether the base has other objects than those that were made when it was given them."""
    recorded = given().get("catalogue")
    return recorded is not None and recorded != catalogue()


def is_recorded() -> bool:
    """Say whether the base says which objects were made."""
    return "catalogue" in given()


def catalogue() -> str:
    """Return a digest of the functions, triggers and views that the base has."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE.read_text(encoding="utf-8"))
        return str(cursor.fetchone()[0])
