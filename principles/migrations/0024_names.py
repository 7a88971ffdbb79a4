"""Find tags by what their names begin with, and let slugs be values of operators."""

from pathlib import Path

from django.db import migrations

SQL = [
    (Path(__file__).parent / "sql" / f"0024_{part}.sql").read_text(encoding="utf-8")
    for part in ("tags", "reading")
]


class Migration(migrations.Migration):
    """The index stands in `sql/0024_tags.sql`, the function in `sql/0024_reading.sql`."""

    dependencies = [("principles", "0023_spelling")]
    operations = [migrations.RunSQL(part) for part in SQL]
