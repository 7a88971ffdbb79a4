"""Make the search table, and the functions and triggers that keep it true."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0004_search.sql"


class Migration(migrations.Migration):
    """The upkeep stands in `sql/0004_search.sql`; it is not taken back step by step."""

    dependencies = [("principles", "0003_rules")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("principle", "Principle"),
                            ("quote", "Quote"),
                            ("source", "Source"),
                        ],
                        max_length=9,
                    ),
                ),
                ("number", models.IntegerField()),
                ("passage", models.BigIntegerField(default=0)),
                ("part", models.IntegerField(default=0)),
                ("public", models.BooleanField()),
                *(
                    (
                        name,
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(), size=None
                        ),
                    )
                    for name in ("people", "sources", "principles", "tags")
                ),
                ("year", models.SmallIntegerField(null=True)),
                (
                    "verdicts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                ("words", models.TextField()),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["vector"], name="search_entry_vector", fastupdate=False
                    ),
                    models.Index(
                        fields=["passage"],
                        name="search_entry_passage",
                        condition=models.Q(("part__gt", 0)),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "number", "passage", "part"), name="search_entry_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
