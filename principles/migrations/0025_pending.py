"""Let more of a principle's row wait before it is sorted into the index.

It has thousands of lexemes, nearly the same ones each time it is written. Sorted in together, ten
rows take hardly longer than two, and a search looks through ten in no time that could be measured.
"""

from django.db import migrations

FUNCTION = "FUNCTION principles_search_words_of_principles(bigint[])"


class Migration(migrations.Migration):
    """What an edit of another entry leaves to wait stays at 256 kB, and sorts in this too."""

    dependencies = [("principles", "0024_names")]
    operations = [
        migrations.RunSQL(
            f"ALTER {FUNCTION} SET gin_pending_list_limit = '1MB'",
            f"ALTER {FUNCTION} SET gin_pending_list_limit = '256kB'",
        )
    ]
