"""A limit to how long a search may take, in the database and in Python together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from principles.budget import SpentError, budget, spend

MOST_MILLISECONDS = 3_000  # milliseconds
_LIMIT = """
SELECT before FROM (SELECT current_setting('statement_timeout') AS before OFFSET 0) AS had,
    set_config('statement_timeout', %s, true)
"""


class TooBroadError(Exception):
    """A search that would have taken longer than it may."""


@contextmanager
def deadline(milliseconds: int | None = None) -> Iterator[None]:
    """Let what is inside take that long, MOST_MILLISECONDS if not said.

    Raises TooBroadError where it would take longer: at a statement, which may itself run that long
    at most, or at a loop that asks for its budget.
    The limit of statements is the transaction's own, so it leaves with it and is fit for a pooled
    connection. Inside of another transaction, that goes on after a search which took too long, and
    has its own limit back.
    """
    longest = int(milliseconds or MOST_MILLISECONDS)
    is_inside = connection.in_atomic_block
    try:
        with budget(longest / 1000), transaction.atomic():
            before = _limit_statements(str(longest))
            with connection.execute_wrapper(_in_time):
                yield
            if is_inside:
                _limit_statements(before)
    except SpentError as error:
        raise TooBroadError from error
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooBroadError from error
        raise


@contextmanager
def all_in_time(milliseconds: int | None = None) -> Iterator[None]:
    """Let several such limits and what is between them take that long together; no query."""
    try:
        with budget(int(milliseconds or MOST_MILLISECONDS) / 1000):
            yield
    except SpentError as error:
        raise TooBroadError from error


def _limit_statements(milliseconds: str) -> str:
    """Give the transaction that limit, and return what it had."""
    with connection.cursor() as cursor:
        cursor.execute(_LIMIT, [milliseconds])
        return str(cursor.fetchone()[0])


def _in_time(execute: Callable[..., Any], *given: Any) -> Any:
    spend()
    return execute(*given)
