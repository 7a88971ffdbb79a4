"""Make the index anew, as every row has a number and those have other lexemes.

The turn of writers is taken before anything is locked, as they do. Writers and searches wait.
"""

from django.db import migrations

ANEW = """
DO $$ BEGIN
    PERFORM principles_take_turn();
    IF EXISTS (SELECT FROM principles_searchentry) THEN
        TRUNCATE principles_searchentry;
        PERFORM principles_search_rebuild();
    END IF;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [("principles", "0007_numbers")]
    operations = [migrations.RunSQL(ANEW)]
