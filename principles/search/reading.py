"""A query as the index understands it: terms with their stand-ins, and what narrows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from principles.models.facets import Entries, Facet
from principles.search.choices import Choice
from principles.search.filters import Filters
from principles.search.lookup import Applied, KnownTerm, Lookup, Name, look_up
from principles.search.narrowing import (
    alternatives,
    is_range,
    narrowing,
    narrowing_to,
    verdicts,
)
from principles.search.operators import Operator
from principles.search.query import Query, Term, parse
from principles.search.stand_ins import Alternatives, completed, corrected, parts
from principles.search.terms import ReadTerm, StandIns, pattern_of
from principles.search.tsquery import any_of, number_query

TELLING = 4  # letters of a word worth advising, however many rows have it
TELLING_PART = 0.05  # of all rows; a shorter word that no more have is worth it, too


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a search asks for.

    `rows` is how many public rows the index had at the last refresh. `whole` is the tsquery of all
    the words in a row, `code` that of the entry whose number was typed. No result may match any of
    `excluded`, and each must match every one of `narrowed`; both are tsqueries. No result may have
    a phrase that `refused`, regular expressions, match. A result has one of each of `verdicts`.
    `names` are the tags and principles that the words name, `unnamed` the operators whose value
    names nothing. `parted` has the words that were read as two, with the two.
    """

    terms: tuple[Choice, ...] = ()
    rows: int = 0
    whole: str = ""
    code: str = ""
    names: tuple[Name, ...] = ()
    filters: Mapping[tuple[str, str], Applied] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    unnamed: tuple[Operator, ...] = ()
    since: int | None = None
    until: int | None = None
    verdicts: tuple[frozenset[str], ...] = ()
    parted: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[Choice, ...]:
        """Return the terms that were not quoted."""
        return tuple(term for term in self.terms if not term.is_phrase)

    @property
    def phrases(self) -> tuple[Choice, ...]:
        """Return the terms that were quoted, to be found letter for letter."""
        return tuple(term for term in self.terms if term.is_phrase)

    @property
    def each(self) -> tuple[ReadTerm, ...]:
        """Return the terms as they were typed, those by themselves that "or" joins."""
        return tuple(alternative for term in self.terms for alternative in term.terms)

    @property
    def corrected(self) -> bool:
        """Say whether an unknown word was replaced."""
        return bool(self.parted) or any(term.correction for term in self.each)

    def telling(self) -> Reading:
        """Return the reading without phrases, and without short words that many rows have."""
        most = TELLING_PART * self.rows
        words = [t for t in self.words if len(t.spellings[0]) >= TELLING or t.entries <= most]
        return replace(self, terms=tuple(words))

    def lexeme(self, facet: Facet, value: str) -> str:
        """Return the lexeme of a filter's value, or one that no entry has."""
        if not isinstance(facet.values, Entries):
            return facet.lexeme(value)
        applied = self.filters.get((facet.parameter, value))
        return applied.lexeme if applied else "#none"

    @property
    def narrows(self) -> bool:
        """Say whether it asks for something beside words."""
        return bool(self.narrowed or self.excluded or self.refused) or self.has_years

    @property
    def has_years(self) -> bool:
        """Say whether the years are bounded."""
        return self.since is not None or self.until is not None

    def rarity(self, term: Choice) -> float:
        """Return the inverse document frequency of a term, as BM25 reckons it."""
        rows = max(self.rows, term.entries, 1)
        return log(1 + (rows - term.entries + 0.5) / (term.entries + 0.5))


def read(query: Query, filters: Filters | None = None, *, may_part: bool = True) -> Reading:
    """Return the query as the index understands it, and what its filters name.

    Costs a database query; one more if an unknown word has candidates; and the same again if a word
    is read as two, which it is only where words `may_part`. Raises TooBroadError where an operator
    names too much.
    """
    filters = filters or Filters()
    found = look_up(query, filters)
    code = _code(query, found)
    terms = completed(_read_terms(query, found), found.completions)
    if not code:
        parted = parts(terms, found.parted) if may_part else {}
        if parted:
            again = read(parse(query.rewritten(parted)), filters, may_part=False)
            return replace(again, parted=parted)
        terms = corrected(terms, found.alike)
    return replace(
        _reading(query, found),
        code=code,
        terms=tuple(Choice.of(term, code=code) for term in terms),
        verdicts=tuple(verdicts(query, filters)),
    )


def _code(query: Query, found: Lookup) -> str:
    """Return the tsquery of the entry whose permanent number or place was typed, if one was."""
    if found.quote:
        return number_query("quote", found.quote)
    return number_query(*query.code) if query.code else ""


def _read_terms(query: Query, found: Lookup) -> Alternatives:
    """Return what is looked for, word by word and phrase by phrase."""
    terms: list[list[ReadTerm]] = []
    unwanted = {known.query for typed, known in _known_terms(query, found) if typed.is_excluded}
    for typed, known in _known_terms(query, found):
        if typed.is_excluded:
            continue
        names = [
            name
            for name in found.names
            if name.position == known.position and name.query not in unwanted
        ]
        filed = tuple(name for name in names if not name.is_synonym)
        equivalents = tuple(name for name in names if name.is_synonym and query.has_synonyms)
        term = ReadTerm(typed, known, filed, StandIns(equivalents))
        if not (typed.is_alternative and terms):
            terms.append([])
        terms[-1].append(term)
    return terms


def _known_terms(query: Query, found: Lookup) -> list[tuple[Term, KnownTerm]]:
    """Return each term that has a word, as typed and as the index has it."""
    return [(query.terms[known.position], known) for known in found.terms]


def _reading(query: Query, found: Lookup) -> Reading:
    """Return all of the reading but what is looked for."""
    unwanted = [pair for pair in _known_terms(query, found) if pair[0].is_excluded]
    asked = alternatives(query.operators)
    resolved = {entry.operator: entry for entry in found.operators}
    queries = [
        any_of(*(narrowing_to(resolved[o]) if o in resolved else narrowing(o) for o in several))
        for several in asked
        if not is_range(several)
    ]
    years = [several[0] for several in asked if is_range(several)]
    return Reading(
        rows=found.rows,
        whole=found.whole,
        names=_names(found.names),
        filters=found.filters,
        excluded=tuple(known.query for typed, known in unwanted if not typed.is_phrase),
        refused=tuple(pattern_of(known.spellings) for typed, known in unwanted if typed.is_phrase),
        narrowed=tuple(query for query in queries if query),
        unnamed=tuple(entry.operator for entry in found.operators if not entry.lexemes),
        since=max((o.since for o in years if o.since is not None), default=None),
        until=min((o.until for o in years if o.until is not None), default=None),
    )


def _names(found: Sequence[Name]) -> tuple[Name, ...]:
    """Return the tags and principles that are named, by their labels if any word names them so."""
    names: dict[str, Name] = {}
    for name in found:
        if not name.is_synonym and (name.called == name.label or name.query not in names):
            names[name.query] = name
    return tuple(names.values())
