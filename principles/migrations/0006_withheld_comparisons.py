"""Name a third purpose of the limiter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("principles", "0005_marks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("report", "a report of an error"),
                    ("sign-in", "signing in"),
                    ("withheld", "comparing words with a text that is kept back"),
                ],
                max_length=10,
            ),
        ),
    ]
