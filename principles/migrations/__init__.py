"""The tables, and in `initial/` the functions that their columns and indexes are made of.

What can be replaced is no part of a migration, and no migration calls it (principles/replaceable). A
migration that changes a column which a view or trigger names drops all of that first, in its own
transaction: `operations = [DropReplaceable(), …]`. It is made again after `migrate`.
"""

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

from principles.dropping import drop


def _drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        drop(cursor)


class DropReplaceable(RunPython):
    """Drop the functions, triggers and views that can be replaced, until `migrate` is done."""

    def __init__(self) -> None:
        super().__init__(_drop, RunPython.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return the operation without arguments."""
        return (type(self).__name__, [], {})
