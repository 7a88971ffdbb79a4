"""A page of results, whole: what was asked, what was found, what to narrow or try instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from principles.search.choices import Choice
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
from principles.search.found import Found, Hit
from principles.search.interpreting import Sense, Shown, searched
from principles.search.misnamed import Unnamed, nearest
from principles.search.offers import offers
from principles.search.operators import Operator
from principles.search.query import Query, parse
from principles.search.ranking import PAGE_SIZE, SORTS
from principles.search.reading import Reading, read
from principles.search.tsquery import number_query
from principles.search.wordlists import level

MISNAMED = 2  # operators whose values are corrected


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of what a query finds under its filters, in the order that `sort` names.

    `offered` is the query with other spellings of words that are probably typos, though they are
    real words or words of the base: those that are `doubted`.
    `senses` are words that were read as a name or year, `nearest` has public names for operators
    whose value names nothing.
    """

    query: Query
    filters: Filters
    number: int
    found: Found
    reading: Reading
    sort: str = SORTS[0]
    offered: str = ""
    doubted: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
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
    def rarer(self) -> Choice | None:
        """Return the rarer of two words that are somewhere; none where they are equally rare."""
        return self._of_two[0] if self._of_two else None

    @property
    def commoner(self) -> Choice | None:
        """Return the other of the two words."""
        return self._of_two[-1] if self._of_two else None

    @property
    def _of_two(self) -> list[Choice]:
        """Return the two words, the rarer first, or the one that is anywhere."""
        known = sorted((t for t in self.reading.terms if t.is_somewhere), key=lambda t: t.entries)
        is_equal = len(known) == 2 and known[0].entries == known[1].entries
        return [] if is_equal else known

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
    def left_out(self) -> str:
        """Return the words that were left out as words about quotes."""
        return " … ".join(self.query.left_out)

    @property
    def with_left_out(self) -> str:
        """Return the query string of the search for these words, too."""
        words = {word for text in self.query.left_out for word in text.split()}
        return self._literally(words)

    @property
    def either(self) -> list[str]:
        """Return the words on each side of an "or" that joins several."""
        sides = [" ".join(side) for side in self.query.sides]
        return sides if any(" " in side for side in sides) else []

    @property
    def with_or_as_word(self) -> str:
        """Return the query string of the search in which that "or" is a word."""
        return self._literally({"or", "Or"})

    @property
    def read_as(self) -> list[tuple[str, str, str]]:
        """Return words that were read as what they name, as what, and the search without that."""
        return [
            (" ".join(sense.words), sense.sense, self._literally(sense.words))
            for sense in self.senses
        ]

    def _literally(self, words: Iterable[str]) -> str:
        quoted = {word: f'"{word}"' for word in words}
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
    nothing; and up to four where words may be a name or a year.
    """
    with deadline():
        reading = read(query, filters)
        shown = Shown(filters, number, sort, values)
        found, reading, senses = searched(query, reading, shown)
        meant = offers(reading, found) if number == 1 else {}
        misnamed = reading.unnamed[:MISNAMED] if number == 1 else ()
        nearby = {operator: nearest(operator) for operator in misnamed}
    offered = query.rewritten(meant) if meant else ""
    return ResultPage(
        query, filters, number, found, reading, sort, offered, tuple(meant), senses, nearby
    )
