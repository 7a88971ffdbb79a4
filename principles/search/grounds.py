"""By what an entry was found: for each word of the query what it has of it, and how that matched.

A search by meaning would have its place here, as one more ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from principles.search.found import Hit
from principles.search.reading import Reading
from principles.search.terms import ReadTerm

# The groups that results stand in, by tier (ranking.sql); within one they are ordered by score.
GROUPS = {
    6: "number",
    5: "in a row",
    4: "in a row otherwise written",
    3: "all words",
    2: "all by other words",
    1: "all but one begun",
    0: "some words",
    -1: "few words",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A term as typed, by what the entry was found for it, and the words that it has.

    `by` is word, phrase, number, tag, principle, equivalent, writing, family, correction or
    completion; after a name or year that narrows the results, it is name, year, or kind and year.
    """

    term: str
    by: str
    words: tuple[str, ...] = ()


def group(hit: Hit, reading: Reading) -> str:
    """Return the group that the hit is ranked in; a list without words has none."""
    return GROUPS[hit.tier] if reading.terms else "listed"


def found_by(hit: Hit, reading: Reading) -> tuple[Ground, ...]:
    """Return the grounds of a hit, in the order of the terms; none for a term that it lacks."""
    return tuple(
        ground
        for choice in reading.terms
        for term in choice.terms
        if (ground := _ground(term, hit, reading))
    )


def _ground(term: ReadTerm, hit: Hit, reading: Reading) -> Ground | None:
    if term.is_phrase:
        return Ground(term.text, "phrase", (term.known.words,))
    for by, stems in _ways(term):
        if words := sorted(form for form, stem in hit.forms.items() if stem in stems):
            return Ground(term.text, by, tuple(words))
    held = {f"#t{tag}": "tag" for tag in hit.tags} | {f"#p{n}": "principle" for n in hit.principles}
    for name in term.names:
        if name.lexeme in held:
            return Ground(term.text, held[name.lexeme], (name.label,))
    if reading.code and term.typed.code == (hit.kind[0], hit.number):
        return Ground(term.text, "number")
    return _written(term, hit)


def _ways(term: ReadTerm) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield in what ways a term is found, the nearest to it first, with the stems of each."""
    others = term.stand_ins
    single = (form.lexemes for form in others.forms if not form.is_phrase)
    yield "word", term.lexemes
    yield "writing", frozenset().union(*single)
    yield "equivalent", frozenset().union(*(name.lexemes for name in others.equivalents))
    yield "family", frozenset(others.related)
    yield "correction", frozenset(others.corrected)
    yield "completion", frozenset(others.completed)


def _written(term: ReadTerm, hit: Hit) -> Ground | None:
    """Return that it is written in several words, which is what is left of one that has all."""
    several = tuple(form.words for form in term.stand_ins.forms if form.is_phrase)
    return Ground(term.text, "writing", several) if several and hit.is_complete else None
