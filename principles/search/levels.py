"""How strictly the terms of a query are asked for: from all of them down to some.

Words that very many rows have are weighed, not asked for, unless there are no others. Where more
rows match than are looked at, those in the front queries of a level are looked at first: the entry
whose number was typed, principles, prominent rows that have the words themselves, the foremost of
these first where there are no words but common ones, then all that have them, and last what stands
in for them. Where words may be missing, rows that have the rarest take the place of prominent ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import ceil, comb, prod

from principles.search.choices import Choice
from principles.search.reading import Reading
from principles.search.tsquery import Tier, all_of, any_of, at_least, lexeme_query

MOST_ROWS = 200  # that are ranked and counted
TOGETHER = 2  # times as many rows as by chance have words that somebody searches for together
COMMON_PART = 0.06  # of all rows: words of so many are not asked for
COMMON_ROWS = 1_000  # and so many at least
CHOICES = 6  # ways to leave words out, up to which each is asked for by itself and not all at once
LIKELIEST = 3  # of more ways, those that are asked for before all at once
RAREST = 6  # words among which some may be missing
MOST_MISSING = 4  # words


@dataclass(frozen=True, slots=True)
class Level:
    """What to gather rows by, and how many terms it takes.

    The queries of `every` together ask for all rows, those of `front` for the rows to look at
    first. `loose` finds all that they do and, as far as can be told, not more than is looked at;
    none where it would be more.
    """

    front: tuple[str, ...]
    every: tuple[str, ...]
    fewest: int
    loose: str | None


def required(reading: Reading) -> tuple[Choice, ...]:
    """Return the terms that are asked for."""
    asked = tuple(t for t in reading.terms if t.is_phrase or not _is_common(reading, t))
    return asked or reading.terms


def _is_common(reading: Reading, term: Choice) -> bool:
    return term.entries > max(COMMON_PART * reading.rows, COMMON_ROWS)


def levels(reading: Reading) -> Iterator[Level]:
    """Yield how strictly the terms are asked for, the strictest way first."""
    terms = required(reading)
    words = sum(not term.is_phrase for term in terms)
    yield _level(reading, terms, missing=0)
    if terms[-1].asked.completed:
        yield _level(reading, terms, missing=0, is_unfinished=True)
    for missing in range(1, min(words - _fewest(words), MOST_MISSING) + 1):
        yield _level(reading, terms, missing=missing, is_unfinished=True)


def _fewest(words: int) -> int:
    """Return how many of the words have to match at least: half of them, and two of three."""
    return words if words <= 2 else max(2, ceil(words / 2))


def _level(
    reading: Reading, terms: Sequence[Choice], *, missing: int, is_unfinished: bool = False
) -> Level:
    """Return the level at which so many words may be missing.

    A row that lacks `missing` of n words has all but as many of any choice of them, so only the
    rarest are asked for and the rest are counted. A word that is one as it stands is not taken for
    the beginning of others there: rows that have the rest are found without it.
    """
    words = sorted((t for t in terms if not t.is_phrase), key=lambda term: term.entries)
    rarest = words[:RAREST] if missing else words
    phrases = [term for term in terms if term.is_phrase]
    quoted = [term.asked.wide for term in phrases]
    others = [
        term.asked.others
        if is_unfinished and not (missing and term.is_word)
        else term.asked.widened
        for term in rarest
    ]
    sought = [
        any_of(term.asked.either, term.asked.compounds, other)
        for term, other in zip(rarest, others, strict=True)
    ]
    own = [term.asked.own for term in rarest]
    has_others = any(others) or any(term.asked.named or term.asked.compounds for term in rarest)
    is_wider = has_others or bool(reading.code)
    front = [
        reading.code,
        _of_principles(rarest, others, missing=missing, phrases=phrases),
    ]
    at_once = _some(sought, missing, always=quoted)
    every = [_some(own, missing, always=quoted), at_once] if is_wider else [at_once]
    are_few = _are_few(reading, [*phrases, *rarest], missing=missing)
    loose = at_once if are_few else None
    if not missing:
        front += _prominent(reading, terms)
        loose = _beside(reading, terms) or loose
    elif comb(len(own), missing) > CHOICES:
        front += _choices(own, missing, always=quoted, most=LIKELIEST)
    elif are_few or not is_wider:
        every = _choices(sought, missing, always=quoted, most=CHOICES)
        loose = None
    else:
        every[:1] = _choices(own, missing, always=quoted, most=CHOICES)
    return Level(tuple(filter(None, front)), tuple(every), len(terms) - missing, loose)


def _of_principles(
    words: Sequence[Choice],
    others: Sequence[str],
    *,
    missing: int,
    phrases: Sequence[Choice],
) -> str:
    """Return the tsquery for principles, which all stand in the first tier with their own words.

    To look a few principles up there takes the index a fourth of the time that it takes among all
    rows that have a common word.
    """
    sought = [
        any_of(_of_principle(term), term.asked.named, other)
        for term, other in zip(words, others, strict=True)
    ]
    quoted = [_of_principle(term) for term in phrases]
    return all_of(lexeme_query("#kprinciple"), _some(sought, missing, always=quoted))


def _of_principle(term: Choice) -> str:
    """Return the tsquery that finds the term in principles.

    Tiers are asked for a term as it was typed: one whose words may be joined is asked for itself.
    """
    return term.asked.tiers[Tier.FIRST] if len(term.spellings) == 1 else term.asked.own


def _prominent(reading: Reading, terms: Sequence[Choice]) -> list[str]:
    """Return the tsqueries for prominent rows that have all words themselves, by tier.

    The foremost are few, and asked for where nothing but common words is.
    """
    is_common = all(_is_common(reading, term) for term in terms)
    tiers = tuple(Tier) if is_common else (Tier.FIRST, Tier.SECOND)
    return [all_of(*(term.asked.tiers[tier] for term in terms)) for tier in tiers]


def _choices(
    queries: Sequence[str], missing: int, *, always: Sequence[str], most: int
) -> list[str]:
    """Return up to so many tsqueries for all but so many of the queries, the rarest of them first.

    What lacks only the commonest words scores highest, as a rule; and together a few take the index
    less time than all choices at once.
    """
    choices = combinations(queries, len(queries) - missing)
    return [all_of(*some, *always) for some in islice(choices, most)]


def _beside(reading: Reading, terms: Sequence[Choice]) -> str | None:
    """Return the query for what stands beside an unfinished word, if few rows have that.

    The index takes longer for all the words that one begins than for looking into these rows.
    """
    *others, last = terms
    if not others or not last.asked.completed:
        return None
    if _by_chance(reading.rows, others, missing=0) > MOST_ROWS:
        return None
    return all_of(*(term.asked.wide for term in others))


def _are_few(reading: Reading, terms: Sequence[Choice], *, missing: int) -> bool:
    """Say whether all rows with so many of the terms can be looked at, as far as can be told."""
    return TOGETHER * _by_chance(reading.rows, terms, missing=missing) <= MOST_ROWS


def _by_chance(rows: int, terms: Sequence[Choice], *, missing: int) -> float:
    """Return how many rows would have all but so many of the terms, if none attracted another."""
    shares = [min(1.0, term.entries / max(rows, 1)) for term in terms]
    return rows * sum(map(prod, combinations(shares, len(shares) - missing)))


def _some(queries: Sequence[str], missing: int, *, always: Sequence[str]) -> str:
    """Return the tsquery that all but so many of the queries satisfy, and the others always."""
    return all_of(at_least(len(queries) - missing, queries), *always)
