"""Words read as what they name: "bezos surveys" as surveys by Bezos, "surveys 1997" as of 1997.

A name beside other words narrows the results to the person's, a year to its own, and a kind of
source with a year to the sources that have both; but only where the base has such a thing and
entries of it have all the other words, and nowhere has the words in a row as they were typed. A
name does so too where no entry at all has all the words: the words beside it are what is asked for,
and a name alone answers nothing. What is no English word is taken for a name, and what the form of
a question says is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from principles.models import Source
from principles.search.choices import Choice
from principles.search.filters import Filters
from principles.search.found import Found
from principles.search.lookup import NAMED_TO
from principles.search.query import Query
from principles.search.ranking import SORTS, find
from principles.search.reading import Reading
from principles.search.tsquery import any_of, lexeme_query
from principles.search.wordlists import level

MOST_NAMES = 2  # words that may be names, of which the words around them are tried too
LONGEST_NAME = 3  # words
LEAST_LETTERS = 3
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_KINDS = {kind.value: kind.value for kind in Source.Kind} | {
    f"{kind.value}s": kind.value for kind in Source.Kind if not kind.value.endswith("s")
}

_NAMED = """
SELECT ARRAY(SELECT array_to_string(principles_facet_named('person', value, %(most)s), ' ')
        FROM unnest(%(names)s::text[]) WITH ORDINALITY AS n(value, place) ORDER BY place),
    ARRAY(SELECT year FROM unnest(%(years)s::text[]) AS year
        WHERE principles_held(quote_literal('#y' || year)::tsquery, 1) > 0),
    ARRAY(SELECT number FROM principles_source WHERE kind = ANY (%(kinds)s)
        AND year = ANY (%(years)s::integer[]) AND principles_source_is_public(number)),
    numnode(%(whole)s::tsquery) > 0 AND principles_held(%(whole)s::tsquery, 1) > 0
"""

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """Words as typed, and what they were read as: a name, a year, or a kind and year.

    `lexemes` are those of the people who are named, of the year or of the sources.
    """

    words: tuple[str, ...]
    sense: str
    lexemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A reading in which words name what the results are narrowed to."""

    reading: Reading
    senses: tuple[Sense, ...]

    @property
    def is_of_somebody(self) -> bool:
        """Say whether a name narrows it."""
        return any(sense.sense == "name" for sense in self.senses)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which page is asked for, under which filters, in which order, with how many values."""

    filters: Filters
    number: int
    sort: str
    values: int


@dataclass(frozen=True, slots=True)
class _Guess:
    places: Places
    sense: str
    lexemes: Sequence[str]


def searched(
    query: Query, reading: Reading, shown: Shown
) -> tuple[Found, Reading, tuple[Sense, ...]]:
    """Return what is found, by which reading, and which words were read as names or years.

    That is done where it finds entries with all other words, whatever page and filters leave of
    these; with a name also where nothing has all the words. One query; where words may be names,
    one more and up to four searches.
    """

    def found(reading: Reading, shown: Shown = shown) -> Found:
        return find(
            reading,
            filters=shown.filters,
            page=shown.number,
            sort=shown.sort,
            is_typed=not query.is_empty,
            values=shown.values,
        )

    if not (meant := interpret(query, reading)):
        return found(reading), reading, ()
    everything = replace(shown, filters=Filters(), number=1, sort=SORTS[0])
    is_all = everything == shown
    narrowed = found(meant.reading)
    first = narrowed if is_all else found(meant.reading, everything)
    if not first.complete:
        plain = found(reading)
        best = plain if is_all else found(reading, everything)
        is_answer = best.complete > 0 or _answers(best, reading, meant, first)
        if not meant.is_of_somebody or is_answer:
            return plain, reading, ()
    return narrowed, meant.reading, meant.senses


def _answers(plain: Found, reading: Reading, meant: Interpretation, narrowed: Found) -> bool:
    """Say whether what lacks some words answers, where the person has nothing of the others.

    It does for two words that are both somewhere, and where the best entry has one of several.
    """
    left = meant.reading.terms
    if narrowed.total or not plain.hits:
        return False
    if len(reading.terms) == 2:
        return all(term.is_somewhere for term in left)
    lexemes = frozenset().union(*(term.lexemes for term in meant.reading.each))
    best = plain.hits[0]
    return len(left) > 1 and best.tier >= 0 and not lexemes.isdisjoint(best.forms.values())


def interpret(query: Query, reading: Reading) -> Interpretation | None:
    """Return the reading with names and years taken for these, if there are any; one query."""
    terms = reading.sequence
    is_alone = len(reading.terms) < 2 and not query.named
    if reading.code or is_alone or any(len(term.terms) > 1 for term in terms):
        return None
    names = list(dict.fromkeys(_names(terms, query)))
    years = [n for n, term in enumerate(terms) if _YEAR.fullmatch(_words(term))]
    if not (names or years):
        return None
    guesses = list(_guesses(terms, names=names, years=years, whole=reading.whole))
    return _narrowed(query, reading, guesses) if guesses else None


def _words(term: Choice) -> str:
    return "" if term.is_phrase else term.spellings[0]


def _names(terms: Sequence[Choice], query: Query) -> Iterator[Places]:
    """Yield places of words that may be a name, the longest first."""
    told = tuple(n for n, term in enumerate(terms) if _words(term) in query.named)
    anchors = [n for n, term in enumerate(terms) if n in told or _is_no_word(term)][:MOST_NAMES]
    if told:
        yield told
    for length in range(LONGEST_NAME, 0, -1):
        for anchor in anchors:
            for first in range(max(0, anchor - length + 1), anchor + 1):
                places = tuple(range(first, min(first + length, len(terms))))
                if len(places) == length and all(_words(terms[n]).isalpha() for n in places):
                    yield places


def _is_no_word(term: Choice) -> bool:
    words = _words(term)
    is_long = len(words) >= LEAST_LETTERS and words.isalpha()
    return is_long and term.entries > 0 and level(words) is None and not term.is_corrected


def _guesses(
    terms: Sequence[Choice], *, names: Sequence[Places], years: Sequence[int], whole: str
) -> Iterator[_Guess]:
    """Yield what the base has of these; nothing where an entry has all the words in a row."""
    texts = [_words(term) for term in terms]
    kinds = [n for n, text in enumerate(texts) if text in _KINDS]
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMED,
            {
                "names": [" ".join(texts[n] for n in places) for places in names],
                "years": [texts[n] for n in years],
                "kinds": [_KINDS[texts[n]] for n in kinds],
                "whole": whole if len(terms) > 1 else "",
                "most": NAMED_TO + 1,
            },
        )
        people, held, sources, is_in_a_row = cursor.fetchone()
    if is_in_a_row:
        return
    taken: set[int] = set()
    for places, found in zip(names, people, strict=True):
        lexemes = found.split()
        if 0 < len(lexemes) <= NAMED_TO and taken.isdisjoint(places):
            taken.update(places)
            yield _Guess(places, "name", lexemes)
    if sources and len(years) == len(kinds) == 1:
        yield _Guess((kinds[0], years[0]), "kind and year", [f"#s{number}" for number in sources])
        return
    for n in years:
        if texts[n] in held:
            yield _Guess((n,), "year", [f"#y{texts[n]}"])


def _narrowed(query: Query, reading: Reading, guesses: Sequence[_Guess]) -> Interpretation:
    """Return the reading of the words that are left, or of all where none is that tells."""
    terms = reading.sequence
    taken = {n for guess in guesses for n in guess.places}
    is_named = any(guess.sense == "name" for guess in guesses)
    about = query.named_about if is_named else ()
    told = [n for n, term in enumerate(terms) if _words(term) not in about]
    left = [terms[n] for n in told if n not in taken]
    if all(term.is_function_word for term in left):
        left = [terms[n] for n in told if n in taken]
    narrowing = reading.narrowing
    queries = [any_of(*map(lexeme_query, guess.lexemes)) for guess in guesses]
    return Interpretation(
        replace(
            reading,
            sequence=tuple(left),
            whole=" <-> ".join(f"({term.asked.own})" for term in left),
            otherwise=(),
            sentences=(),
            reasons=frozenset(word for n in taken for word in _words(terms[n]).split()),
            narrowing=replace(narrowing, queries=(*narrowing.queries, *queries)),
        ),
        tuple(
            Sense(tuple(terms[n].text for n in g.places), g.sense, tuple(g.lexemes))
            for g in guesses
        ),
    )
