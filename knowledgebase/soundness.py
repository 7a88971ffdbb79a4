"""Compare what the base has with what the code expects, before anybody is served from it.

A restore that was cut short, or a hand in the base, can leave tables without the keys that keep
them true, or functions of another version. Such a base seems to work, and spoils what is edited.
Two queries of the catalogue, of a few milliseconds.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from principles.given import is_altered

# Made by a migration, not by a model.
MORE_CONSTRAINTS = ("citation_passage_of_its_source",)
LONGEST_NAME = 63  # bytes; PostgreSQL cuts longer ones
KINDS = ("table", "column", "foreign key", "constraint")  # the first that lacks is named
ADVICE = (
    "restore a backup into a database without tables (`.venv/bin/python manage.py restore FILE`; "
    "the one in DATA_DIR is without tables once its folder postgres is moved away)."
)

# A constraint that was not checked against the rows is as good as none, and so is a foreign key
# whose triggers are switched off.
_THERE = """
WITH own AS (
    SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
), valid AS (
    SELECT t.conname, t.contype, t.conkey, t.conrelid, own.relname
    FROM pg_constraint t JOIN own ON own.oid = t.conrelid
    WHERE t.convalidated AND NOT EXISTS (
        SELECT FROM pg_trigger g WHERE g.tgconstraint = t.oid AND g.tgenabled = 'D')
)
SELECT 'table', relname FROM own
UNION ALL SELECT 'column', own.relname || '.' || a.attname
    FROM own JOIN pg_attribute a ON a.attrelid = own.oid WHERE a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT 'foreign key', v.relname || '.' || a.attname
    FROM valid v JOIN pg_attribute a ON a.attrelid = v.conrelid AND ARRAY[a.attnum] = v.conkey
    WHERE v.contype = 'f'
UNION ALL SELECT 'constraint', conname FROM valid
UNION ALL SELECT 'constraint', 'the key of ' || relname FROM valid WHERE contype = 'p'
UNION ALL SELECT 'constraint', 'the uniqueness of ' || own.relname || '.' || a.attname
    FROM pg_index i JOIN own ON own.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
UNION ALL SELECT 'constraint', i.indexrelid::regclass::text FROM pg_index i
    JOIN own ON own.oid = i.indrelid WHERE i.indisvalid
"""


def problem_with_tables() -> str:
    """Return in one sentence what the tables lack and what to do, or nothing; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE)
        there = set(cursor.fetchall())
    lacking = sorted(set(_expected()) - there, key=lambda each: (KINDS.index(each[0]), each[1]))
    if not lacking:
        return ""
    kind, name = lacking[0]
    more = f" (and {len(lacking) - 1:,} more)" if len(lacking) > 1 else ""
    state = "is not there or not valid" if kind in KINDS[2:] else "is not there"
    return f"The base is damaged, its {kind} {name} {state}{more}: {ADVICE}"


def problem_with_functions() -> str:
    """Return in one sentence that functions or triggers are of another version, or nothing."""
    if not is_altered():
        return ""
    return (
        "The functions and triggers of the base are not those of this version of the site: run "
        "`.venv/bin/python manage.py migrate`, which replaces them and makes the index anew."
    )


def _expected() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        yield "table", table
        yield "constraint", f"the key of {table}"
        for field in model._meta.local_concrete_fields:
            if field.column:
                yield "column", f"{table}.{field.column}"
            if isinstance(field, ForeignKey) and getattr(field, "db_constraint", False):
                yield "foreign key", f"{table}.{field.column}"
            if field.unique and not field.primary_key:
                yield "constraint", f"the uniqueness of {table}.{field.column}"
        for constraint in model._meta.constraints:
            yield "constraint", constraint.name[:LONGEST_NAME]
    for name in MORE_CONSTRAINTS:
        yield "constraint", name
