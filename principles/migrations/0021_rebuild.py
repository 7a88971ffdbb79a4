"""Make an index from nothing in less time, and count words in parts of any size."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0021_rebuild.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0021_rebuild.sql`."""

    dependencies = [("principles", "0020_rows")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
