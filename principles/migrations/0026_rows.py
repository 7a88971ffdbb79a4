"""Read the words of people and sources once for each, not once for each of their quotes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0026_rows.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0026_rows.sql`."""

    dependencies = [("principles", "0025_pending")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
