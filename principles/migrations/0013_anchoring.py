"""Let a citation be adrift, and passages be deleted while citations name them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0013_anchoring.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0012_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='citation',
            name='is_adrift',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='citation',
            name='passage',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The stored passage that has the words.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='citations', to='principles.passage'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(('is_adrift', False), ('passage__isnull', True), _connector='OR'), name='citation_adrift_without_passage'),
        ),
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "DROP TRIGGER principles_21_anchor ON principles_citation;"
            "DROP FUNCTION principles_anchor()",
        ),
    ]
