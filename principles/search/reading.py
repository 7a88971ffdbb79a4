"""A query as the index understands it: terms with their stand-ins, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from principles.models.facets import Entries, Facet
from principles.search.choices import Choice
from principles.search.filters import Filters
from principles.search.function_words import sentences
from principles.search.joining import Term
from principles.search.lookup import Applied, Form, KnownTerm, Lookup, Name, Noted, look_up
from principles.search.narrowing import Narrowing, narrow
from principles.search.operators import Operator
from principles.search.query import Query, parse
from principles.search.stand_ins import Alternatives, completed, corrected, parts, related
from principles.search.terms import ReadTerm, StandIns, pattern_of
from principles.search.tsquery import number_query
from principles.search.wordlists import level
from principles.search.writings import sayings

TELLING = 4  # letters of a word worth advising, however many rows have it
TELLING_PART = 0.05  # of all rows; a shorter word that no more have is worth it, too


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a search asks for.

    `sequence` are the terms in the order they were typed, `terms` those of them that tell what is
    looked for: all but function words, or these where nothing else was typed. `rows` is how many
    public rows the index had at the last refresh. `whole` is the tsquery of all the words in a row,
    `otherwise` are texts that have them in a row in other writings, or without function words
    around them; `sentences` are words in a row that are marked as one, in normal form. `code` is
    the tsquery of the entry whose number was typed. No result may match any of `excluded`, which
    are tsqueries, or have a phrase that matches any of `refused`, which are regular expressions.
    `names` are the tags and principles that the words name, `filters` the entries that the filters
    name. `parted` has the words that were read as two, with the two. `people` are those on whom
    there is a note with all the words. `reasons` are words that narrow the results, as a name or a
    year.
    """

    sequence: tuple[Choice, ...]
    terms: tuple[Choice, ...] = field(init=False)
    rows: int
    whole: str
    code: str
    names: tuple[Name, ...]
    filters: Mapping[tuple[str, str], Applied]
    excluded: tuple[str, ...]
    refused: tuple[str, ...]
    narrowing: Narrowing
    parted: Mapping[str, str] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    people: tuple[Noted, ...] = ()
    sentences: tuple[tuple[str, ...], ...] = ()
    is_question: bool = False
    reasons: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        telling = tuple(term for term in self.sequence if not term.is_function_word)
        object.__setattr__(self, "terms", telling or self.sequence)

    @property
    def words(self) -> tuple[Choice, ...]:
        """Return the terms that were not quoted."""
        return tuple(term for term in self.terms if not term.is_phrase)

    @property
    def is_several(self) -> bool:
        """Say whether several words were typed, which may stand in a row."""
        return len(self.sequence) > 1 or any(len(term.terms) > 1 for term in self.sequence)

    @property
    def phrases(self) -> tuple[Choice, ...]:
        """Return the terms that were quoted, to be found letter for letter."""
        return tuple(term for term in self.terms if term.is_phrase)

    @property
    def each(self) -> tuple[ReadTerm, ...]:
        """Return the telling terms as typed, those by themselves that "or" joins."""
        return tuple(alternative for term in self.terms for alternative in term.terms)

    @property
    def corrected(self) -> bool:
        """Say whether an unknown word was replaced."""
        return bool(self.parted) or any(term.correction for term in self.each)

    @property
    def reworded(self) -> tuple[str, ...]:
        """Return the words that nothing has, but another writing of them or their family."""
        return tuple(dict.fromkeys(term.text for term in self.each if term.is_reworded))

    def telling(self) -> Reading:
        """Return the reading without phrases, and without short words that many rows have."""
        most = TELLING_PART * self.rows
        words = [t for t in self.words if len(t.spellings[0]) >= TELLING or t.entries <= most]
        return replace(self, sequence=tuple(words))

    def lexeme(self, facet: Facet, value: str) -> str:
        """Return the lexeme of a filter's value, or one that no entry has."""
        if not isinstance(facet.values, Entries):
            return facet.lexeme(value)
        applied = self.filters.get((facet.parameter, value))
        return applied.lexeme if applied else "#none"

    @property
    def narrows(self) -> bool:
        """Say whether it asks for something besides words."""
        return bool(self.excluded or self.refused) or self.narrowing.narrows

    @property
    def unnamed(self) -> tuple[Operator, ...]:
        """Return the operators whose value names nothing."""
        return self.narrowing.unnamed


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
    alike = () if found.people else found.alike  # words of a note are no typing errors
    if not code:
        parted = parts(terms, found.parted) if may_part and not found.people else {}
        if parted:
            again = read(parse(query.rewritten(parted)), filters, may_part=False)
            if not all(term.is_unknown for term in again.each):
                return replace(again, parted=parted)
        terms = corrected(related(terms) if query.has_synonyms else terms, alike)
    return Reading(
        sequence=tuple(Choice.of(term, code=code) for term in terms),
        rows=found.rows,
        whole=found.whole,
        code=code,
        names=_names(found.names),
        filters=found.filters,
        excluded=tuple(_excluded(query, found)),
        refused=tuple(_refused(query, found)),
        narrowing=narrow(query, filters, found.operators),
        otherwise=(*_otherwise(query, found),),
        sentences=sentences(query),
        people=found.people,
        is_question=query.is_question,
    )


def _otherwise(query: Query, found: Lookup) -> Iterator[str]:
    """Yield the words without function words around them, and in other writings."""
    yield from (" ".join(words) for words in sentences(query)[1:] if len(words) > 1)
    yield from (" ".join(side) for side in query.sides if len(side) > 1)
    yield from sayings(query, [form for form in found.forms if form.entries])


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
        written = [form for form in found.forms if known.position in form.positions]
        forms = tuple(form for form in written if form.entries and not _is_parted(form, known))
        absent = tuple(form for form in written if form not in forms)
        term = ReadTerm(typed, known, filed, StandIns(equivalents, forms=forms), absent)
        if not ((typed.is_alternative or typed.is_continued) and terms):
            terms.append([])
        terms[-1].append(term)
    return terms


def _is_parted(form: Form, known: KnownTerm) -> bool:
    """Say whether it is no real word, which nothing has, in two: these are searched instead."""
    return (
        not known.entries
        and level(known.words) is None
        and form.words.replace(" ", "") == known.words
    )


def _known_terms(query: Query, found: Lookup) -> list[tuple[Term, KnownTerm]]:
    """Return each term that has a word, as typed and as the index has it."""
    return [(query.terms[known.position], known) for known in found.terms]


def _excluded(query: Query, found: Lookup) -> Iterator[str]:
    """Yield the tsqueries of the words that are left out."""
    for typed, known in _known_terms(query, found):
        if typed.is_excluded and not typed.is_phrase:
            yield known.query


def _refused(query: Query, found: Lookup) -> Iterator[str]:
    """Yield the regular expressions of the phrases that are left out."""
    for typed, known in _known_terms(query, found):
        if typed.is_excluded and typed.is_phrase:
            yield pattern_of(known.spellings)


def _names(found: Sequence[Name]) -> tuple[Name, ...]:
    """Return the tags and principles that are named, by their labels if any word names them so."""
    names: dict[str, Name] = {}
    for name in found:
        if not name.is_synonym and (name.called == name.label or name.query not in names):
            names[name.query] = name
    return tuple(names.values())
