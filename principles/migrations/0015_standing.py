"""Let a doubted quote say where its words really come from."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0014_sightings'),
    ]

    operations = [
        migrations.AddField(
            model_name='quote',
            name='real_origin',
            field=models.TextField(blank=True, help_text='Of a disputed or misattributed quote: where the words come from, if known.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('real_origin', ''), models.Q(('standing', 'attributed'), _negated=True), _connector='OR'), name='quote_with_real_origin_is_doubted', violation_error_message='A real origin is told of a disputed or misattributed quote only: say on what standing it is, or leave the origin empty.'),
        ),
    ]
