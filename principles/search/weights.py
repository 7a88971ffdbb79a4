"""How much a term tells: the rarer it is, the more.

An entry that lacks some of the terms is judged by the weight of those it has, not by their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from principles.search.choices import Choice

_ROUNDING = 1e-4  # what sums of the same weights may differ by in the database


def idf(term: Choice, rows: int) -> float:
    """Return the inverse document frequency of a term, as BM25 reckons it."""
    rows = max(rows, term.entries, 1)
    return log(1 + (rows - term.entries + 0.5) / (term.entries + 0.5))


def weights(terms: Sequence[Choice], rows: int) -> list[float]:
    """Return what each of the terms weighs; one that nothing has as much as others on average."""
    known = [idf(term, rows) for term in terms if term.entries]
    usual = sum(known) / len(known) if known else 1.0
    return [idf(term, rows) if term.entries else usual for term in terms]


def half(weights: Iterable[float]) -> float:
    """Return half of what they weigh together."""
    return sum(weights) / 2 - _ROUNDING
