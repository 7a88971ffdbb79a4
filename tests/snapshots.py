"""The whole base as it lies on disk, to show that something wrote nothing."""

from django.apps import apps
from django.db import connection

Snapshot = dict[str, list[tuple[str, str]]]


def rows() -> Snapshot:
    """Return every row of every table with its place on disk, which any write changes."""
    found: Snapshot = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("principles").get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT ctid::text, "{table}"::text FROM "{table}" ORDER BY 1')
            found[table] = cursor.fetchall()
    return found
