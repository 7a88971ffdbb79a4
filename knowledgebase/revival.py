"""Bring the embedded server up where it does not answer, once for all who ask for it meanwhile.

Recovery may take minutes. A command waits for it; a worker of the site brings the server back in a
thread of its own and tells requests to come again, lest they keep every thread it has.
"""

import os
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from knowledgebase.embedded_postgres import (
    EmbeddedPostgresError,
    is_inherited,
    is_leased,
    start,
)

PATIENCE = 1.0  # seconds from the beginning of an attempt; a killed server is usually back by then
PAUSE = 5.0  # seconds after an attempt that failed, in which there is no other
_UNFINISHED = "The start of the embedded PostgreSQL was cut short."
_UNDER_WAY = "The embedded PostgreSQL is being started."


@dataclass(frozen=True, slots=True)
class _Outcome:
    at: float
    problem: str


@dataclass(frozen=True, slots=True)
class _Attempt:
    began: float = field(default_factory=monotonic)
    outcome: "Future[_Outcome]" = field(default_factory=Future)

    @property
    def counts(self) -> bool:
        """Say whether it is under way, or has failed so lately that there is to be no other."""
        if not self.outcome.done():
            return True
        ended = self.outcome.result()
        return bool(ended.problem) and monotonic() - ended.at < PAUSE


_attempts: dict[Path, _Attempt] = {}
_one_thread = threading.Lock()


def use(data: Path) -> None:
    """Make sure the server runs for as long as this process does; free after the first call."""
    if not is_leased(data):
        revive(data)


def revive(data: Path) -> None:
    """Start the server unless it answers, but not within PAUSE after an attempt that failed.

    Raises EmbeddedPostgresError: in the pause with what the failed attempt said, and in a process
    forked by one that used the server also when the start takes longer than PATIENCE.
    """
    is_worker = is_inherited(data)
    with _one_thread:
        attempt = _attempts.get(data)
        is_new = attempt is None or not attempt.counts
        if attempt is None or is_new:
            attempt = _attempts[data] = _Attempt()
    if is_new and is_worker:
        _bring_up_behind(data, attempt)
    elif is_new:
        _bring_up(data, attempt)
    patience = max(0.0, attempt.began + PATIENCE - monotonic()) if is_worker else None
    try:
        ended = attempt.outcome.result(patience)
    except TimeoutError:
        raise EmbeddedPostgresError(_UNDER_WAY) from None
    if ended.problem:
        raise EmbeddedPostgresError(ended.problem)


def _bring_up_behind(data: Path, attempt: _Attempt) -> None:
    try:
        threading.Thread(target=_bring_up, args=[data, attempt], daemon=True).start()
    except RuntimeError as error:  # there is no thread to be had: the next attempt may get one
        attempt.outcome.set_result(_Outcome(monotonic(), f"{_UNFINISHED} Python says: {error}."))


def _bring_up(data: Path, attempt: _Attempt) -> None:
    problem = _UNFINISHED
    try:
        start(data)
        problem = ""
    except (EmbeddedPostgresError, OSError) as error:
        problem = str(error)
    finally:
        attempt.outcome.set_result(_Outcome(monotonic(), problem))


def _forget_attempts() -> None:
    """Let a forked process make attempts of its own: the threads of its parent are not there."""
    global _one_thread  # noqa: PLW0603 (a thread of the parent may have held it)
    _one_thread = threading.Lock()
    _attempts.clear()


os.register_at_fork(after_in_child=_forget_attempts)
