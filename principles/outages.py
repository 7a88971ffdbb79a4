"""Why the database could not do what was asked, and how the log hears of it.

An outage meets every request at once. So each process writes one line a minute for each kind of
trouble, and one when the database answers again, instead of a traceback for every request.
"""

from __future__ import annotations

import logging
from enum import Enum
from threading import Lock
from time import monotonic
from typing import Any

import psycopg
from django.db import InterfaceError
from django.db.backends.signals import connection_created

RETRY_AFTER = 30  # seconds
SAID_EVERY = 60.0  # seconds
LONGEST_LINE = 1_000  # characters

_log = logging.getLogger(__name__)
_said: dict[Trouble, float] = {}
_one_thread = Lock()


class Trouble(Enum):
    """What keeps the database from answering, as a sentence for readers."""

    AWAY = "The database does not answer."
    CROWDED = "The database has no connection free."
    FULL = "The disk of the database is full."
    SHORT = "The database is short of memory or of another resource."
    FAILING = "The database cannot read or write its files."
    READ_ONLY = "The database takes no changes at present."
    SLOW = "The database took too long to answer, or somebody else was saving for long."

    @property
    def sentence(self) -> str:
        """Return what a reader is told."""
        return str(self.value)


# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_STATE = {
    "53300": Trouble.CROWDED,
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "57014": Trouble.SLOW,  # query_canceled
    "55P03": Trouble.SLOW,  # lock_not_available
    "40P01": Trouble.SLOW,  # deadlock_detected
}
_BY_CLASS = {
    "08": Trouble.AWAY,  # connection exceptions
    "57P": Trouble.AWAY,  # shutdowns
    "53": Trouble.SHORT,  # insufficient resources: memory, a limit of the configuration
    "58": Trouble.FAILING,  # system errors: of input and output, a file that is not there
}
_CROWDED = ("too many clients", "remaining connection slots")


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Return what kept the database from answering, or nothing where the error says no such thing.

    libpq gives no SQLSTATE for a connection that cannot be made or is lost.
    """
    cause = error.__cause__ if error else None
    if not isinstance(cause, psycopg.Error):
        return Trouble.AWAY if isinstance(error, InterfaceError) else None
    if cause.sqlstate:
        return _of_state(cause.sqlstate)
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    is_crowded = any(words in str(cause) for words in _CROWDED)
    return Trouble.CROWDED if is_crowded else Trouble.AWAY


def _of_state(state: str) -> Trouble | None:
    classes = (trouble for start, trouble in _BY_CLASS.items() if state.startswith(start))
    return _BY_STATE.get(state) or next(classes, None)


def say(trouble: Trouble, error: BaseException | None) -> None:
    """Write one line into the log, unless this process did in the last minute."""
    now = monotonic()
    with _one_thread:
        if now - _said.get(trouble, -SAID_EVERY) < SAID_EVERY:
            return
        _said[trouble] = now
    answered = " ".join(str(error).split())[:LONGEST_LINE]
    says = "" if _is_of_this_site(error) else "PostgreSQL says: "
    _log.error("%s %s%s", trouble.sentence, says, answered)


def _is_of_this_site(error: BaseException | None) -> bool:
    """Say whether it is no error of the server's or the driver's, but of what starts the server."""
    cause = error.__cause__ if error else None
    return cause is not None and not type(cause).__module__.startswith("psycopg")


def _is_back(**_: Any) -> None:
    with _one_thread:
        was_away = _said.pop(Trouble.AWAY, None) is not None
    if was_away:
        _log.warning("The database answers again.")


connection_created.connect(_is_back)
