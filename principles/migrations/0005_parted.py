"""Find what was typed in one word and is two in the base."""

from django.db import migrations

from principles.migrations import run


class Migration(migrations.Migration):

    dependencies = [("principles", "0004_choices")]
    operations = [run("spelling"), run("reading")]
