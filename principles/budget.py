"""A limit to the time of a request, over statements and Python together.

Whoever begins costly work opens a budget; loops that can grow with what was typed ask `spend`
whether time is left. Without a budget, as in commands and tests, there is no limit. Pure: no
Django.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

_end: ContextVar[float] = ContextVar("end of the budget", default=inf)


class SpentError(Exception):
    """The time is used up."""


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Give the block that much time, or what is left of the budget around it if that is less."""
    token = _end.set(min(_end.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def spend() -> None:
    """Raise SpentError if no time is left; costs a fraction of a microsecond."""
    if monotonic() > _end.get():
        raise SpentError
