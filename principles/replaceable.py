"""Keep the functions, triggers and views of the database as the rooms' `sql/` folders have them.

Tables, and the functions that columns and indexes are made of, belong to migrations. All else can
be replaced, and each object stands once, beside the Python that calls it. Where a file differs from
what this base was last given, everything is dropped and made again after `migrate`, in one
transaction. The catalogue says what to drop (`dropping`), so a function whose arguments changed, or
that is gone, leaves nothing behind, and nothing that a table needs is touched. What was made is
noted (`given`).
"""

from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from principles import VERSION
from principles.dropping import drop
from principles.given import catalogue, given, is_altered, is_recorded
from principles.models.facet_sql import render
from principles.models.turns import one_start_at_a_time, patiently, take_turn
from principles.models.version import SHOWN, change

ROOMS = Path(__file__).parent
# Types have to be there before the functions; the bodies of these are read when they are called.
FIRST = "models/types"
GIVEN = """
CREATE TABLE IF NOT EXISTS public.principles_replaceable (
    file text PRIMARY KEY, digest text NOT NULL);
DELETE FROM public.principles_replaceable WHERE file ~ '/' OR file IN ('release', 'catalogue')
"""


def files() -> dict[str, str]:
    """Return the SQL of each file by room and name (`search/ranking`), in the order to run them."""
    found = {f"{path.parts[-3]}/{path.stem}": path for path in ROOMS.glob("*/sql/*.sql")}
    names = sorted(found, key=lambda name: (name != FIRST, name))
    return {name: _rendered(found[name].read_text(encoding="utf-8")) for name in names}


def _rendered(text: str) -> str:
    return render(text).replace("/*shown*/", ",".join(SHOWN))


def differing() -> set[str]:
    """Return the files that the base was given otherwise, was not given, or has too many."""
    held = {(file, digest) for file, digest in given().items() if "/" in file}
    return {name for name, _digest in held ^ set(digests().items())}


@patiently
def apply() -> None:
    """Make the base have what the files say, all or nothing; rows are not made by altered objects.

    Other starts and writers wait meanwhile; so do readers, for less than a second.
    """
    with one_start_at_a_time(), transaction.atomic(), connection.cursor() as cursor:
        take_turn()
        altered = is_altered()
        if altered or differing() or not is_recorded():
            drop(cursor)
            cursor.execute("SET LOCAL check_function_bodies = off")
            for statements in files().values():
                cursor.execute(statements)
            cursor.execute("SET LOCAL check_function_bodies = on")
            cursor.execute(GIVEN)
            if altered:
                cursor.execute("DELETE FROM public.principles_replaceable")
            rows = [*digests().items(), ("release", VERSION), ("catalogue", catalogue())]
            cursor.executemany("INSERT INTO public.principles_replaceable VALUES (%s, %s)", rows)
            change()  # functions that searches call may have been altered


def digests() -> dict[str, str]:
    """Return a digest of each file."""
    return {name: sha256(text.encode()).hexdigest() for name, text in files().items()}
