"""Install the extensions and the normalisation of words that the tables are built on."""

from pathlib import Path

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0001_words.sql"


class Migration(migrations.Migration):
    """`unaccent` has to stand in `public`, where the immutable function names it."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        CreateExtension("unaccent"),
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"), "DROP FUNCTION principles_qnorm(text)"
        ),
    ]
