"""Drop indexes that another serves as well, and index the rest of what is empty as a rule.

Served as well are columns that a unique index begins with, beginnings of a status, and the status of
principles, which are few. Django takes the foreign keys off and on again, which checks them anew.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0005_parted'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attribution',
            name='quote',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='principles.quote'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='passage',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The stored passage that has the words.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='citations', to='principles.passage'),
        ),
        migrations.AlterField(
            model_name='citation',
            name='quote',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='principles.quote'),
        ),
        migrations.AlterField(
            model_name='contribution',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='principles.source'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='principles.source'),
        ),
        migrations.AlterField(
            model_name='principle',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', help_text='Only editors see drafts. What was once published can be withdrawn, not deleted.', max_length=9),
        ),
        migrations.AlterField(
            model_name='principletag',
            name='content_object',
            field=models.ForeignKey(db_column='principle_id', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='principle_tags', to='principles.principle'),
        ),
        migrations.AlterField(
            model_name='quote',
            name='same_words_as',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Only where another quote has the same words by somebody else: that quote.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='same_words', to='principles.quote'),
        ),
        migrations.AlterField(
            model_name='quote',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', help_text='Only editors see drafts. What was once published can be withdrawn, not deleted.', max_length=9),
        ),
        migrations.AlterField(
            model_name='quotetag',
            name='content_object',
            field=models.ForeignKey(db_column='quote_id', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='quote_tags', to='principles.quote'),
        ),
        migrations.AlterField(
            model_name='seealso',
            name='principle',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='see_also', to='principles.principle'),
        ),
        migrations.AlterField(
            model_name='support',
            name='principle',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='principles.principle'),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('passage__isnull', False)), fields=['passage'], name='citation_passage'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['status'], name='quote_status'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('same_words_as__isnull', False)), fields=['same_words_as'], name='quote_same_words_as'),
        ),
    ]
