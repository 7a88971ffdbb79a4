"""Keep readers' reports, and for a day hashes of the addresses they came from."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0011_writing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='It may have been changed since.', verbose_name='the quote as the reader saw it')),
                ('about', models.CharField(choices=[('words', 'The words'), ('speaker', 'The speaker'), ('source', 'The source or the place in it'), ('verdict', 'The verdict'), ('other', 'Something else')], max_length=7, verbose_name='what is wrong')),
                ('message', models.TextField(max_length=2000, verbose_name='what the reader says')),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='address to answer to')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='received')),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done')], default='open', max_length=4)),
                ('outcome', models.TextField(blank=True, help_text='What was done about it, or why nothing was. Needed when it is done.')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='principles.quote')),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('message__regex', '\\S')), name='report_says_something', violation_error_message='A report says what is wrong.'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('outcome__regex', '\\S'), _connector='OR'), name='report_done_has_an_outcome', violation_error_message='Say what was done about it, or why nothing was.')],
            },
        ),
    ]
