"""Look names up by how they begin, with plans that a connection keeps."""

from django.db import migrations

from principles.migrations import run


class Migration(migrations.Migration):

    dependencies = [("principles", "0002_fields")]
    operations = [run("visibility"), run("suggestions")]
