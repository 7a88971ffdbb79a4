"""Drop the functions, triggers and views that can be replaced, as the catalogue knows them."""

import re
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DependentObjectsStillExist

ROOM = Path(__file__).parent
DROPS = ROOM / "dropping.sql"
LOCK_TIMEOUT = "500ms"  # shorter than the second after which PostgreSQL looks for a deadlock
FORGET = """
DO $$ BEGIN
    IF to_regclass('public.principles_replaceable') IS NOT NULL THEN
        DELETE FROM public.principles_replaceable WHERE file ~ '/';
    END IF;
END $$
"""


def drop(cursor: CursorWrapper) -> None:
    """Drop all that can be replaced, and forget that it was given; needs a transaction.

    Whatever order the objects need: what others depend on is tried again when these are gone.
    Raises what PostgreSQL says where something else depends on one, and OperationalError where a
    table cannot be locked at once.
    """
    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    cursor.execute(DROPS.read_text(encoding="utf-8"), [_made_by_migrations()])
    left = [statement for (statement,) in cursor.fetchall()]
    while left:
        kept = [statement for statement in left if not _is_dropped(cursor, statement)]
        if kept == left:
            cursor.execute(left[0])  # says what depends on it
        left = kept
    cursor.execute(FORGET)


def _made_by_migrations() -> list[str]:
    """Return the functions that migrations make: some may be called by others of them alone."""
    files = ROOM.glob("migrations/*/*.sql")
    statements = "".join(path.read_text(encoding="utf-8") for path in files)
    return re.findall(r"CREATE FUNCTION (\w+)", statements)


def _is_dropped(cursor: CursorWrapper, statement: str) -> bool:
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except DatabaseError as error:
        if not isinstance(error.__cause__, DependentObjectsStillExist):
            raise
        return False
    return True
