"""Quotes that say nearly the same, and quotes near in subject, from the index of the search.

Whoever enters a quote again has most of its words right, and so some of the rare ones: rows that
share several of the rarest words of a text are few, and are found without comparing it with all.
This is prefix filtering (S. Chaudhuri, V. Ganti, R. Kaushik: A primitive operator for similarity
joins in data cleaning, ICDE 2006) that asks for more than one word (J. Wang, G. Li, J. Feng: Can we
beat the prefix filtering?, SIGMOD 2012). Then words and letters decide, as far as both texts have
the same: words forgive a long one that was replaced, sequences of three letters one that was
misspelt, and both forgive another order. A related quote shares what the quote is about, weighed by
how rare that is. The statements stand in `sql/neighbours.sql`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from django.db import connection

LIKE = 0.6  # similarity from which a quote is a near-duplicate
CHANGED = 0.4  # the part of a text's words that another may lack and still be as similar
MOST_CHANGED = 5  # among the words that are asked for
NEEDED = 2  # of the words that are asked for
ROWS_UNDER_WORDS = 15_000  # from as many rows under these words on, fewer are asked for
COMPARED = 4_000  # characters of a text that are compared
CANDIDATES = 1_000  # rows that are compared

SUBJECTS = 8  # rarest of a quote that are asked for
BROADEST = 5_000  # rows that these may stand in together
LOOKED_AT = 1_000  # rows that are weighed
NEAREST = 50  # of these that may be shown
NEAR = 0.2  # the part of the weight of a quote's subjects that a related one shares at least

_RARITY = """
WITH given AS MATERIALIZED (
    SELECT principles_qnorm(%(text)s) AS words
), own AS MATERIALIZED (
    SELECT lexeme, coalesce(l.entries, (SELECT count(*) FROM principles_quotes_holding(
        quote_literal(lexeme)::tsquery, NULL, false, %(most)s))) AS entries
    FROM given, unnest(tsvector_to_array(to_tsvector('principles', words))) AS lexeme
    LEFT JOIN principles_lexeme l USING (lexeme)
)
SELECT words, ARRAY(SELECT lexeme FROM own ORDER BY entries, lexeme),
    ARRAY(SELECT entries FROM own ORDER BY entries, lexeme)
FROM given
"""
_HOLDING = """
SELECT number, words FROM principles_quotes_holding(
    principles_quorum(%(lexemes)s::text[], %(needed)s), %(length)s, %(is_public)s, %(most)s)
"""
_RELATED = """
SELECT r.number, r.words, btrim(split_part(e.words, E'\\n', 1))
FROM principles_related(%(number)s, %(asked)s, %(broadest)s, %(most)s, %(least)s)
    WITH ORDINALITY AS r(number, share, words, place)
JOIN principles_quote q ON q.number = r.number AND q.stands_alone
JOIN principles_searchentry e
    ON e.kind = 'quote' AND e.number = %(number)s AND e.passage = 0 AND e.part = 0
ORDER BY r.place LIMIT %(nearest)s
"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A quote that says nearly the same; `similarity` is 1 where all the words are the same."""

    number: int
    similarity: float


@dataclass(frozen=True, slots=True)
class _Wording:
    """Normalised words as they are compared: in any order, each once."""

    words: frozenset[str]
    trigrams: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the wording of a text, with the trigrams of its words.

        A word begins with two blanks and ends with one, as in PostgreSQL's pg_trgm.
        """
        words = frozenset(text[:COMPARED].split())
        padded = (f"  {word} " for word in words)
        return cls(words, frozenset(w[n : n + 3] for w in padded for n in range(len(w) - 2)))


def near_duplicates(
    text: str, *, except_for: int | None = None, threshold: float = LIKE, is_public: bool = False
) -> list[Neighbour]:
    """Return quotes whose words are at least so similar, the most similar first; two queries.

    Drafts and withdrawn quotes are among them unless `is_public`; `except_for` is the number of one
    that is left out. Of a long text the first 4,000 characters are compared. A threshold below .6
    finds what is there among the same candidates, not all that is so similar.
    """
    with connection.cursor() as cursor:
        given = text.replace("\0", " ")
        cursor.execute(_RARITY, {"text": given[:COMPARED], "most": CANDIDATES})
        words, lexemes, entries = cursor.fetchone()
        asked = _asked(lexemes, entries)
        if not asked:
            return []
        cursor.execute(
            _HOLDING,
            {
                "lexemes": asked,
                "needed": min(NEEDED, len(asked)),
                "length": words.count(" ") + 1 if len(given) <= COMPARED else None,
                "is_public": is_public,
                "most": CANDIDATES,
            },
        )
        candidates = cursor.fetchall()
    own = _Wording.of(words)
    found = [
        Neighbour(number, _similarity(own, _Wording.of(theirs)))
        for number, theirs in candidates
        if number != except_for
    ]
    like = [neighbour for neighbour in found if neighbour.similarity >= threshold]
    return sorted(like, key=lambda neighbour: (-neighbour.similarity, neighbour.number))


def related(number: int, *, size: int = 5) -> list[int]:
    """Return published quotes near in subject to a published one, the nearest first; one query.

    They share at least a fifth of what it is about: words, principles and tags, the rare ones
    weighing more. Each stands alone, and none says nearly the same as it or as another of them.
    Before the lexicon is first read there are none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _RELATED,
            {
                "number": number,
                "asked": SUBJECTS,
                "broadest": BROADEST,
                "most": LOOKED_AT,
                "least": NEAR,
                "nearest": NEAREST,
            },
        )
        rows = cursor.fetchall()
    chosen: list[int] = []
    shown = [_Wording.of(rows[0][2])] if rows else []
    for found, words, _ in rows:
        wording = _Wording.of(words)
        if len(chosen) < size and all(_similarity(wording, other) < LIKE for other in shown):
            chosen.append(found)
            shown.append(wording)
    return chosen


def _asked(lexemes: Sequence[str], entries: Sequence[int]) -> list[str]:
    """Return the words to ask for, given all of a text in order of rarity.

    So many that NEEDED are left when as many are changed as may be; fewer where their rows would
    be too many to read. A word that no row has is one of the changed.
    """
    known = [(word, count) for word, count in zip(lexemes, entries, strict=True) if count]
    unknown = len(lexemes) - len(known)
    changed = min(max(int(CHANGED * len(lexemes)) - unknown, 1), MOST_CHANGED)
    within = sum(read <= ROWS_UNDER_WORDS for read in accumulate(count for _, count in known))
    return [word for word, _ in known[: max(NEEDED, min(NEEDED + changed, within))]]


def _similarity(one: _Wording, other: _Wording) -> float:
    """Return the mean of what they share of their words and of what they share of trigrams."""
    return (_shared(one.words, other.words) + _shared(one.trigrams, other.trigrams)) / 2


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of all that both have: P. Jaccard's coefficient."""
    both = len(one & other)
    return both / max(1, len(one) + len(other) - both)
