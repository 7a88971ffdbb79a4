"""Look names of facets' values up together, and count no bound as reached that is not passed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0027_ranking.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0027_ranking.sql`."""

    dependencies = [("principles", "0026_rows")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
