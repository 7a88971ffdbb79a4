"""Make the rows of the index in less time."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0020_rows.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0020_rows.sql`."""

    dependencies = [("principles", "0019_rebuild")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
