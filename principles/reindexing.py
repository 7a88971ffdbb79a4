"""Make the index anew where its rows come out otherwise than those that are there.

After the functions are replaced, in a transaction of its own: readers see the old rows meanwhile.
What the rows were made by is noted when they are written, so a rebuild that was cut short is done
again.
"""

from hashlib import sha256

from django.db import connection, transaction

from principles import replaceable
from principles.given import given
from principles.models.search_index import ROWS_MADE_BY, SearchEntry

INDEX = "index"
NOTE = """
INSERT INTO public.principles_replaceable VALUES (%s, %s)
ON CONFLICT (file) DO UPDATE SET digest = excluded.digest
"""


def is_outdated() -> bool:
    """Say whether the rows were made by other functions than there are now."""
    return given().get(INDEX) != _made_by()


@transaction.atomic
def reindex() -> None:
    """Make all rows anew, and note by what; writers wait."""
    SearchEntry.objects.rebuild()
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [INDEX, _made_by()])


def _made_by() -> str:
    digests = replaceable.digests()
    return sha256("".join(digests[file] for file in sorted(ROWS_MADE_BY)).encode()).hexdigest()
