"""Give the base an identity, by which a bundle is known to come from it."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("principles", "0004_search")]

    operations = [
        migrations.CreateModel(
            name="Base",
            fields=[
                (
                    "is_this",
                    models.BooleanField(
                        default=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_this", True)), name="base_is_one"
                    )
                ],
            },
        ),
    ]
