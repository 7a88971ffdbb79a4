"""A limit to how long a search may take, in the database and in Python together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from principles.budget import SpentError, budget, spend

MOST_MILLISECONDS = 3_000  # milliseconds


class TooBroadError(Exception):
    """A search that would have taken longer than it may."""


@contextmanager
def deadline(milliseconds: int | None = None) -> Iterator[None]:
    """Let what is inside take that long, MOST_MILLISECONDS if not said.

    Raises TooBroadError where it would take longer: at a statement, which may itself run that long
    at most, or at a loop that asks for its budget.
    The limit of statements is the transaction's own (`SET LOCAL`), so it leaves with it and is fit
    for a pooled connection. No savepoint: nothing inside writes.
    """
    longest = int(milliseconds or MOST_MILLISECONDS)
    try:
        with budget(longest / 1000), transaction.atomic(savepoint=False):
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {longest}")
            with connection.execute_wrapper(_in_time):
                yield
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


def _in_time(execute: Callable[..., Any], *given: Any) -> Any:
    spend()
    return execute(*given)
