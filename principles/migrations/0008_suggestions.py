"""Let names be found by half a word, and words be completed beside others."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0008_suggestions.sql"


class Migration(migrations.Migration):
    """The functions and indexes stand in `sql/0008_suggestions.sql`."""

    dependencies = [("principles", "0007_ranking")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
