"""The tables, and beside them, in `sql/`, all that the database does by itself.

Each object stands there once, as it is now, in the file of its subject; `0001_base` names the files
in the order in which they need one another. A change is made in that file, and a migration runs it
again, as `0002_fields` does for bases that are older than these files; what gets other arguments is
dropped first. So nobody has to look for the definition that holds. Files that a base takes only
once are `RUN_ONCE`: a migration that changes what they have says in its own words what is new.
"""

from pathlib import Path

from django.core.management import CommandError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL

SQL = Path(__file__).parent / "sql"
RUN_ONCE = {"words", "upkeep", "rules", "types", "fields"}
HALF_MIGRATED = (
    "This database has some of the migrations that 0001_base replaces, and not all of them are"
    " recorded: apply them up to 0025_pending with the code that has them, or begin with an empty"
    " database."
)


def statements(name: str) -> str:
    """Return what stands in that file of `sql/`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(name: str) -> RunSQL:
    """Return the operation that executes that file; it is not taken back."""
    return RunSQL(statements(name))


def refuse_unless(claim: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Stop with a sentence where the base was left between the migrations of before."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT {claim}")
        if not cursor.fetchone()[0]:
            raise CommandError(HALF_MIGRATED)
