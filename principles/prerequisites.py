"""Say what a database lacks before the site can be set up in it, or a backup restored into it.

The encoding and locale of a database cannot be changed later, so each is told with what makes a
database that has both.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

NEW_DATABASE = (
    "make a new one with CREATE DATABASE name ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0, "
    "and name it in DATABASE_URL."
)
_ELSEWHERE = """
SELECT extname FROM pg_extension WHERE extname IN ('unaccent', 'fuzzystrmatch')
AND extnamespace <> 'public'::regnamespace
"""


def problem_with_database() -> str:
    """Return in one sentence what the database lacks and what to do, or nothing.

    Raises DatabaseError where it cannot be asked.
    """
    if (encoding := _ask("SHOW server_encoding")) != "UTF8":
        return f"The database must have the encoding UTF8, and has {encoding}: {NEW_DATABASE}"
    if not _ask("SELECT lower('ЖÉ') = 'жé' AND 'ж' ~ '[[:alnum:]]'"):
        return f"The database's locale knows English letters only: {NEW_DATABASE}"
    if (schema := _ask("SELECT current_schema()")) != "public":
        return (
            f"New tables of this database's user would be made in the schema {schema}; the site"
            " needs them in public: ALTER ROLE name SET search_path = public, and the right to"
            " create there."
        )
    if elsewhere := _ask(_ELSEWHERE):
        return (
            f"The extension {elsewhere} has to be in the schema public: ALTER EXTENSION {elsewhere}"
            " SET SCHEMA public, as its owner."
        )
    return ""


def _ask(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
        return row and row[0]
