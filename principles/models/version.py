"""The version of what readers see, by which a page is kept and known again.

It is a random value, never a count, a time or a sequence: transactions become visible in another
order than they drew such a thing, and after a restore it would be drawn twice. The triggers that
change it stand in `sql/version.sql`; which tables they are on is said here, and a test finds every
table that says neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# What an answer to a reader depends on: entries and their relations, the index, words to search by.
SHOWN = tuple(
    f"principles_{name}"
    for name in (
        *("person", "source", "contribution", "passage", "quote", "attribution", "citation"),
        *("principle", "support", "seealso", "tag", "quotetag", "principletag"),
        *("formeraddress", "synonyms", "searchentry"),
        *("lexicon", "lexeme", "word", "deletion", "completion"),
    )
)
# What changes without a change of any answer. A reader can cause a change of the first three.
NOT_SHOWN = (
    *("principles_attempt", "principles_report", "django_session"),
    *("principles_base", "principles_replaceable", "principles_version", "principles_change"),
    *("auth_user", "auth_group", "auth_permission", "auth_user_groups", "auth_group_permissions"),
    *("auth_user_user_permissions", "django_admin_log", "django_content_type"),
    *("django_migrations", "taggit_tag", "taggit_taggeditem"),
)

_VERSION = "SELECT value FROM principles_version"
_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def current() -> str:
    """Return the version as the connection sees it now; one query, of one row."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return str(cursor.fetchone()[0])


@contextmanager
def one_state() -> Iterator[str]:
    """Let everything inside read one state of the base, and give the version of just that state.

    Whatever is committed meanwhile is not seen. Nothing can be written; two queries. Needs a
    connection that is in no transaction.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(_ONE_STATE)
        yield current()


def let_rules_speak() -> None:
    """Check the deferred rules now, inside the transaction; one query. Raises IntegrityError.

    The version is written when the transaction ends, all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT principles_let_rules_speak()")


def change() -> None:
    """Give the base another version when this transaction commits, where no trigger does."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO principles_change DEFAULT VALUES ON CONFLICT DO NOTHING")
