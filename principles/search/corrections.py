"""Correct an unknown word: find the words of the base that it is probably a typo of.

Candidates share with the typed word a form with one letter left out (SymSpell's symmetric deletes,
https://github.com/wolfgarbe/SymSpell): every word one typo away, and of those two away the ones
with a letter too few and another too many; or they have two of its letters exchanged. A long word
without any such candidate is compared with words that begin with the same two letters.
A candidate is scored by how many typos it takes, whether the base has it together with the other
words of the query, how common it is, and whether it begins alike, as most misspellings do
(J. Pollock, A. Zamora: Automatic spelling correction in scientific and scholarly text,
Communications of the ACM 27, 1984). The constants were found on misspelt queries of three to five
words; tests/benchmarks measures them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.db import connection

Beside = Mapping[str, Sequence[str]]  # for each word, the tsqueries of the other terms

MOST_CORRECTIONS = 3
SHORTLIST = 8  # candidates of a word that are looked up beside the others
COMMON = 1_000  # entries at the last refresh, from which on a word surely still exists
FEW_ENTRIES = 1_000  # entries of a word, few enough to look through in a millisecond or two
COUNTED = 20  # entries with a candidate and the other words; more say nothing more
TWO_TYPOS = 8  # letters that the longer of two words has, if two typos may part them
SHORT = 3  # letters of a word in which a replaced letter makes another word

TYPO = 4.0  # what another typo costs, in units of the logarithm of frequency
OTHER_BEGINNING = 1.0
FREQUENCY = 0.5
BESIDE_OTHERS = 6.0  # gained by standing in an entry with all other words; half of it with some

# Rows that hold a candidate and what is beside it are counted through the rarest of them all; where
# none is rare, as many are reckoned as chance would bring together. A candidate may have been
# withdrawn since it was read, so each is looked up if it is not common.
_COMPANY = """
WITH candidate AS MATERIALIZED (
    SELECT c.typed, w.word, w.entries, l.entries AS rows, w.word AS form,
        phraseto_tsquery('principles', w.word) AS query
    FROM unnest(%(typed)s::text[], %(words)s::text[]) AS c(typed, word)
    JOIN principles_word w USING (word) JOIN principles_lexeme l USING (lexeme)
), beside AS MATERIALIZED (
    SELECT b.typed, b.query::tsquery, e.rows, e.rows / s.entries::float AS share
    FROM unnest(%(beside_typed)s::text[], %(beside)s::text[]) AS b(typed, query)
    CROSS JOIN (SELECT greatest(entries, 1) AS entries FROM principles_lexicon) s
    CROSS JOIN LATERAL (
        SELECT CASE WHEN b.query LIKE '%%|%%' THEN sum(entries) ELSE min(entries) END AS rows FROM (
            SELECT coalesce((SELECT entries FROM principles_lexeme WHERE lexeme = found[1]), 0)
                AS entries FROM regexp_matches(b.query, '''([^'']+)''', 'g') AS found) l) e
), every AS (
    SELECT typed, exp(sum(ln(greatest(share, 1e-9)))) AS share, min(rows) AS rows,
        (array_agg(query ORDER BY rows))[1] AS rarest,
        string_agg('(' || query::text || ')', ' & ')::tsquery AS query
    FROM beside GROUP BY typed
), found AS MATERIALIZED (
    SELECT c.*, CASE WHEN least(c.rows, e.rows) > %(rare)s
            THEN least(c.entries * e.share, %(together)s)
        WHEN c.rows <= e.rows
            THEN principles_held(c.query, e.query, form, %(together)s)
        ELSE principles_held(e.rarest, e.query, form, %(together)s) END AS together
    FROM candidate c LEFT JOIN every e USING (typed)
)
SELECT typed, word, coalesce(together, 0),
    CASE WHEN max(together) OVER (PARTITION BY typed) = 0
        THEN (SELECT count(*) FROM beside b WHERE b.typed = f.typed AND CASE
            WHEN least(f.rows, b.rows) > %(rare)s THEN f.entries * b.share >= 1
            WHEN f.rows <= b.rows THEN principles_held(f.query, b.query, form, 1) > 0
            ELSE principles_held(b.query, b.query, form, 1) > 0 END)
        ELSE 0 END AS apart
FROM found f
WHERE together > 0 OR rows > %(common)s OR principles_held(query, query, form, 1) > 0
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the base that replaces an unknown one, with its stem and how many rows have it."""

    word: str
    lexeme: str
    entries: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the base that is like one that was typed."""

    typed: str
    word: str
    entries: int
    lexeme: str

    @property
    def score(self) -> float:
        """Return how likely it is before the other words are considered, as a logarithm."""
        beginning = 0 if self.typed[0] == self.word[0] else OTHER_BEGINNING
        return FREQUENCY * log(self.entries) - TYPO * typos(self.typed, self.word) - beginning


def corrections(
    candidates: Sequence[Candidate], *, beside: Beside
) -> dict[str, tuple[Correction, ...]]:
    """Return up to three corrections for each word that has any, the likeliest first.

    `candidates` are those of words that no public row holds, as `principles_search_meant` finds
    them. One query, a few milliseconds, if there is any candidate.
    """
    near = (c for c in near_enough(candidates) if not _is_other_short_word(c))
    shortlist = [
        candidate
        for typed, likely in _by_word(near).items()
        for candidate in sorted(
            likely if beside.get(typed) else _beginning_alike(likely),
            key=lambda c: (-c.score, c.word),
        )[:SHORTLIST]
    ]
    scores = scored(shortlist, beside)
    return {
        word: _likeliest([(c, scores[c]) for c in candidates if c in scores])
        for word, candidates in _by_word(shortlist).items()
        if any(c in scores for c in candidates)
    }


def distance(one: str, other: str) -> int:
    """Return how many letters were added, left out, replaced or swapped with their neighbour.

    The restricted Damerau-Levenshtein distance, in which no part is edited twice: L. Boytsov,
    Indexing methods for approximate dictionary searching, ACM JEA 16, 2011, section 2.1.
    """
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i]
        for j, wanted in enumerate(other, 1):
            least = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and wanted == one[i - 2]:
                least = min(least, before[j - 2] + 1)
            current.append(least)
        before, previous = previous, current
    return previous[-1]


def typos(typed: str, word: str) -> int:
    """Return the distance, where letters doubled in the wrong place or exchanged are one typo.

    As in procces or neccesary: which letters are double is the commonest doubt in spelling; and as
    in costumer.
    """
    is_doubt = _undoubled(typed) == _undoubled(word) != "" or _are_exchanged(typed, word)
    return 1 if is_doubt else distance(typed, word)


def _are_exchanged(typed: str, word: str) -> bool:
    """Say whether just two letters stand in each other's place."""
    if len(typed) != len(word):
        return False
    pairs = [(one, other) for one, other in zip(typed, word, strict=True) if one != other]
    return len(pairs) == 2 and pairs[0] == pairs[1][::-1]


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def near_enough(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return those that are one typo away, or two in a longer word."""
    return [c for c in candidates if typos(c.typed, c.word) <= _most_typos(c)]


def _most_typos(candidate: Candidate) -> int:
    return 2 if max(len(candidate.typed), len(candidate.word)) >= TWO_TYPOS else 1


def _is_other_short_word(candidate: Candidate) -> bool:
    """Say whether a short word would have another letter in the place of one of its own."""
    typed, word = candidate.typed, candidate.word
    is_replaced = len(typed) == len(word) and sorted(typed) != sorted(word)
    return len(typed) <= SHORT and is_replaced


def _beginning_alike(likely: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return those with the first letter that was typed, if any; for a word with no others.

    Of a word beside others these decide: its first letter may be the typo where they say so.
    """
    return [c for c in likely if c.typed[0] == c.word[0]] or likely


def _by_word(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    grouped: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        grouped.setdefault(candidate.typed, []).append(candidate)
    return grouped


def scored(shortlist: Sequence[Candidate], beside: Beside) -> dict[Candidate, float]:
    """Return the candidates that are there, with what they score beside the others; one query.

    However many words they are for; none where there is no candidate.
    """
    if not shortlist:
        return {}
    pairs = [(typed, query) for typed, queries in beside.items() for query in queries]
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPANY,
            {
                "typed": [c.typed for c in shortlist],
                "words": [c.word for c in shortlist],
                "beside_typed": [typed for typed, _ in pairs],
                "beside": [query for _, query in pairs],
                "together": COUNTED,
                "rare": FEW_ENTRIES,
                "common": COMMON,
            },
        )
        rows = cursor.fetchall()
    by_pair = {(c.typed, c.word): c for c in shortlist}
    return {
        by_pair[typed, word]: by_pair[typed, word].score
        + company(together, apart, others=len(beside.get(typed, ())))
        for typed, word, together, apart in rows
    }


def company(together: float, apart: int, *, others: int) -> float:
    """Return what a candidate gains by being found beside the other words, all or some."""
    if not others:
        return 0
    if together:
        return BESIDE_OTHERS + log(max(together, 1)) / log(COUNTED)
    return BESIDE_OTHERS / 2 * apart / others


def _likeliest(scored: list[tuple[Candidate, float]]) -> tuple[Correction, ...]:
    best = sorted(scored, key=lambda pair: (-pair[1], pair[0].word))[:MOST_CORRECTIONS]
    return tuple(Correction(c.word, c.lexeme, c.entries) for c, _ in best)
