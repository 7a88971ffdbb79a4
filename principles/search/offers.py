"""What a word that is there may be a slip for: offered beside its results, never searched instead.

Texts have misspelt words too ("posible"), and a slip may share its stem with a word that is there
("wakeing"), so nothing need be unknown. A word is weighed against those one slip away as a noisy
channel has it (M. Kernighan, K. Church, W. Gale: A spelling correction program based on a noisy
channel model, COLING 1990): how common each is, what the slip costs, and whether it stands together
with the other words, on the scale of principles/search/corrections.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from django.db import connection

from principles.search.corrections import (
    FREQUENCY,
    SHORTLIST,
    TOGETHER,
    Candidate,
    company,
    distance,
    scored,
)
from principles.search.ranking import Found
from principles.search.reading import Reading
from principles.search.terms import ReadTerm

RARE = 50  # entries of a word that may be a slip in the texts themselves
FEW = 3  # entries that have every word, up to which a rare one is doubted

_DOUBTED = """
WITH doubted AS MATERIALIZED (
    SELECT t.typed, coalesce(w.entries, 0) AS entries FROM unnest(%(words)s::text[]) AS t(typed)
    LEFT JOIN principles_word w ON w.word = t.typed WHERE coalesce(w.entries, 0) <= %(rare)s
)
SELECT a.typed, a.word, a.entries, a.lexeme, d.entries
FROM principles_search_like(ARRAY(SELECT typed FROM doubted)) AS a JOIN doubted d USING (typed)
WHERE a.entries > d.entries
"""


def offers(reading: Reading, found: Found) -> dict[str, str]:
    """Return for the words that may be slips, as typed, the likeliest word that was meant.

    One query, and another for each word that is like a commoner one.
    """
    if reading.corrected or reading.code:
        return {}
    terms = {term.spellings[0]: term for term in reading.words if _can_be_doubted(term)}
    if not terms:
        return {}
    offered = {}
    for word, (entries, candidates) in _doubted(list(terms), found).items():
        if meant := _likelier(terms[word], reading, found, entries=entries, candidates=candidates):
            offered[terms[word].text] = meant
    return offered


def _can_be_doubted(term: ReadTerm) -> bool:
    """Say whether it is one whole word that stands for nothing else."""
    is_plain = len(term.typed) == 1 and len(term.spellings) == 1 and term.spellings[0].isalpha()
    return is_plain and not (term.is_unknown or term.named or term.completed or term.widened)


def _doubted(words: Sequence[str], found: Found) -> dict[str, tuple[int, list[Candidate]]]:
    """Return the words in doubt, how many rows have them in that form, and what is like them."""
    rare = RARE if found.complete <= FEW else 0
    with connection.cursor() as cursor:
        cursor.execute(_DOUBTED, {"words": list(words), "rare": rare})
        rows = cursor.fetchall()
    doubted: dict[str, tuple[int, list[Candidate]]] = {}
    for typed, word, entries, lexeme, own in rows:
        if distance(typed, word) == 1 and not _is_bent(typed, word):
            candidate = Candidate(typed, word, entries, lexeme)
            doubted.setdefault(typed, (own, []))[1].append(candidate)
    return doubted


def _is_bent(typed: str, word: str) -> bool:
    """Say whether one may be the other with an ending, which is no slip."""
    return typed.startswith(word) or word.startswith(typed)


def _likelier(
    term: ReadTerm,
    reading: Reading,
    found: Found,
    *,
    entries: int,
    candidates: Sequence[Candidate],
) -> str:
    """Return the likeliest candidate that is likelier than the word itself, if any is.

    Those of its own stem keep the company that the word has.
    """
    others = [other.query for other in reading.terms if other is not term]
    own = FREQUENCY * log(max(entries, 1))
    if entries:
        own += company(found.complete, 0, others=len(others))
    alike = [c for c in candidates if c.lexeme in term.lexemes]
    kept = company(found.complete if alike else TOGETHER, 0, others=len(others))
    likely = [c for c in alike or candidates if c.score + kept > own]
    shortlist = sorted(likely, key=lambda c: (-c.score, c.word))[:SHORTLIST]
    if not shortlist:
        return ""
    scores = scored(shortlist, [] if alike else others)
    if alike:
        scores = {candidate: score + kept for candidate, score in scores.items()}
    best = max(scores, key=lambda c: (scores[c], c.word), default=None)
    return best.word if best and scores[best] > own else ""
