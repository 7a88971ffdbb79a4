"""Count principles under every facet where a filter leaves few of very many matches."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0022_ranking.sql"


class Migration(migrations.Migration):
    """The function stands in `sql/0022_ranking.sql`."""

    dependencies = [("principles", "0021_rebuild")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
