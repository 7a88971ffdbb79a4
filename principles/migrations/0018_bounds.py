"""Look at fewer rows for a search, and keep those that a stricter way of asking has found."""

from pathlib import Path

from django.db import migrations

SQL = [
    (Path(__file__).parent / "sql" / f"0018_{part}.sql").read_text(encoding="utf-8")
    for part in ("tiers", "ranking")
]


class Migration(migrations.Migration):
    """The functions stand in `sql/0018_tiers.sql` and `sql/0018_ranking.sql`."""

    dependencies = [("principles", "0017_spelling")]
    operations = [migrations.RunSQL(part) for part in SQL]
