"""Give the numbers of rows two lexemes instead of one, and make rows with fewer steps.

The rows that are there get them by the migration after this one.
"""

from django.db import migrations

from principles.migrations import run

GONE = """
DROP FUNCTION IF EXISTS principles_search_fill();
DROP FUNCTION IF EXISTS principles_search_write_fresh(boolean);
DROP FUNCTION IF EXISTS principles_search_rebuild();
DROP FUNCTION IF EXISTS principles_compounds(text);
"""


class Migration(migrations.Migration):

    dependencies = [("principles", "0006_indexes")]
    operations = [
        migrations.RunSQL(GONE),
        run("facets"),
        run("quotes"),
        run("rows"),
        run("rebuild"),
        run("reading"),
        run("lexicon"),
    ]
