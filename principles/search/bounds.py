"""Only for a million entries: how many rows are looked at, and what is told by chance instead.

A search looks at no more than MOST_ROWS rows. Whether the rows of a level are fewer is estimated
as if words stood in rows independently of one another; words that very many rows have are weighed
and not asked for. In a small base nothing here changes a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import prod

from principles.search.choices import Choice

MOST_ROWS = 200  # that are ranked and counted
TOGETHER = 2  # times as many rows as by chance have words that somebody searches for together
COMMON_PART = 0.06  # of all rows: words of so many are not asked for
COMMON_ROWS = 1_000  # and so many at least


def is_common(term: Choice, rows: int) -> bool:
    """Say whether so many of the rows have it that it is weighed and not asked for."""
    return term.entries > max(COMMON_PART * rows, COMMON_ROWS)


def are_few(terms: Sequence[Choice], rows: int, *, missing: int) -> bool:
    """Say whether all rows that lack at most `missing` of the terms can probably be looked at."""
    return TOGETHER * by_chance(terms, rows, missing=missing) <= MOST_ROWS


def by_chance(terms: Sequence[Choice], rows: int, *, missing: int) -> float:
    """Return how many rows would have all but `missing` of the terms if these were independent."""
    shares = [min(1.0, term.entries / max(rows, 1)) for term in terms]
    return rows * sum(map(prod, combinations(shares, len(shares) - missing)))
