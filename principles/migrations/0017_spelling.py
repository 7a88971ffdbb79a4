"""Say with a query's terms how many rows have each as it is spelt."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0017_spelling.sql"


class Migration(migrations.Migration):
    """The function stands in `sql/0017_spelling.sql`."""

    dependencies = [("principles", "0016_renames")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
