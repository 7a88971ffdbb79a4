"""Runs of four words: the shortest that are told, and those that a part of a quote has at least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

Four = tuple[str, ...]
"""Four words in a row."""
_SIZE = 4


def fours(words: Sequence[str]) -> Iterator[Four]:
    """Return the runs of four words, in order."""
    return zip(*(words[n:] for n in range(_SIZE)), strict=False)


def over_ends(words: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, Four]]:
    """Yield the runs of four words that lie in no one part, and where; parts have so many words."""
    done = 0
    for end in list(accumulate(sizes))[:-1]:
        for place in range(max(done, end - _SIZE + 1), min(end, len(words) - _SIZE + 1)):
            yield place, tuple(words[place : place + _SIZE])
        done = max(done, end)
