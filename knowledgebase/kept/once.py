"""Make a thing once, while others who want the same wait for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as WaitedError
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
LONGEST_WAIT = 10.0  # seconds; who has waited that long makes it for himself


class Once(Generic[Thing]):
    """Things that are being made in this process, by key. Threads share it."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, Future[Thing | None]] = {}
        self._lock = Lock()

    def make_or_wait(self, key: Hashable, make: Callable[[], Thing | None]) -> Thing | None:
        """Return what was made, here or by who came first.

        Nothing comes back where whoever made it had nothing to share, or took too long.
        """
        with self._lock:
            waited_for = self._under_way.get(key)
            mine: Future[Thing | None] = Future()
            if waited_for is None:
                self._under_way[key] = mine
        if waited_for is not None:
            try:
                return waited_for.result(LONGEST_WAIT)
            except WaitedError:
                return None
        made = None
        try:
            made = make()
            return made
        finally:
            with self._lock:
                del self._under_way[key]
            mine.set_result(made)
