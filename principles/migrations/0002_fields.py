"""Bring a base that had the migrations before `0001_base` to what that makes of a new one.

It lacks what those files say that are run here: the words of people and sources, read once for each,
and functions that changed with them. `0001_base` counts as applied there, and has not run.
"""

from django.db import migrations

from principles.migrations import refuse_unless, statements

GONE = """
DROP FUNCTION principles_search_row(principles_search_document);
DROP FUNCTION principles_search_take_indexes();
DROP FUNCTION principles_search_fill();
DROP FUNCTION principles_search_write_fresh(boolean);
DROP FUNCTION principles_search_rebuild();
"""
CHANGED = (
    "fields", "quotes", "rows", "rebuild", "spelling", "reading", "gathering", "ranking",
)  # fmt: skip


def refuse_half_a_base(_apps, schema_editor):
    """Django leaves `0001_base` out where some of what it replaces was applied, and begins here."""
    refuse_unless(
        "EXISTS (SELECT FROM django_migrations WHERE app = 'principles'"
        " AND name IN ('0001_base', '0025_pending'))",
        schema_editor,
    )


def make_fields(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regtype('principles_field') IS NULL")
        if cursor.fetchone()[0]:
            for part in (GONE, *map(statements, CHANGED)):
                cursor.execute(part)


class Migration(migrations.Migration):

    dependencies = [("principles", "0001_base")]
    operations = [
        migrations.RunPython(refuse_half_a_base, migrations.RunPython.noop),
        migrations.RunPython(make_fields, migrations.RunPython.noop),
    ]
