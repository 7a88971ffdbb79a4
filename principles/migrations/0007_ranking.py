"""Narrow the search table to what is counted, and put the ranking where its plans are kept."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = [
    (Path(__file__).parent / "sql" / f"0007_{part}.sql").read_text(encoding="utf-8")
    for part in ("index", "reading", "ranking")
]


class Migration(migrations.Migration):
    """The rows are written anew; see `sql/0007_index.sql`."""

    dependencies = [("principles", "0006_lexicon")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(
                    migrations.RemoveField("searchentry", name)
                    for name in ("people", "sources", "principles", "tags", "verdicts")
                ),
                migrations.AddField(
                    "searchentry",
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, default=list
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    "searchentry",
                    "place",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(null=True), size=None, default=list
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    "searchentry",
                    "length",
                    models.SmallIntegerField(default=0),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        error_messages={"unique": "This line is there already."},
                        help_text="Words or phrases with commas between: failure, mistake, error. "
                        "A search for one also finds the others, after everything that has the "
                        "word itself.",
                        max_length=500,
                        unique=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "line of synonyms",
                "verbose_name_plural": "synonyms",
                "ordering": ["words"],
            },
        ),
        *(migrations.RunSQL(part) for part in SQL),
    ]
