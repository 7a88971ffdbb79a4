"""Find quotes like a text, and quotes near a quote, by the index of the search."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0009_neighbours.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0009_neighbours.sql`."""

    dependencies = [("principles", "0008_suggestions")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
