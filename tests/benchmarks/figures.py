"""Figures with what they are worth: shares with intervals, times as percentiles."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import mean, median, quantiles

Z = 1.96  # of a 95 % interval
RESAMPLED = 1_000
Interval = tuple[float, float]


def wilson(successes: int, tried: int) -> Interval:
    """Return the 95 % interval of a share (E. B. Wilson, JASA 22, 1927)."""
    if not tried:
        return (0.0, 1.0)
    share = successes / tried
    middle = share + Z * Z / (2 * tried)
    spread = Z * sqrt(share * (1 - share) / tried + Z * Z / (4 * tried * tried))
    scale = 1 + Z * Z / tried
    return ((middle - spread) / scale, (middle + spread) / scale)


def interval(count: int, tried: int) -> Interval:
    """Return the 95 % interval of a share: three in so many tries at most where there was none.

    That is the rule of three; Wilson's, for any other count, has two ends and is wider at nought.
    """
    if count or not tried:
        low, high = wilson(count, tried)
        return (max(0.0, low), min(1.0, high))
    return (0.0, min(1.0, 3 / tried))


def bootstrap(values: Sequence[float]) -> Interval:
    """Return the 95 % interval of a mean, from a thousand seeded resamples."""
    chance = random.Random(1)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(RESAMPLED))
    return (means[int(RESAMPLED * 0.025)], means[int(RESAMPLED * 0.975) - 1])


def relevance(places: Sequence[int | None]) -> dict[str, object]:
    """Return success at 1 and at 10 and the reciprocal rank at 10, with their intervals."""
    reciprocal = [1 / place if place and place <= 10 else 0.0 for place in places]
    first = sum(place == 1 for place in places)
    tenth = sum(bool(place) and (place or 0) <= 10 for place in places)
    count = len(places)
    return {
        "queries": count,
        "success_at_1": first / count,
        "success_at_1_interval": wilson(first, count),
        "success_at_10": tenth / count,
        "success_at_10_interval": wilson(tenth, count),
        "mrr_at_10": mean(reciprocal),
        "mrr_at_10_interval": bootstrap(reciprocal),
    }


def percentile(values: Iterable[float], share: int) -> float:
    """Return the value that so many per cent of the values do not exceed."""
    ordered = list(values)
    if len(ordered) < 2:
        return ordered[0] if ordered else 0.0
    return quantiles(ordered, n=100, method="inclusive")[share - 1]


def of_runs(runs: Sequence[Sequence[float]]) -> dict[str, float]:
    """Return p50 and p95 of several runs: the median of the runs' own, with the least and most."""
    fifties = [percentile(run, 50) for run in runs]
    tails = [percentile(run, 95) for run in runs]
    return {
        "p50": median(fifties),
        "p95": median(tails),
        "p95_least": min(tails),
        "p95_most": max(tails),
        "slowest": max(max(run) for run in runs),
        "runs": len(runs),
        "queries": len(runs[0]),
    }
