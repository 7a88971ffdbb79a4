"""All tsquery text of the search: lexemes put together, and what a term is asked for by.

No other module writes the signs of PostgreSQL's query language
(https://www.postgresql.org/docs/current/datatype-textsearch.html). Nothing that a reader typed
comes here as it is: only lexemes that PostgreSQL made of it, and tsqueries that the index gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from principles.search.lookup import KnownTerm
from principles.search.terms import ReadTerm, telling_sides

FEW = 10  # rows of a word, so that its family is asked for at once


class Tier(StrEnum):
    """How prominent rows are, by what their lexemes begin with; a row of one is in the next too."""

    FOREMOST = "^f"
    FIRST = "^0"
    SECOND = "^1"


def lexeme_query(*lexemes: str) -> str:
    """Return the tsquery that all of these lexemes satisfy.

    ValueError for one that would not stay within its quotation marks.
    """
    if any("'" in lexeme or "\\" in lexeme for lexeme in lexemes):
        raise ValueError("A lexeme of the index has neither quotation mark nor backslash.")
    return " & ".join(f"'{lexeme}'" for lexeme in lexemes if lexeme)


def number_query(kind: str, number: int) -> str:
    """Return the tsquery that finds one entry; of its kind the first letter is enough.

    A row has its number in two lexemes, as `principles_number_lexemes` makes them.
    """
    return lexeme_query(f"={kind[0]}{number // 1000}k", f"={number % 1000}")


def prefix_query(letters: str) -> str:
    """Return the tsquery for any lexeme that begins with these letters."""
    return f"'{letters}':*"


def any_of(*queries: str) -> str:
    """Return the tsquery that any of these satisfies."""
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def all_of(*queries: str) -> str:
    """Return the tsquery that needs all of these."""
    return " & ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def at_least(fewest: int, queries: Sequence[str]) -> str:
    """Return the tsquery that needs at least `fewest` of these.

    Either the first and one fewer of the rest, or as many of the rest: half as long as all choices
    side by side, and the index takes half the time for it.
    """
    if fewest in (0, len(queries)):
        return all_of(*queries[:fewest])
    if fewest == 1:
        return any_of(*queries)
    first, *rest = queries
    return any_of(all_of(first, at_least(fewest - 1, rest)), at_least(fewest, rest))


def all_but(missing: int, queries: Sequence[str], *, always: Sequence[str]) -> str:
    """Return the tsquery that all but `missing` of the queries satisfy, and each of `always`."""
    return all_of(at_least(len(queries) - missing, queries), *always)


def none_of(*queries: str) -> str:
    """Return the tsquery that refuses each of these."""
    return " & ".join(f"!({query})" for query in queries if query)


@dataclass(frozen=True, slots=True)
class Asked:
    """The tsqueries by which a term is found, each empty where there is nothing to ask for.

    `own` finds its words, `named` what it names, `either` both of them and the entry whose number
    was typed; `alone` what a search for this term alone finds. `compounds` finds rows of which some
    have what was quoted with a word of it in several (e-mail). `widened` finds its equivalents,
    other writings and corrections, `family` words of its family, each of `completed` a word that
    begins with it, `longer` any word that begins with a real one. `tiers` find its words in rows of
    each tier of prominence. `unquoted` finds the words that "or" joins to a phrase.
    """

    own: str
    named: str
    either: str
    alone: str
    compounds: str
    widened: str
    family: str
    completed: tuple[str, ...]
    tiers: Mapping[Tier, str]
    longer: str = ""
    unquoted: str = ""

    @property
    def wide(self) -> str:
        """Return the tsquery that finds the term by its own or by other words."""
        return any_of(self.either, self.compounds, self.widened)

    @property
    def unfinished(self) -> str:
        """Return the tsquery that also finds words that begin with it."""
        return any_of(self.wide, self.family, *self.completed)

    @property
    def others(self) -> str:
        """Return the tsquery that finds it by any words but its own."""
        return any_of(self.compounds, self.widened, self.family, *self.completed)


def asked_for(terms: Sequence[ReadTerm], *, code: str = "") -> Asked:
    """Return what finds any of the terms; `code` finds the entry whose number was typed."""
    sides = telling_sides(terms)
    each = [_of_side(side, code) for side in sides]
    if len(each) == 1:
        return each[0]
    is_quoted = any(term.is_phrase for term in terms)
    words = [asked for asked, side in zip(each, sides, strict=True) if not side[0].is_phrase]
    return Asked(
        own=any_of(*(asked.own for asked in each)),
        named=any_of(*(asked.named for asked in each)),
        either=any_of(*(asked.either for asked in each)),
        alone=any_of(*(asked.alone for asked in each)),
        compounds=any_of(*(asked.compounds for asked in each)),
        widened=any_of(*(asked.widened for asked in each)),
        family=any_of(*(asked.family for asked in each)),
        completed=tuple(query for asked in each for query in asked.completed),
        tiers={tier: any_of(*(asked.tiers[tier] for asked in each)) for tier in Tier},
        unquoted=any_of(*(asked.unfinished for asked in words)) if is_quoted else "",
    )


def _of_side(side: Sequence[ReadTerm], code: str) -> Asked:
    """Return what finds all the terms on one side of an "or"."""
    each = [_asked(term, code) for term in side]
    if len(each) == 1:
        return each[0]
    *others, last = each
    is_wider = any(asked.widened or asked.named for asked in each)
    return Asked(
        own=all_of(*(asked.own for asked in each)),
        named="",
        either=all_of(*(asked.either for asked in each)),
        alone=all_of(*(asked.alone for asked in each)),
        compounds="",
        widened=all_of(*(asked.wide for asked in each)) if is_wider else "",
        family=all_of(*(any_of(asked.wide, asked.family) for asked in each))
        if any(asked.family for asked in each)
        else "",
        completed=tuple(
            all_of(*(asked.wide for asked in others), query) for query in last.completed
        ),
        tiers={tier: all_of(*(asked.tiers[tier] for asked in each)) for tier in Tier},
    )


def _asked(term: ReadTerm, code: str) -> Asked:
    known, stand_ins = term.known, term.stand_ins
    itself = number_query(*term.typed.code) if term.typed.code else ""
    named = any_of(*(name.query for name in term.names), itself if known.is_number else "")
    alone = [name.query for name in term.names if name.is_alone]
    equivalents = [name.query for name in stand_ins.equivalents]
    forms = [form.query for form in stand_ins.forms]
    corrected = map(lexeme_query, stand_ins.corrected)
    family = any_of(*map(lexeme_query, stand_ins.related))
    is_rare = known.entries < FEW
    return Asked(
        own=known.query,
        named=named,
        either=any_of(known.query, named, code),
        alone=any_of(known.query, *alone, itself),
        compounds=_compounds(known) if term.has_compounds else "",
        widened=any_of(*equivalents, *forms, *corrected, family if is_rare else ""),
        family=family,
        completed=tuple(map(lexeme_query, stand_ins.completed)),
        tiers={tier: _in_tier(tier, known, is_phrase=term.is_phrase) for tier in Tier},
        longer=any_of(*(lexeme_query(word.lexeme) for word in stand_ins.longer)),
    )


def _compounds(known: KnownTerm) -> str:
    """Return the tsquery for rows that have all words of a phrase, one of them as a compound.

    Compounds stand in the field D, where a quote has nothing else. A body or a text has its own
    words there, too: so "everyday life" may be found where a text has "every day life" and,
    somewhere, "everyday".
    """
    return any_of(
        *(
            all_of(lexeme_query(*lexemes), any_of(*(f"'{lexeme}':D" for lexeme in lexemes)))
            for lexemes in (known.lexemes, known.joined_lexemes)
        )
    )


def _in_tier(tier: Tier, known: KnownTerm, *, is_phrase: bool) -> str:
    """Return the tsquery that finds the term in rows of that tier.

    A tier has lexemes without their places, so the query of several is asked too; of a phrase,
    whose words are compared letter for letter, that would only take time.
    """
    in_tier = lexeme_query(*(f"{tier}{lexeme}" for lexeme in known.lexemes))
    is_enough = is_phrase or known.query == lexeme_query(*known.lexemes)
    return in_tier if is_enough else all_of(in_tier, known.query)
