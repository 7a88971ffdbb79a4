"""The runs that two sequences of words share, in order.

Ratcliff and Obershelp's longest run first (as in `difflib`) reads best, but words that recur make
it quadratic and worse. Long texts are therefore cut first at what occurs once in each, as Cohen's
patience diff does, and only what lies between is compared in full, if that is not too much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from principles.budget import spend

MOST_PAIRS = 20_000
"""Equal pairs up to which two stretches are compared in full: 100 words with a window of 400
reach about a thousand in English, and this many only where hardly anything but one word recurs."""
LONGEST_ANCHOR = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run begins in the source and in the quote, and how many words it has."""

    source: int
    quote: int
    size: int


def shared_runs(source: Sequence[str], quote: Sequence[str]) -> list[Run]:
    """Return the runs of words that both have, in order and not overlapping.

    About linear for long texts; at most some hundred thousand steps for each short stretch.
    """
    if _pairs(source, quote) <= MOST_PAIRS:
        return _joined(_longest_first(source, quote, at=(0, 0)))
    anchors = _anchors(source, quote)
    stretches = _between(anchors, (len(source), len(quote)))
    found = chain(anchors, *(_compared(source, quote, *stretch) for stretch in stretches))
    return _joined(sorted(found, key=lambda run: run.source))


def _pairs(source: Sequence[str], quote: Sequence[str]) -> int:
    """Count the pairs of equal words."""
    ours = Counter(quote)
    return sum(count * ours[word] for word, count in Counter(source).items())


def _longest_first(
    source: Sequence[str], quote: Sequence[str], *, at: tuple[int, int]
) -> Iterator[Run]:
    matcher = SequenceMatcher(None, source, quote, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        if size:
            yield Run(at[0] + a, at[1] + b, size)


def _anchors(source: Sequence[str], quote: Sequence[str]) -> list[Run]:
    """Return the longest series of words, or pairs or threes of them, that occur once in each."""
    places: dict[int, int] = {}
    for size in range(LONGEST_ANCHOR, 0, -1):
        theirs, ours = _unique(source, size=size), _unique(quote, size=size)
        for words in theirs.keys() & ours.keys():
            for step in range(size):
                places[theirs[words] + step] = ours[words] + step
    return [Run(a, b, 1) for a, b in _longest_rising(sorted(places.items()))]


def _unique(words: Sequence[str], *, size: int) -> dict[tuple[str, ...], int]:
    """Return the runs of that many words that occur once, and where."""
    runs = [tuple(words[place : place + size]) for place in range(len(words) - size + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs in which both sides rise; n log n (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, (_, quote) in enumerate(pairs):
        pile = bisect_left(tops, quote)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [quote]
        piles[pile : pile + 1] = [place]
    found = []
    place = piles[-1] if piles else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _between(
    anchors: Sequence[Run], end: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of both that lie between anchors, where both have words."""
    start = (0, 0)
    for run in [*anchors, Run(*end, 0)]:
        if run.source > start[0] and run.quote > start[1]:
            yield start, (run.source, run.quote)
        start = (run.source + run.size, run.quote + run.size)


def _compared(
    source: Sequence[str], quote: Sequence[str], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[Run]:
    """Yield the runs in a stretch: all, or where words recur too often, those at its two ends."""
    spend()
    theirs, ours = source[start[0] : end[0]], quote[start[1] : end[1]]
    if _pairs(theirs, ours) <= MOST_PAIRS:
        yield from _longest_first(theirs, ours, at=start)
        return
    most = min(len(theirs), len(ours))
    head = next((n for n in range(most) if theirs[n] != ours[n]), most)
    tail = next((n for n in range(most - head) if theirs[-1 - n] != ours[-1 - n]), most - head)
    if head:
        yield Run(*start, head)
    if tail:
        yield Run(end[0] - tail, end[1] - tail, tail)


def _joined(runs: Iterator[Run] | Sequence[Run]) -> list[Run]:
    """Join runs that follow one another without a gap."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.source + last.size, last.quote + last.size) == (run.source, run.quote):
            found[-1] = Run(last.source, last.quote, last.size + run.size)
        else:
            found.append(run)
    return found
