"""Find where pasted words may stand, by the index of the search."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0014_sightings.sql"


class Migration(migrations.Migration):
    """The functions stand in `sql/0014_sightings.sql`."""

    dependencies = [("principles", "0013_anchoring")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
