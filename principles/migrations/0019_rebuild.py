"""Make an index from nothing, and read the words of a large base, in less time."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0019_rebuild.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0019_rebuild.sql`."""

    dependencies = [("principles", "0018_bounds")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
