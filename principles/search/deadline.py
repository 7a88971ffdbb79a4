"""A limit to how long a search may take, kept by the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

MOST_MILLISECONDS = 3_000


class TooBroadError(Exception):
    """A search that would have taken longer than it may."""


@contextmanager
def deadline(milliseconds: int | None = None) -> Iterator[None]:
    """Let each statement inside run that long at most, by default MOST_MILLISECONDS.

    Raises TooBroadError at the first that would take longer.
    The limit is the transaction's own (`SET LOCAL`), so it leaves with it and is fit for a
    pooled connection. No savepoint: nothing inside writes.
    """
    try:
        with transaction.atomic(savepoint=False):
            with connection.cursor() as cursor:
                most = int(milliseconds or MOST_MILLISECONDS)
                cursor.execute(f"SET LOCAL statement_timeout = {most}")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooBroadError from error
        raise
