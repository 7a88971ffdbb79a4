"""Offer a spelling for a real word that is probably a typo; it is never searched instead.

Texts have misspelt words too ("posible"), and a typo may share its stem with a word that exists
("wakeing"), so the index may know it. A real word that nothing here has may be a slip for another
("costumer"), unless it is among the commonest. A word is weighed against those one typo away as a
noisy channel has it (M. Kernighan, K. Church, W. Gale: A spelling correction program based on a
noisy channel model, COLING 1990): how common each is, what the typo costs, and whether it stands
together with the other words, on the scale of principles/search/corrections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from django.db import connection

from principles.search.corrections import (
    COUNTED,
    FREQUENCY,
    SHORTLIST,
    Candidate,
    company,
    distance,
    scored,
    typos,
)
from principles.search.found import Found
from principles.search.reading import Reading
from principles.search.terms import ReadTerm, StandIns
from principles.search.wordlists import level

DOUBTED_ENTRIES = 50  # entries of a word that may be a typo in the texts themselves
RARE = 35  # level of a real word, from which on it is doubted where nothing has it
FEW = 3  # entries that have every word, up to which a rare one is doubted

_ALIKE = "SELECT typed, word, entries, lexeme FROM principles_search_like(%s)"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may be a typo, its own score, and the candidates that may score more.

    Candidates with its stem keep the score that it has for its company (`kept`); others are looked
    up with the terms `beside` it.
    """

    typed: str
    score: float
    candidates: Sequence[Candidate]
    kept: float
    beside: Sequence[str]

    def resolved(self, scores: Mapping[Candidate, float]) -> str:
        """Return the likeliest candidate that is likelier than the word itself, if any is."""
        there = [candidate for candidate in self.candidates if candidate in scores]
        best = max(there, key=lambda c: (scores[c], c.word), default=None)
        return best.word if best and scores[best] + self.kept > self.score else ""


def offers(reading: Reading, found: Found) -> dict[str, str]:
    """Return the likeliest spelling of each word that may be a typo, by the word as typed.

    No query where no word is rare enough to be doubted; else one, and another where any of them is
    like a commoner one.
    """
    if reading.corrected or reading.code:
        return {}
    most = DOUBTED_ENTRIES if found.complete <= FEW else 0
    terms = {
        term.known.words: term
        for choice in reading.words
        for term in choice.terms
        if len(choice.terms) == 1 and term.known.as_spelt <= most and _can_be_doubted(term)
    }
    doubts = {
        word: _doubt(terms[word], reading, found, candidates=candidates)
        for word, candidates in _alike(terms).items()
    }
    scores = scored(
        [candidate for doubt in doubts.values() for candidate in doubt.candidates],
        beside={word: doubt.beside for word, doubt in doubts.items()},
    )
    meant = {doubt.typed: doubt.resolved(scores) for doubt in doubts.values()}
    return {typed: word for typed, word in meant.items() if word}


def _can_be_doubted(term: ReadTerm) -> bool:
    """Say whether it is one whole word that names nothing and that nothing stands in for."""
    is_one = len(term.known.spellings) == 1 and term.known.words.isalpha()
    is_replaced = replace(term.stand_ins, family=()) != StandIns()
    is_sure = term.is_unknown and (level(term.known.words) or 0) < RARE
    return is_one and not (is_sure or is_replaced or term.is_named)


def _alike(terms: Mapping[str, ReadTerm]) -> dict[str, list[Candidate]]:
    """Return the commoner words one typo away from each word that has any."""
    if not terms:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [list(terms)])
        candidates = [Candidate(*row) for row in cursor.fetchall()]
    alike: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        typed, word = candidate.typed, candidate.word
        as_spelt = terms[typed].known.as_spelt
        slips = distance(typed, word) if as_spelt else typos(typed, word)
        if candidate.entries > as_spelt and slips == 1 and not _is_bent(typed, word):
            alike.setdefault(typed, []).append(candidate)
    return alike


def _is_bent(typed: str, word: str) -> bool:
    """Say whether one may be the other with an ending, which is no typo."""
    return typed.startswith(word) or word.startswith(typed)


def _doubt(
    term: ReadTerm,
    reading: Reading,
    found: Found,
    *,
    candidates: Sequence[Candidate],
) -> Doubt:
    """Return the term with what it scores and the candidates that can score more."""
    others = [other.asked.own for other in reading.terms if term not in other.terms]
    as_spelt = term.known.as_spelt
    own = FREQUENCY * log(max(as_spelt, 1))
    if as_spelt:
        own += company(found.complete, 0, others=len(others))
    alike = [c for c in candidates if c.lexeme in term.known.lexemes]
    most = company(found.complete if alike else COUNTED, 0, others=len(others))
    likely = [c for c in alike or candidates if c.score + most > own]
    return Doubt(
        typed=term.text,
        score=own,
        candidates=sorted(likely, key=lambda c: (-c.score, c.word))[:SHORTLIST],
        kept=most if alike else 0,
        beside=[] if alike else others,
    )
