"""Keep what editors confirm, and take the notes of what is published for their yes.

The triggers are away meanwhile, so that no quote is as if saved today.
"""

from django.db import migrations, models

from principles.migrations import DropReplaceable

CONFIRM_NOTED = """
    UPDATE principles_citation c
    SET confirmed_digest = md5(md5(q.text) || md5(coalesce(p.text, '')) || c.verdict)
    FROM principles_citation same
    JOIN principles_quote q ON q.number = same.quote_id
    LEFT JOIN principles_passage p ON p.id = same.passage_id
    WHERE same.id = c.id AND q.status = 'published' AND c.note ~ '\\S'
    AND (c.verdict = 'altered' OR c.verdict = 'unverified'
        AND EXISTS (SELECT FROM principles_passage s WHERE s.source_id = c.source_id))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0003_headings'),
    ]

    operations = [
        DropReplaceable(),
        migrations.AddField(
            model_name='citation',
            name='confirmed_digest',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=32),
        ),
        migrations.RunSQL(CONFIRM_NOTED, migrations.RunSQL.noop),
    ]
