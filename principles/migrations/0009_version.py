"""Make the row that holds the version of what readers see, and the table of who changes it.

Neither has a model: no program reads or writes them but `principles.models.version` and its triggers,
and a backup must not bring a version back.
"""

from django.db import migrations

MAKE = """
CREATE TABLE principles_version (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    value uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO principles_version DEFAULT VALUES;
CREATE TABLE principles_change (
    writer xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    is_last boolean NOT NULL DEFAULT false)
"""
DROP = "DROP TABLE principles_version, principles_change"


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0008_paragraphs'),
    ]

    operations = [migrations.RunSQL(MAKE, DROP)]
