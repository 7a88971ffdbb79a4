"""The plans of what the database runs, those inside functions too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.errors import Diagnostic


@contextmanager
def plans() -> Iterator[list[str]]:
    """Gather the plan of every statement inside, none kept from before; in a transaction."""
    gathered: list[str] = []

    def note(diagnostic: Diagnostic) -> None:
        gathered.append(diagnostic.message_primary or "")

    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
        cursor.execute("LOAD 'auto_explain'")
        cursor.execute("SET LOCAL auto_explain.log_min_duration = 0")
        cursor.execute("SET LOCAL auto_explain.log_nested_statements = on")
        cursor.execute("SET LOCAL client_min_messages = log")
    connection.connection.add_notice_handler(note)
    try:
        yield gathered
    finally:
        connection.connection.remove_notice_handler(note)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL client_min_messages = notice")
            cursor.execute("SET LOCAL auto_explain.log_min_duration = -1")
