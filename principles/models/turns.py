"""One writer at a time, and one start.

An edit touches other tables through triggers: verdicts, dates, the index. Two at once would lock
rows in opposite orders, and a rule across tables would not see what the other is about to do. So
every statement that writes an entry waits for its turn first; whoever locks rows by hand, or reads
what it is going to write, takes the turn before that. Starts of the site, which bring the base to
what the code needs, take turns of their own.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.core.management import CommandError
from django.db import OperationalError, connection, connections, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from principles.models.locks import Lock

TRIES = 60
TABLES_BUSY = (
    "The functions of the database could not be replaced, since others kept its tables busy for"
    " half a minute: try again when no long query or dump runs."
)
_is_starting = ContextVar("is_starting", default=False)


LONGEST_WAIT = 4_000  # milliseconds; a request waits five seconds for a thread
LONGEST_STATEMENT = 15_000
IN_TIME = """
SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)
"""
# What a role, database or server may be set to; `transaction_timeout` is there from 17 on.
WITHOUT_LIMITS = """
SELECT set_config(name, '0', true) FROM pg_settings
WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout',
    'idle_in_transaction_session_timeout')
"""
LOCK_IN_TIME = f"{IN_TIME}, pg_advisory_xact_lock(%s)"


def take_turn() -> None:
    """Wait until nobody else writes entries, and keep others waiting until the transaction ends.

    One query; needs a transaction. Taking it again in the same transaction is harmless.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.WRITE])


@contextmanager
def in_time() -> Iterator[None]:
    """Run the block in a transaction as somebody does whose browser waits.

    A statement that waits four seconds for a lock, or takes fifteen, raises OperationalError. One
    query.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(IN_TIME, [str(LONGEST_WAIT), str(LONGEST_STATEMENT)])
        yield


def take_in_time(lock: Lock) -> None:
    """Take the lock, with the limits of `in_time` to the transaction from here on; one query."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_IN_TIME, [str(LONGEST_WAIT), str(LONGEST_STATEMENT), lock])


@contextmanager
def one_start_at_a_time() -> Iterator[None]:
    """Wait until no other start is under way, on whatever host, and keep others waiting.

    The lock is held in a transaction of a connection of its own, which works behind a pooler too.
    Taking it again inside is harmless.
    """
    if _is_starting.get():
        yield
        return
    holder = connections.create_connection("default")
    token = _is_starting.set(True)
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute(WITHOUT_LIMITS)  # the lock would go with the transaction, unnoticed
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.START])
        yield
    finally:
        _is_starting.reset(token)
        holder.close()


def patiently(act: Callable[[], None]) -> Callable[[], None]:
    """Try an act again, half a minute long, where it cannot lock a table at once.

    To wait longer for one lock while it holds others would stop every reader, and end in a deadlock
    with one that holds what it waits for. Raises CommandError where it never gets through.
    """

    @wraps(act)
    def tried() -> None:
        for _ in range(TRIES):
            try:
                return act()
            except OperationalError as error:
                if not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
                    raise
                time.sleep(0.5)
        raise CommandError(TABLES_BUSY)

    return tried
