"""Keep the functions, triggers and views of the database as the rooms' `sql/` folders have them.

Tables, and the functions that columns and indexes are made of, belong to migrations. All else can
be replaced, and each object stands once, beside the Python that calls it. Where a file differs from
what this base was last given, everything is dropped and made again after `migrate`, in one
transaction. The catalogue says what to drop (replaceable.sql), so a function whose arguments
changed, or that is gone, leaves nothing behind, and nothing that a table needs is touched.
"""

from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from principles.models.facet_sql import render
from principles.models.turns import one_start_at_a_time, take_turn

ROOMS = Path(__file__).parent
# Types have to be there before the functions; the bodies of these are read when they are called.
FIRST = "models/types"
DROPS = ROOMS / "replaceable.sql"
DIGESTS = """
CREATE TABLE IF NOT EXISTS principles_replaceable (file text PRIMARY KEY, digest text NOT NULL);
DELETE FROM principles_replaceable
"""


def files() -> dict[str, str]:
    """Return the SQL of each file by room and name (`search/ranking`), in the order to run them."""
    found = {f"{path.parts[-3]}/{path.stem}": path for path in ROOMS.glob("*/sql/*.sql")}
    names = sorted(found, key=lambda name: (name != FIRST, name))
    return {name: render(found[name].read_text(encoding="utf-8")) for name in names}


def differing() -> set[str]:
    """Return the files that the base was given otherwise, was not given, or has too many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('principles_replaceable') IS NOT NULL")
        given: set[tuple[str, str]] = set()
        if cursor.fetchone()[0]:
            cursor.execute("SELECT file, digest FROM principles_replaceable")
            given = set(cursor.fetchall())
    return {name for name, _digest in given ^ set(_digests())}


def apply() -> set[str]:
    """Make the base have what the files say, all or nothing; return the names that differed.

    Other starts, and whoever writes entries, wait meanwhile.
    """
    with one_start_at_a_time(), transaction.atomic(), connection.cursor() as cursor:
        take_turn()
        if not (changed := differing()):
            return changed
        cursor.execute(DROPS.read_text(encoding="utf-8"))
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("SET LOCAL check_function_bodies = off")
        for statements in files().values():
            cursor.execute(statements)
        cursor.execute("SET LOCAL check_function_bodies = on")
        cursor.execute(DIGESTS)
        cursor.executemany("INSERT INTO principles_replaceable VALUES (%s, %s)", _digests())
    return changed


def _digests() -> list[tuple[str, str]]:
    return [(name, sha256(text.encode()).hexdigest()) for name, text in files().items()]
