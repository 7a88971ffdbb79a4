"""A page of results, whole: what was asked, what was found, what to narrow or try instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from principles.models import Principle
from principles.search.deadline import deadline
from principles.search.facets import (
    SHOWN,
    AppliedFilter,
    ListedFacet,
    address,
    applied_filters,
    facets,
)
from principles.search.filters import Filters
from principles.search.misnamed import Unnamed, nearest
from principles.search.offers import offers
from principles.search.operators import Operator
from principles.search.query import Query, parse
from principles.search.ranking import PAGE_SIZE, SORTS, Found, Hit, find, totals_alone
from principles.search.reading import Reading, read
from principles.search.tsquery import all_of, any_of, lexeme_query, number_query
from principles.search.wordlists import level

MISNAMED = 2  # operators whose values are corrected

_NEAREST = """
SELECT p.* FROM principles_searchentry e JOIN principles_principle p USING (number)
WHERE e.public AND e.vector @@ %(principles)s::tsquery
ORDER BY ts_rank(e.vector, %(any)s::tsquery) DESC, number LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of what a query finds under its filters, in the order that `sort` names.

    `offered` is the query with other spellings of words that are probably typos, though they are
    real words or words of the base: those that are `doubted`.
    `nearest` has public names for operators whose value names nothing.
    """

    query: Query
    filters: Filters
    number: int
    found: Found
    reading: Reading
    sort: str = SORTS[0]
    offered: str = ""
    doubted: tuple[str, ...] = ()
    nearest: Mapping[Operator, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """Return the number of the last page; there is always a first."""
        return max(1, -(-self.found.total // PAGE_SIZE))

    @property
    def first_place(self) -> int:
        """Return the place of the page's first result among all."""
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last_place(self) -> int:
        """Return the place of the page's last result among all."""
        return self.first_place + len(self.found.hits) - 1

    @property
    def is_relaxed(self) -> bool:
        """Say whether some results lack some of the words."""
        return self.found.complete < self.found.total

    @property
    def did_you_mean(self) -> str | None:
        """Return the query with unknown words replaced, if anything was found by these."""
        is_found = self.reading.corrected and self.found.total
        return self.query.rewritten(self.meant) if is_found else None

    @property
    def meant(self) -> dict[str, str]:
        """Return for each unknown word the likeliest that was searched in its place."""
        corrected = {word.text: word.correction for word in self.reading.each if word.correction}
        return {**self.reading.parted, **corrected}

    @property
    def instead(self) -> list[str]:
        """Return all the words that were searched in place of unknown ones."""
        words = (word.word for typed in self.reading.each for word in typed.stand_ins.corrections)
        return list(dict.fromkeys([*self.reading.parted.values(), *words]))

    @property
    def as_meant(self) -> str:
        """Return the query string of the search for the likeliest words and no others."""
        return address(self.did_you_mean or "", self.filters, sort=self.sort)

    @property
    def as_offered(self) -> str:
        """Return the query string of the search that is offered."""
        return address(self.offered, self.filters, sort=self.sort)

    @property
    def offers_below(self) -> bool:
        """Say whether what is offered is for a real word, and so comes after the results."""
        return bool(self.offered) and all(level(word.lower()) for word in self.doubted)

    @property
    def unknown(self) -> list[str]:
        """Return the unknown words that others were searched in place of."""
        return list(self.meant)

    @property
    def nowhere(self) -> list[str]:
        """Return the unknown words by whose stand-ins nothing was found either."""
        is_number = bool(self.reading.code and self.found.total)
        if self.missing_kind or is_number or self.reading.people:
            return []
        told = {term.text for operator in self.query.misread for term in parse(operator.text).terms}
        return [
            word.text
            for word in self.reading.each
            if (word.is_unknown or (word.correction and not self.found.total))
            and word.text not in told
        ]

    @property
    def is_nowhere(self) -> bool:
        """Say whether nothing was found because too few of the words are anywhere."""
        nowhere = set(self.nowhere)
        missing = [t for t in self.reading.terms if all(word.text in nowhere for word in t.terms)]
        left = len(self.reading.terms) - len(missing)
        return bool(missing) and left < self.found.least and not self.found.total

    @property
    def unnamed(self) -> list[Unnamed]:
        """Return the operators whose values name nothing, with what they may have meant."""
        return [
            Unnamed(operator.facet, operator.value, name, self._renamed(operator, name))
            for operator in self.reading.unnamed
            for name in [self.nearest.get(operator, "")]
        ]

    def _renamed(self, operator: Operator, name: str) -> str:
        text = self.query.with_value(operator, name)
        return address(text, self.filters, sort=self.sort) if name else ""

    @property
    def backwards(self) -> list[Operator]:
        """Return the operators whose years end before they begin."""
        return [operator for operator in self.query.operators if operator.is_backwards]

    @property
    def missing_kind(self) -> str:
        """Return the kind, or "place", of what was asked for by number and does not exist."""
        if self.found.total or self.filters != Filters():
            return ""
        if self.query.place:
            return "place"
        kinds = {"q": "quote", "s": "source", "p": "principle"}
        code = self.query.code if self.query.names_an_entry else None
        return kinds[code[0]] if code else ""

    @property
    def as_typed(self) -> str:
        """Return the query string of the search for the very words that were typed."""
        quoted = {word: f'"{word}"' for word in self.unknown}
        return address(self.query.rewritten(quoted), self.filters, sort=self.sort)

    @property
    def equivalents(self) -> list[str]:
        """Return the words that were searched because editors call them equivalent."""
        several = (term.equivalents for term in self.reading.terms)
        return list(dict.fromkeys(word for words in several for word in words))

    @property
    def without_equivalents(self) -> str:
        """Return the query string of the search for the typed words in any form, and no others."""
        return address(f"{self.query.text} synonyms:no", self.filters, sort=self.sort)

    @property
    def facets(self) -> tuple[ListedFacet, ...]:
        """Return what the results can be narrowed to."""
        return facets(
            self.query.text,
            self.filters,
            found=self.found,
            reading=self.reading,
            sort=self.sort,
        )

    @property
    def applied(self) -> list[AppliedFilter]:
        """Return the filters that are applied."""
        return applied_filters(self.query.text, self.filters, reading=self.reading, sort=self.sort)

    @property
    def numbered(self) -> Hit | None:
        """Return the entry whose number was typed, and nothing else: Q44, S2 or 4.2."""
        is_asked = self.query.names_an_entry and self.filters == Filters()
        if not is_asked or not self.found.hits:
            return None
        first = self.found.hits[0]
        return first if self.reading.code == number_query(first.kind, first.number) else None

    def address(self, number: int) -> str:
        """Return the query string of another page of the same results."""
        return address(self.query.text, self.filters, page=number, sort=self.sort)

    def sorted_by(self, sort: str) -> str:
        """Return the query string of the same results in another order."""
        return address(self.query.text, self.filters, sort=sort)


@dataclass(frozen=True, slots=True)
class Alone:
    """A word that finds something alone, at least so much, and the address of what it finds."""

    word: str
    total: int
    is_exact: bool
    url: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try where nothing was found."""

    alone: tuple[Alone, ...] = ()
    nearest: Principle | None = None


def result_page(
    query: Query,
    filters: Filters,
    *,
    number: int = 1,
    sort: str = SORTS[0],
    values: int = SHOWN,
) -> ResultPage:
    """Return a page of results; three queries, TooBroadError if they take too long.

    One query more if a word is unknown; one if nothing has a word that has a family; one if a word
    is rare, and another if it resembles a commoner one; two for each operator whose value names
    nothing. Results with all the words are grouped by kind, that of the best result first: before
    the others those that have the words in a row. Results that lack some follow by relevance: or
    any principle would come before the quote that was half remembered.
    """
    with deadline():
        reading = read(query, filters)
        found = find(
            reading,
            filters=filters,
            page=number,
            sort=sort,
            is_typed=not query.is_empty,
            values=values,
        )
        meant = offers(reading, found) if number == 1 else {}
        misnamed = reading.unnamed[:MISNAMED] if number == 1 else ()
        nearby = {operator: nearest(operator) for operator in misnamed}
    if sort == SORTS[0] and reading.terms:
        found = replace(found, hits=tuple(_by_kind(found.hits)))
    offered = query.rewritten(meant) if meant else ""
    return ResultPage(query, filters, number, found, reading, sort, offered, tuple(meant), nearby)


def _by_kind(hits: Sequence[Hit]) -> list[Hit]:
    kinds = list(dict.fromkeys(hit.kind for hit in hits))

    def place(hit: Hit) -> tuple[bool, int]:
        return not hit.is_in_a_row, kinds.index(hit.kind) if hit.is_complete else len(kinds)

    return sorted(hits, key=place)


def advice(page: ResultPage) -> Advice:
    """Return what to try instead of a query that found nothing; four queries at most.

    An unknown word is advised in its corrected form, with the total of a search for that.
    """
    with deadline():
        reading = page.reading
        if reading.corrected:
            reading = read(parse(page.query.rewritten(page.meant)))
        telling = reading.telling()
        if not telling.words:
            return Advice()
        totals = totals_alone(telling) if len(reading.terms) > 1 or page.applied else []
        anything = any_of(*(term.asked.either for term in telling.words))
        principles = all_of(lexeme_query("#kprinciple"), anything)
        asked = {"principles": principles, "any": anything}
        nearest = list(Principle.objects.raw(_NEAREST, asked))
    return Advice(
        alone=tuple(
            Alone(word, total, is_exact, address(word, Filters()))
            for word, total, is_exact in totals
        ),
        nearest=nearest[0] if nearest else None,
    )
