"""Make the tables of the base's words, and what tells how far they have aged."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0006_lexicon.sql"


class Migration(migrations.Migration):
    """The words are read later (`refresh_lexicon`), in the first start after this."""

    dependencies = [("principles", "0005_base")]
    operations = [
        migrations.CreateModel(
            name="Lexeme",
            fields=[
                ("lexeme", models.TextField(primary_key=True, serialize=False)),
                ("entries", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.TextField(primary_key=True, serialize=False)),
                ("entries", models.IntegerField()),
                ("lexeme", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "deletion",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("deletion", models.TextField()),
                ("word", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("prefix", models.TextField(primary_key=True, serialize=False)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lexicon",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("refreshed_at", models.DateTimeField(null=True)),
                ("entries", models.IntegerField(default=0)),
                ("changes", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="lexicon_is_one")
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
