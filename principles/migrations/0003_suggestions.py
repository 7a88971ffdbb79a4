"""Look names up by how they begin, with plans that a connection keeps."""

from django.db import migrations

from principles.migrations import run


GONE = "DROP FUNCTION IF EXISTS principles_completed_beside(tsquery, tsquery, text, integer)"


class Migration(migrations.Migration):

    dependencies = [("principles", "0002_fields")]
    operations = [migrations.RunSQL(GONE), run("visibility"), run("suggestions")]
