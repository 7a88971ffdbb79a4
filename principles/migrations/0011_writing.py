"""Write the search index at less cost, and let what one edit adds wait to be sorted in."""

from pathlib import Path

import django.contrib.postgres.indexes
from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0011_writing.sql"
PENDING = """
ALTER INDEX search_entry_vector SET (fastupdate = on);
"""


class Migration(migrations.Migration):
    """The functions stand in `sql/0011_writing.sql`."""

    dependencies = [("principles", "0010_speed")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
        migrations.RunSQL(
            PENDING,
            state_operations=[
                migrations.RemoveIndex("searchentry", "search_entry_vector"),
                migrations.AddIndex(
                    "searchentry",
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["vector"], name="search_entry_vector", fastupdate=True
                    ),
                ),
            ],
        ),
    ]
