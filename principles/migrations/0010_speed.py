"""Look less up for a search, and look it up once."""

from pathlib import Path

from django.db import migrations

SQL = [
    (Path(__file__).parent / "sql" / f"0010_{part}.sql").read_text(encoding="utf-8")
    for part in ("reading", "ranking")
]


class Migration(migrations.Migration):
    """The functions stand in `sql/0010_reading.sql` and `sql/0010_ranking.sql`."""

    dependencies = [("principles", "0009_neighbours")]
    operations = [migrations.RunSQL(part) for part in SQL]
