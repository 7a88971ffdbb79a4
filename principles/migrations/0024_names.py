"""Find tags by what their names begin with."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0024_tags.sql"


class Migration(migrations.Migration):
    """The index stands in `sql/0024_tags.sql`."""

    dependencies = [("principles", "0023_spelling")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
