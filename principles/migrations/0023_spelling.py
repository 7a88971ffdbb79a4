"""Compare the first three unknown words that can be compared with all that begin alike."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0023_spelling.sql"


class Migration(migrations.Migration):
    """The function stands in `sql/0023_spelling.sql`."""

    dependencies = [("principles", "0022_bounds")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
