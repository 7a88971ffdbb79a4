"""How strictly the terms of a query are asked for: from all of them down to some.

A level is a set of tsqueries to gather rows by and how many terms a row needs. The strictest level
with enough entries is taken. Which rows come first where too many match is decided in `prominence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, comb

from principles.search import bounds
from principles.search.bounds import are_few, by_chance, is_common
from principles.search.choices import Choice
from principles.search.prominence import of_principles, prominent, with_the_rarest
from principles.search.reading import Reading
from principles.search.tsquery import all_but, all_of, any_of
from principles.search.weights import half, weights

CHOICES = 6  # ways to leave words out, up to which each is asked for by itself and not all at once
LIKELIEST = 3  # of more ways, those that are asked for before all at once
RAREST = 6  # words among which some may be missing
MOST_MISSING = 4  # words
NEARLY_ALL = 0.75  # of the words, so that entries with any of them answer
MOST_PART = 0.5  # of all rows: a word that more have does not answer alone
MOST_ROWS = 50  # and so many at least
MANY = 3  # words, of which one may be missing however rare it is


@dataclass(frozen=True, slots=True)
class Level:
    """The tsqueries to gather rows by, and how many terms a row needs, of which weight together.

    The queries of `every` together find all rows, those of `front` the rows to look at first.
    `loose` finds all that they do and probably not more than is looked at; None where it would be
    more. A level that is `sparse` is read only where nothing has all the words.
    """

    front: tuple[str, ...]
    every: tuple[str, ...]
    fewest: int
    loose: str | None
    weighing: float = 0
    sparse: bool = False


def required(reading: Reading) -> tuple[Choice, ...]:
    """Return the terms that are asked for: all but common words, if there are others."""
    asked = tuple(t for t in reading.terms if t.is_phrase or not is_common(t, reading.rows))
    return asked or reading.terms


def levels(reading: Reading) -> Iterator[Level]:
    """Yield the levels, the strictest first."""
    terms = required(reading)
    words = sum(not term.is_phrase for term in terms)
    yield _level(reading, terms, missing=0)
    most = min(words - _fewest(words), MOST_MISSING)
    weighing = half(weights(terms, reading.rows))
    if terms[-1].asked.completed or (not most and any(term.asked.family for term in terms)):
        yield _level(reading, terms, missing=0, is_unfinished=True)
    if terms[-1].asked.longer and most:
        yield replace(_longer(reading, terms), weighing=weighing)
    for missing in range(1, most + 1):
        level = _level(reading, terms, missing=missing, is_unfinished=True)
        yield replace(level, weighing=weighing)
    if words > 2 and words - most > 2:
        yield _rarest(terms, words=2, weighing=weighing)
    if _is_known(terms, reading.rows):
        yield replace(_rarest(terms, words=1, weighing=0), sparse=True)


def _is_known(terms: Sequence[Choice], rows: int) -> bool:
    """Say whether entries with any word answer: the base has nearly all the words, or one of two.

    Where it lacks more as they were typed, what was asked for is not its subject. A word that most
    rows have says nothing of that.
    """
    words = [term for term in terms if not term.is_phrase]
    told = [term for term in words if term.is_somewhere and not term.is_corrected]
    known = sum(term.entries <= max(MOST_PART * rows, MOST_ROWS) for term in told)
    return known > 0 if len(words) == 2 else known > 2 and known >= NEARLY_ALL * len(words)


def partial(terms: Sequence[Choice]) -> int:
    """Return how many terms are not too few: what was quoted and two words, or one of two."""
    words = sum(not term.is_phrase for term in terms)
    return len(terms) - words + min(words, 2 if words > 2 else 1)


def ample(terms: Sequence[Choice]) -> int:
    """Return how many terms are enough whatever they weigh: of three words and more all but one."""
    words = sum(not term.is_phrase for term in terms)
    return len(terms) - (words >= MANY)


def _rarest(terms: Sequence[Choice], *, words: int, weighing: float) -> Level:
    """Return the level at which so many of the rarest words are enough, and all that was quoted."""
    found = [term for term in terms if not term.is_phrase and term.is_somewhere]
    known = sorted(found, key=lambda term: term.entries)
    sought = [term.asked.unfinished for term in known[:RAREST]]
    quoted = [term.asked.wide for term in terms if term.is_phrase]
    fewest = len(quoted) + words
    if len(sought) < words:
        return Level((), (), fewest, None, weighing=weighing)
    missing = len(sought) - words
    front = with_the_rarest(sought, missing, always=quoted, most=CHOICES)
    return Level(tuple(front), (all_but(missing, sought, always=quoted),), fewest, None, weighing)


def _fewest(words: int) -> int:
    """Return how many of the words have to match at least: half of them, and two of three."""
    return words if words <= 2 else max(2, ceil(words / 2))


def _level(
    reading: Reading, terms: Sequence[Choice], *, missing: int, is_unfinished: bool = False
) -> Level:
    """Return the level at which up to `missing` words may be missing.

    A row that lacks `missing` of n words has all but `missing` of any six of them. So only the
    rarest words are asked for, and the statement counts the rest.
    """
    words = sorted((t for t in terms if not t.is_phrase), key=lambda term: term.entries)
    rarest = words[:RAREST] if missing else words
    phrases = [term for term in terms if term.is_phrase]
    quoted = [term.asked.wide for term in phrases]
    own = [term.asked.own for term in rarest]
    others = [_others(t, is_unfinished=is_unfinished, missing=missing) for t in rarest]
    sought = [
        any_of(term.asked.either, term.asked.compounds, other)
        for term, other in zip(rarest, others, strict=True)
    ]
    has_others = any(others) or any(t.asked.named or t.asked.compounds for t in rarest)
    is_wider = has_others or bool(reading.code)
    at_once = all_but(missing, sought, always=quoted)
    every = [all_but(missing, own, always=quoted), at_once] if is_wider else [at_once]
    is_small = are_few([*phrases, *rarest], reading.rows, missing=missing)
    loose = at_once if is_small else None
    front = [reading.code, of_principles(rarest, others, missing=missing, phrases=phrases)]
    if not missing:
        front += prominent(terms, reading.rows)
        loose = _beside(reading, terms) or loose
    elif comb(len(own), missing) > CHOICES:
        front += with_the_rarest(own, missing, always=quoted, most=LIKELIEST)
    elif is_small or not is_wider:
        every = with_the_rarest(sought, missing, always=quoted, most=CHOICES)
        loose = None
    else:
        every[:1] = with_the_rarest(own, missing, always=quoted, most=CHOICES)
    return Level(tuple(filter(None, front)), tuple(every), len(terms) - missing, loose)


def _longer(reading: Reading, terms: Sequence[Choice]) -> Level:
    """Return the level at which words that begin with the last one take its place."""
    *others, last = terms
    sought = all_of(*(term.asked.wide for term in others), last.asked.longer)
    return Level((), (sought,), len(others), _few_beside(reading, others))


def _others(term: Choice, *, is_unfinished: bool, missing: int) -> str:
    """Return the tsquery for the other words that may stand for the term at a level.

    Words of its family do where rows with the word itself are too few.

    Where words may be missing, the last one is completed only if it is no word as it stands: rows
    that have the rest are found without it.
    """
    if not is_unfinished:
        return term.asked.widened
    if missing and term.is_word:
        return any_of(term.asked.widened, term.asked.family)
    return term.asked.others


def _beside(reading: Reading, terms: Sequence[Choice]) -> str | None:
    """Return the tsquery for the terms before an unfinished word, if few rows have them.

    The index takes longer for all the words that one begins than for looking into these rows.
    """
    *others, last = terms
    return _few_beside(reading, others) if others and last.asked.completed else None


def _few_beside(reading: Reading, others: Sequence[Choice]) -> str | None:
    """Return the tsquery for these terms, if few rows have them."""
    if by_chance(others, reading.rows, missing=0) > bounds.MOST_ROWS:
        return None
    return all_of(*(term.asked.wide for term in others))
