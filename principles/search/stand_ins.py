"""What stands in for words that were typed: completions, corrections, two words for one.

A real word is no typing error: what the lists of the language have is never corrected, nor read as
two words unless it is also written so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from principles.search.corrections import Candidate, corrections
from principles.search.lookup import Completion
from principles.search.terms import ReadTerm
from principles.search.tsquery import any_of
from principles.search.wordlists import compound, level

ABBREVIATION = 4  # letters

Alternatives = Sequence[Sequence[ReadTerm]]  # the terms, each as what "or" joins


def completed(terms: Alternatives, completions: Sequence[Completion]) -> Alternatives:
    """Return the terms, the last one with the words that it may become."""
    if not terms or not completions or terms[-1][-1].is_phrase:
        return terms
    *others, last = terms[-1]
    longer = tuple(word for word in completions if word.lexeme not in last.known.lexemes)
    unfinished = replace(last, stand_ins=replace(last.stand_ins, completions=longer))
    return [*terms[:-1], [*others, unfinished]]


def parts(terms: Alternatives, parted: Mapping[str, str]) -> dict[str, str]:
    """Return the words that nothing has, as typed, and which two words each of them is.

    `parted` has what the index knows of them, by the words in normal form. A typo is likelier than
    a missing space, so a word that one typo explains is not among them.
    """
    return {
        word.text: parted[word.known.words]
        for term in terms
        for word in term
        if word.is_unknown and not word.is_phrase and word.known.words in parted
        if may_be_typo(word) or compound(word.known.words) == parted[word.known.words]
    }


def may_be_typo(word: ReadTerm) -> bool:
    """Say whether an unknown word may be a typing error: no real word, no abbreviation.

    What is short and in capitals is taken for one.
    """
    is_abbreviation = word.text.isupper() and len(word.text) <= ABBREVIATION
    return level(word.known.words) is None and not is_abbreviation


def corrected(terms: Alternatives, candidates: Sequence[Candidate]) -> Alternatives:
    """Return the terms, unknown words with their corrections; one query if any has a candidate.

    Candidates are weighed by the other terms, not by alternatives of the same word.
    """
    known = [any_of(*(word.known.query for word in t if not word.is_unknown)) for t in terms]
    beside = {
        word.known.words: [query for n, query in enumerate(known) if query and n != place]
        for place, term in enumerate(terms)
        for word in term
        if word.is_unknown and may_be_typo(word)
    }
    offered = corrections([c for c in candidates if c.typed in beside], beside=beside)

    def replaced(word: ReadTerm) -> ReadTerm:
        if not word.is_unknown or word.known.words not in offered:
            return word
        likeliest = tuple(dict.fromkeys(offered[word.known.words]))
        return replace(word, stand_ins=replace(word.stand_ins, corrections=likeliest))

    return [[replaced(word) for word in term] for term in terms]
