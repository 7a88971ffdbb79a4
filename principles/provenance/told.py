"""The parts of a claim that a text has, wherever they stand there.

A sentence built around words of a source is never "nothing close": runs of those words are told.
Runs are common substrings of words; those of four words, the shortest told, are looked up and
joined along the diagonals on which claim and text go on alike. Pure: no Django.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import accumulate

from principles.budget import spend
from principles.provenance.findings import Told
from principles.provenance.fours import Four, fours
from principles.provenance.prepared import Prepared
from principles.provenance.telling import Telling, is_telling, plain
from principles.provenance.wording import atoms
from principles.text import Span, words

LEAST_RUN = 5
"""A run of so many words is told if it has two telling ones; chance seldom makes one."""
LEAST_TELLING = 2
LEAST_SENTENCE = 4
"""A whole sentence of the text is told if it has so many words, telling or not."""
MOST_PLACES = 64
"""Places of the same four words in the text that are looked at, so that time stays linear."""


@dataclass(frozen=True, slots=True, order=True)
class _Run:
    """A run of words by their numbers; the longest come first in order."""

    shortness: int
    ours: int
    theirs: int

    @property
    def size(self) -> int:
        return -self.shortness


def told_runs(claim: str, passage: Prepared, *, telling: Telling = is_telling) -> tuple[Told, ...]:
    """Return the parts of the claim that the text has, the longest first, none over another.

    At least five words in a row with two telling ones among them, or whole sentences of at least
    four words. Linear in both, times the places at which the same four words recur.
    """
    read = _read(claim)
    if not _may_share_run(read.atoms, passage):
        return ()
    runs = list(_maximal(read.fours, passage))
    if not runs:
        return ()
    tells = {word: telling(word) for word in set(read.plain)}
    counted = [0, *accumulate(tells[word] for word in read.plain)]
    found = []
    for run in _chosen(runs, counted, passage):
        (start, _), (_, end) = read.spans[run.ours], read.spans[run.ours + run.size - 1]
        first, last = passage.words[run.theirs], passage.words[run.theirs + run.size - 1]
        found.append(Told((start, end), (first[0], last[1])))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Read:
    """A claim's words: where they stand, plain, in atoms, and each run of four with its places."""

    spans: tuple[Span, ...]
    plain: tuple[str, ...]
    atoms: tuple[tuple[str, ...], ...]
    fours: Mapping[Four, Sequence[int]]


@lru_cache(maxsize=64)
def _read(claim: str) -> _Read:
    """Return the words of the claim, kept while it is compared with one passage after another."""
    spans = tuple(words(claim))
    ours = tuple(plain(claim[start:end]) for start, end in spans)
    places: dict[Four, list[int]] = {}
    for place, four in enumerate(fours(ours)):
        places.setdefault(four, []).append(place)
    return _Read(spans, ours, tuple(map(atoms, ours)), places)


def _may_share_run(ours: Sequence[Sequence[str]], passage: Prepared) -> bool:
    """Tell whether the passage has each of some four words in a row, though not in a row there.

    Asked of its atoms, which cost less than its words.
    """
    row, theirs = 0, passage.atoms
    for word in ours:
        row = row + 1 if all(atom in theirs for atom in word) else 0
        if row == LEAST_SENTENCE:
            return True
    return False


def is_mostly(claim: str, told: Sequence[Told]) -> bool:
    """Tell whether what is told makes at least half of the claim's words."""
    count = sum(1 for run in told for _ in words(claim[slice(*run.claim)]))
    return bool(count) and 2 * count >= len(_read(claim).plain)


def _maximal(ours: Mapping[Four, Sequence[int]], passage: Prepared) -> Iterator[_Run]:
    """Yield the runs of four words and more that both have and that cannot be widened."""
    places = {
        number: here[:MOST_PLACES]
        for four, here in passage.places_of(ours).items()
        for number in ours[four]
    }
    sizes: dict[int, int] = {}
    after = -1
    for number in sorted(places, reverse=True):
        spend()
        if number + 1 != after:
            yield from (_Run(-size, after, place) for place, size in sizes.items())
            sizes = {}
        longer = {place: sizes.get(place + 1, LEAST_SENTENCE - 1) + 1 for place in places[number]}
        yield from (
            _Run(-size, number + 1, place)
            for place, size in sizes.items()
            if place - 1 not in longer
        )
        sizes, after = longer, number
    yield from (_Run(-size, after, place) for place, size in sizes.items())


def _chosen(runs: list[_Run], counted: Sequence[int], passage: Prepared) -> Iterator[_Run]:
    """Yield the longest runs that are worth telling; others give way and keep what is left."""
    is_taken = bytearray(len(counted))
    waiting = [part for run in runs for part in _worth(run, counted, passage)]
    heapify(waiting)
    while waiting:
        spend()
        run = heappop(waiting)
        free = list(_free(run, is_taken))
        if free == [run]:
            is_taken[run.ours : run.ours + run.size] = b"\1" * run.size
            yield run
            continue
        for rest in free:
            for part in _worth(rest, counted, passage):
                heappush(waiting, part)


def _worth(run: _Run, counted: Sequence[int], passage: Prepared) -> Iterator[_Run]:
    """Yield the run if it is long and telling, otherwise the whole sentences in it."""
    telling = counted[run.ours + run.size] - counted[run.ours]
    if run.size >= LEAST_RUN and telling >= LEAST_TELLING:
        yield run
        return
    ranges = passage.sentence_words
    for number in range(bisect_left(ranges, (run.theirs, 0)), len(ranges)):
        first, last = ranges[number]
        if last > run.theirs + run.size:
            break
        if last - first >= LEAST_SENTENCE:
            yield _Run(first - last, run.ours + first - run.theirs, first)


def _free(run: _Run, is_taken: bytearray) -> Iterator[_Run]:
    """Yield what is left of the run where its words are not yet told."""
    end = run.ours + run.size
    start = is_taken.find(0, run.ours, end)
    while start >= 0:
        stop = is_taken.find(1, start, end)
        last = end if stop < 0 else stop
        if last - start >= LEAST_SENTENCE:
            yield _Run(start - last, start, run.theirs + start - run.ours)
        start = is_taken.find(0, last, end)
