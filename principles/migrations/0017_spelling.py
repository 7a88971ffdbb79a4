"""Say how many rows have each term of a query as it is spelt, and correct two wrong letters."""

from pathlib import Path

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0017_spelling.sql"


class Migration(migrations.Migration):
    """`fuzzystrmatch` has to stand in `public`, where the functions in `sql/` name it."""

    dependencies = [("principles", "0016_renames")]
    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
