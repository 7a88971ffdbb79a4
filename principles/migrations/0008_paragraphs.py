from django.db import migrations, models

from principles.migrations import DropReplaceable

# The rules of `models/sql/counting.sql`, for the rows that are there.
COUNT = r"""
WITH stored AS MATERIALIZED (
    SELECT id, source_id, position, text ~ '^\s*[^\n.!?;]{1,80}[,:][^\S\n]*\n\s*\n' AS greets,
        (SELECT count(*) FROM regexp_split_to_table(text, '\n\s*\n') AS piece WHERE piece ~ '\S') AS held
    FROM principles_passage
), counted AS MATERIALIZED (
    SELECT id, sum(held) OVER before - held - (first_value(greets) OVER whole)::integer AS before
    FROM stored
    WINDOW before AS (PARTITION BY source_id ORDER BY position, id ROWS UNBOUNDED PRECEDING),
        whole AS (PARTITION BY source_id ORDER BY held = 0, position, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
UPDATE principles_passage p SET paragraphs_before = c.before
FROM counted c WHERE c.id = p.id AND p.paragraphs_before <> c.before
"""


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0007_summary'),
    ]

    operations = [
        DropReplaceable(),
        migrations.AddField(
            model_name='passage',
            name='paragraphs_before',
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
