from django.db import migrations

# Sources are looked up by the words of their publishers too, and people by those of their notes.
INDEXES = """
DROP INDEX principles_source_names;
CREATE INDEX principles_source_names ON principles_source
    USING gin (principles_name_words(ARRAY[title, publisher]::text[])) WITH (fastupdate = off);
CREATE INDEX principles_person_notes ON principles_person
    USING gin (to_tsvector('principles', principles_qnorm("left"(note, 100000)))) WITH (fastupdate = off);
"""
FORMER = """
DROP INDEX principles_person_notes;
DROP INDEX principles_source_names;
CREATE INDEX principles_source_names ON principles_source
    USING gin (principles_name_words(ARRAY[title]::text[])) WITH (fastupdate = off);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0009_version'),
    ]

    operations = [
        migrations.RunSQL(INDEXES, FORMER),
    ]
