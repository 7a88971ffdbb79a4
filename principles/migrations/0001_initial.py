"""Make the tables and what they depend on, as of the first release: it is not edited again.

`makemigrations` wrote the models' part. The words come before it, since the digest of a quote's words
is a column; what the models cannot say comes after. Functions that can be replaced, triggers and views
are no part of any migration (principles/replaceable.py).
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.math
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import principles.models.evidence
import taggit.managers
import uuid
from django.contrib.postgres.operations import CreateExtension
from django.core.management import CommandError
from django.db import migrations, models
from pathlib import Path

INITIAL = Path(__file__).parent / "initial"
TOO_OLD = (
    "This database was made before version 0.1.0, and nothing leads from there to here: begin with an"
    " empty database and load the content again (manage.py import_bundle)."
)


def refuse_a_base_of_before(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('principles_qnorm') IS NOT NULL")
        if cursor.fetchone()[0]:
            raise CommandError(TOO_OLD)


def run(name):
    return migrations.RunSQL((INITIAL / name).read_text(encoding="utf-8"))


class Migration(migrations.Migration):

    initial = True

    dependencies = []
    operations = [
        migrations.RunPython(refuse_a_base_of_before, migrations.RunPython.noop),
        # Both have to stand in `public`, where the functions name them.
        CreateExtension("unaccent"),
        CreateExtension("fuzzystrmatch"),
        run("words.sql"),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('prefix', models.TextField(primary_key=True, serialize=False)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Deletion',
            fields=[
                ('pk', models.CompositePrimaryKey('deletion', 'word', blank=True, editable=False, primary_key=True, serialize=False)),
                ('deletion', models.TextField()),
                ('word', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Lexeme',
            fields=[
                ('lexeme', models.TextField(primary_key=True, serialize=False)),
                ('entries', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(help_text='1 for the first passage, 2 for the next.')),
                ('label', models.CharField(help_text='What a reader can look up: p. 3, or slide “Two pizza teams”.', max_length=200)),
                ('text', models.TextField(help_text='The words exactly as the source has them. Blank lines part paragraphs.')),
                ('language', models.CharField(default='en', max_length=35, validators=[django.core.validators.RegexValidator('^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\\Z', 'Write a language tag: en, de, pt-BR.')])),
            ],
            options={
                'ordering': ['source', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Principle',
            fields=[
                ('slug', models.SlugField(blank=True, help_text='The readable part of the address. Left empty, it is made from the name.', max_length=80, unique=True)),
                ('number', models.AutoField(primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', help_text='Only editors see drafts. What was once published can be withdrawn, not deleted.', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('modified', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('name', models.CharField(max_length=120)),
                ('maxim', models.CharField(help_text='The principle in one line, in your words.', max_length=200)),
                ('summary', models.TextField(help_text='Two or three sentences for whoever reads no further.')),
                ('body', models.TextField(blank=True, help_text='Markdown. [Q44] refers to a quote and becomes its raised number.')),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Other words people search it by, with commas between them.', size=None)),
                ('position', models.PositiveIntegerField(default=0, help_text='Its place in the index; equal places are ordered by number.')),
            ],
            options={
                'ordering': ['position', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(error_messages={'unique': 'This line is there already.'}, help_text='Words or phrases with commas between: failure, mistake, error. A search for one also finds the others, after everything that has the word itself.', max_length=500, unique=True)),
            ],
            options={
                'verbose_name': 'line of synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.TextField(primary_key=True, serialize=False)),
                ('entries', models.IntegerField()),
                ('lexeme', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Base',
            fields=[
                ('is_this', models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_this', True)), name='base_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Lexicon',
            fields=[
                ('id', models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('refreshed_at', models.DateTimeField(null=True)),
                ('entries', models.IntegerField(default=0)),
                ('changes', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='lexicon_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='The readable part of the address. Left empty, it is made from the name.', max_length=80, unique=True)),
                ('name', models.CharField(help_text='As it is printed under a quote: Grace Hopper.', max_length=200)),
                ('sort_name', models.CharField(help_text='As it stands in an index: Hopper, Grace.', max_length=200)),
                ('note', models.TextField(blank=True, help_text='Who this is, in a line, and how that is known. Shown on the person’s page.')),
                ('modified', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['sort_name', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__regex', '^[-a-z0-9_]*[a-z_-][-a-z0-9_]*$')), name='person_slug_is_no_number', violation_error_message='The slug needs lower-case letters; digits alone would be taken for a number.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('sort_name__regex', '\\S')), name='person_has_a_name', violation_error_message='Give the name as printed and as it stands in an index.')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('author', 'Author'), ('editor', 'Editor'), ('speaker', 'Speaker'), ('interviewer', 'Interviewer'), ('translator', 'Translator')], default='author', max_length=11)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='principles.person')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='principles.person')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('number', models.AutoField(primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', help_text='Only editors see drafts. What was once published can be withdrawn, not deleted.', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('modified', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('text', models.TextField(help_text='The words as quoted, whole sentences, without the outer quotation marks.')),
                ('language', models.CharField(default='en', help_text='A language tag: en, pt-BR.', max_length=35, validators=[django.core.validators.RegexValidator('^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\\Z', 'Write a language tag: en, de, pt-BR.')])),
                ('is_fragment', models.BooleanField(default=False, help_text='It starts or ends in the middle of a sentence.', verbose_name='fragment')),
                ('note', models.TextField(blank=True, help_text='What a reader should know: words reported of somebody else, a translation.')),
                ('standing', models.CharField(choices=[('attributed', 'Attributed'), ('disputed', 'Disputed'), ('misattributed', 'Misattributed')], default='attributed', help_text='Whether the speakers said it, as far as is known.', max_length=13)),
                ('standing_evidence', models.TextField(blank=True, help_text='Needed for disputed and misattributed quotes: who says so, and where.', verbose_name='evidence for the standing')),
                ('real_origin', models.TextField(blank=True, help_text='Of a disputed or misattributed quote: where the words come from, if known.')),
                ('words_digest', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.MD5(principles.models.evidence.NormalizedWords(models.F('text'))), output_field=models.CharField(max_length=32))),
                ('same_words_as', models.ForeignKey(blank=True, db_index=False, help_text='Only where another quote has the same words by somebody else: that quote.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='same_words', to='principles.quote')),
                ('speakers', models.ManyToManyField(related_name='quotes', through='principles.Attribution', to='principles.person')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locator', models.CharField(blank=True, help_text='Where in the source, if no passage is named: p. 12.', max_length=200)),
                ('role', models.CharField(choices=[('original', 'Original'), ('quoted in', 'Quoted in')], default='original', max_length=9)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('wording', models.TextField(blank=True, help_text='The words this source gives, where they differ and its text is not stored.')),
                ('note', models.TextField(blank=True, help_text='Why the words differ, or what else a reader should know.')),
                ('start', models.PositiveIntegerField(editable=False, null=True)),
                ('end', models.PositiveIntegerField(editable=False, null=True)),
                ('paragraph', models.PositiveIntegerField(editable=False, null=True)),
                ('spans', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('verdict', models.CharField(choices=[('verbatim', 'Verbatim'), ('elided', 'Elided'), ('altered', 'Altered'), ('unverified', 'Unverified'), ('stale', 'Stale')], default='stale', editable=False, max_length=10)),
                ('typography_only', models.BooleanField(default=False, editable=False)),
                ('gives_part', models.BooleanField(default=False, editable=False)),
                ('folding_version', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('is_adrift', models.BooleanField(default=False, editable=False)),
                ('passage', models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The stored passage that has the words.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='citations', to='principles.passage')),
                ('quote', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='principles.quote')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='attribution',
            name='quote',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='principles.quote'),
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
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('principle', 'Principle'), ('quote', 'Quote'), ('source', 'Source')], max_length=9)),
                ('number', models.IntegerField()),
                ('passage', models.BigIntegerField(default=0)),
                ('part', models.IntegerField(default=0)),
                ('public', models.BooleanField()),
                ('supports', models.BooleanField()),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('year', models.SmallIntegerField(null=True)),
                ('place', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(null=True), size=None)),
                ('length', models.SmallIntegerField()),
                ('words', models.TextField()),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'verbose_name_plural': 'search entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=True, fields=['vector'], name='search_entry_vector'), models.Index(condition=models.Q(('part__gt', 0)), fields=['passage'], name='search_entry_passage'), models.Index(condition=models.Q(('part', 0), ('public', True)), fields=['kind', 'number'], name='search_entry_listed')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number', 'passage', 'part'), name='search_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='SeeAlso',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(help_text='Why a reader should look there.', max_length=200)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen_from', to='principles.principle')),
                ('principle', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='see_also', to='principles.principle')),
            ],
            options={
                'verbose_name_plural': 'see also',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('slug', models.SlugField(blank=True, help_text='The readable part of the address. Left empty, it is made from the name.', max_length=80, unique=True)),
                ('number', models.AutoField(primary_key=True, serialize=False)),
                ('title', models.CharField(help_text='As printed. A work without a title gets a description in square brackets.', max_length=300)),
                ('kind', models.CharField(choices=[('letter', 'Letter'), ('book', 'Book'), ('talk', 'Talk'), ('slides', 'Slide deck'), ('article', 'Article'), ('interview', 'Interview'), ('web', 'Web page')], max_length=9)),
                ('level', models.CharField(choices=[('primary', 'Primary: the words where they were first said or written'), ('secondary', 'Secondary: a work that quotes them'), ('aggregator', 'Aggregator: a collection of quotes; it never verifies')], default='primary', max_length=10)),
                ('year', models.SmallIntegerField(blank=True, help_text='Left empty when it is not known.', null=True, validators=[django.core.validators.MinValueValidator(-3000), django.core.validators.MaxValueValidator(2999)])),
                ('month', models.SmallIntegerField(blank=True, null=True)),
                ('day', models.SmallIntegerField(blank=True, null=True)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('archived_url', models.URLField(blank=True, help_text='A copy in a web archive.', max_length=500, verbose_name='archived address')),
                ('identifiers', models.JSONField(blank=True, default=dict, help_text='ISBN, DOI and the like: {"isbn": "978…"}.')),
                ('note', models.TextField(blank=True, help_text='What this is and how its details are known. Say what is the editors’ knowledge and not in the source itself.')),
                ('text_access', models.CharField(choices=[('full', 'Full: the stored text is shown'), ('window', 'Window: only the words around each quote are shown'), ('hidden', 'Hidden: no stored words are shown, the verdict alone')], default='window', max_length=6, verbose_name='access to the text')),
                ('has_parts', models.BooleanField(default=False, help_text='It has pages, slides or sections, so every citation of it must say where.')),
                ('modified', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('container', models.ForeignKey(blank=True, help_text='The work that this one is contained in: a letter in a collection.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='principles.source')),
                ('people', models.ManyToManyField(related_name='sources', through='principles.Contribution', to='principles.person')),
            ],
            options={
                'ordering': ['title', 'number'],
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='sources',
            field=models.ManyToManyField(related_name='quotes', through='principles.Citation', to='principles.source'),
        ),
        migrations.AddField(
            model_name='passage',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='principles.source'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='principles.source'),
        ),
        migrations.AddField(
            model_name='citation',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='principles.source'),
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('note', models.TextField(blank=True, help_text='Why it supports the principle, if not plain.')),
                ('principle', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='principles.principle')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='principles.quote')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='principle',
            name='quotes',
            field=models.ManyToManyField(related_name='principles', through='principles.Support', to='principles.quote'),
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__regex', '^[-a-z0-9_]*[a-z_-][-a-z0-9_]*$')), name='tag_slug_is_no_number', violation_error_message='The slug needs lower-case letters; digits alone would be taken for a number.'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='tag_name_once_in_any_case', violation_error_message='There is a tag with that name already.')],
            },
        ),
        migrations.CreateModel(
            name='QuoteTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(db_column='quote_id', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='quote_tags', to='principles.quote')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quote_tags', to='principles.tag')),
            ],
            options={
                'ordering': ['tag__name'],
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='principles.QuoteTag', to='principles.Tag', verbose_name='Tags'),
        ),
        migrations.CreateModel(
            name='PrincipleTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(db_column='principle_id', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='principle_tags', to='principles.principle')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='principle_tags', to='principles.tag')),
            ],
            options={
                'ordering': ['tag__name'],
            },
        ),
        migrations.AddField(
            model_name='principle',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='principles.PrincipleTag', to='principles.Tag', verbose_name='Tags'),
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('principle', 'principle'), ('source', 'source'), ('person', 'person'), ('tag', 'tag')], max_length=9)),
                ('slug', models.CharField(max_length=100)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='principles.person')),
                ('principle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='principles.principle')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='principles.source')),
                ('tag', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='principles.tag')),
            ],
            options={
                'verbose_name_plural': 'former addresses',
            },
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.UniqueConstraint(fields=('quote', 'person'), name='attribution_once', violation_error_message='This person is named already.'),
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('quote', 'position'), name='attribution_position_once', violation_error_message='Another speaker has that position.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('message__regex', '\\S')), name='report_says_something', violation_error_message='A report says what is wrong.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), ('outcome__regex', '\\S'), _connector='OR'), name='report_done_has_an_outcome', violation_error_message='Say what was done about it, or why nothing was.'),
        ),
        migrations.AddConstraint(
            model_name='seealso',
            constraint=models.UniqueConstraint(fields=('principle', 'other'), name='see_also_once', violation_error_message='That principle is listed already.'),
        ),
        migrations.AddConstraint(
            model_name='seealso',
            constraint=models.CheckConstraint(condition=models.Q(('principle', models.F('other')), _negated=True), name='see_also_is_another', violation_error_message='A principle cannot refer to itself.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[-a-z0-9_]*[a-z_-][-a-z0-9_]*$')), name='source_slug_is_no_number', violation_error_message='The slug needs lower-case letters; digits alone would be taken for a number.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='source_has_a_title', violation_error_message='Give the source a title.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', True), ('month__isnull', True)), models.Q(('day__isnull', True), ('month__isnull', False), ('month__range', (1, 12)), ('year__isnull', False)), models.Q(('day__isnull', False), ('month__isnull', False), ('year__isnull', False), models.Q(models.Q(('day__range', (1, 31)), ('month__in', (1, 3, 5, 7, 8, 10, 12))), models.Q(('day__range', (1, 30)), ('month__in', (4, 6, 9, 11))), models.Q(('day__range', (1, 28)), ('month', 2)), models.Q(('day', 29), ('month', 2), models.Q(('year__lt', 1583), models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('year'), 4), 0), models.Q(models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('year'), 100), 0), _negated=True), django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('year'), 400), 0), _connector='OR')), _connector='OR')), _connector='OR')), _connector='OR'), name='source_date_from_year_to_day', violation_error_message='A date is a year, a year and a month (1 to 12), or a year, a month and a day that this month has.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('container__isnull', True), models.Q(('container', models.F('number')), _negated=True), _connector='OR'), name='source_does_not_contain_itself', violation_error_message='A source cannot be contained in itself.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('source', 'position'), name='passage_position_once', violation_error_message='Another passage of this source has that position.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('id', 'source'), name='passage_with_its_source'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '\\S'), ('label__regex', '\\S')), name='passage_has_text', violation_error_message='A passage needs a label and its text.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('source', 'person', 'role'), name='contribution_once_per_role', violation_error_message='This person is listed in that role already.'),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('verdict', 'stale')), fields=['id'], name='citation_stale'),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('passage__isnull', False)), fields=['passage'], name='citation_passage'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('quote', 'source', 'passage', 'locator'), name='citation_once_per_place', nulls_distinct=False, violation_error_message='This quote cites that place already.'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(('passage__isnull', True), models.Q(('locator', ''), ('wording', '')), _connector='OR'), name='citation_locator_or_passage', violation_error_message='Where a passage is named, its label is the locator and its text the wording: leave both empty.'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(('is_adrift', False), ('passage__isnull', True), _connector='OR'), name='citation_adrift_without_passage'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__isnull', False), ('passage__isnull', False), ('start__isnull', False), ('start__lt', models.F('end'))), _connector='OR'), name='citation_offsets_in_a_passage'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.UniqueConstraint(fields=('principle', 'quote'), name='support_once', violation_error_message='This quote supports the principle already.'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('principle', 'position'), name='support_position_once', violation_error_message='Another quote has that position.'),
        ),
        migrations.AddConstraint(
            model_name='quotetag',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='quote_tagged_once', violation_error_message='This quote has that tag already.'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['status'], name='quote_status'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('same_words_as__isnull', False)), fields=['same_words_as'], name='quote_same_words_as'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('status', 'draft'), _negated=True), _connector='OR'), name='quote_once_published_is_never_a_draft', violation_error_message='This quote was published once. Withdraw it instead: its address then says so.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('status', 'withdrawn'), _negated=True), _connector='OR'), name='quote_withdrawn_was_published', violation_error_message='Only what was published can be withdrawn. Keep this quote a draft, or delete it.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.UniqueConstraint(condition=models.Q(('same_words_as__isnull', True)), fields=('words_digest',), name='quote_words_once', violation_error_message='These words are in the base already. If somebody else said them too, name that quote under “same words as”.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '\\w')), name='quote_has_words', violation_error_message='A quote needs words.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('standing', 'attributed'), ('standing_evidence__regex', '\\S'), _connector='OR'), name='quote_standing_has_evidence', violation_error_message='Say on what evidence the quote is disputed or misattributed.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('real_origin', ''), models.Q(('standing', 'attributed'), _negated=True), _connector='OR'), name='quote_with_real_origin_is_doubted', violation_error_message='A real origin is told of a disputed or misattributed quote only: say on what standing it is, or leave the origin empty.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('same_words_as__isnull', True), models.Q(('same_words_as', models.F('number')), _negated=True), _connector='OR'), name='quote_is_not_its_own_double', violation_error_message='A quote cannot have the same words as itself.'),
        ),
        migrations.AddConstraint(
            model_name='principletag',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='principle_tagged_once', violation_error_message='This principle has that tag already.'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[-a-z0-9_]*[a-z_-][-a-z0-9_]*$')), name='principle_slug_is_no_number', violation_error_message='The slug needs lower-case letters; digits alone would be taken for a number.'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('status', 'draft'), _negated=True), _connector='OR'), name='principle_once_published_is_never_a_draft', violation_error_message='This principle was published once. Withdraw it instead: its address then says so.'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('status', 'withdrawn'), _negated=True), _connector='OR'), name='principle_withdrawn_was_published', violation_error_message='Only what was published can be withdrawn. Keep this principle a draft, or delete it.'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('maxim__regex', '\\S'), ('summary__regex', '\\S')), name='principle_is_written', violation_error_message='A principle needs a name, a maxim and a summary.'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.UniqueConstraint(fields=('kind', 'slug'), name='former_address_once'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'principle'), ('principle__isnull', False)), models.Q(('kind', 'source'), ('source__isnull', False)), models.Q(('kind', 'person'), ('person__isnull', False)), models.Q(('kind', 'tag'), ('tag__isnull', False)), _connector='OR'), name='former_address_leads_to_one_entry'),
        ),
        run("tables.sql"),
    ]
