"""Only for a million entries: which rows are looked at first, where more match than are looked at.

These are the entry whose number was typed, principles, then prominent rows that have the words
themselves. A row says in its lexemes how prominent it is (`Tier`): principles and short quotes are.
Where words may be missing, rows that have the rarest words take the place of prominent ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice

from principles.search.bounds import is_common
from principles.search.choices import Choice
from principles.search.tsquery import Tier, all_but, all_of, any_of, lexeme_query


def of_principles(
    words: Sequence[Choice], others: Sequence[str], *, missing: int, phrases: Sequence[Choice]
) -> str:
    """Return the tsquery for principles; `others` finds each word by other words.

    All principles stand in the first tier with their own words. To look a few of them up there
    takes the index a fourth of the time that it takes among all rows that have a common word.
    """
    sought = [
        any_of(_of_principle(term), term.asked.named, other)
        for term, other in zip(words, others, strict=True)
    ]
    quoted = [_of_principle(term) for term in phrases]
    return all_of(lexeme_query("#kprinciple"), all_but(missing, sought, always=quoted))


def _of_principle(term: Choice) -> str:
    """Return the tsquery that finds the term in principles.

    Tiers have a term as it was typed: one with a second spelling is asked for itself.
    """
    return term.asked.tiers[Tier.FIRST] if len(term.spellings) == 1 else term.asked.own


def prominent(terms: Sequence[Choice], rows: int) -> list[str]:
    """Return the tsqueries for prominent rows that have all words themselves, by tier.

    The foremost tier is small, and asked for only where all words are common.
    """
    are_common = all(is_common(term, rows) for term in terms)
    tiers = tuple(Tier) if are_common else (Tier.FIRST, Tier.SECOND)
    return [all_of(*(term.asked.tiers[tier] for term in terms)) for tier in tiers]


def with_the_rarest(
    queries: Sequence[str], missing: int, *, always: Sequence[str], most: int
) -> list[str]:
    """Return up to `most` tsqueries for all but `missing` of the queries, given the rarest first.

    A row that lacks only the commonest words scores highest, as a rule; and a few such queries take
    the index less time than one for all choices.
    """
    choices = combinations(queries, len(queries) - missing)
    return [all_of(*some, *always) for some in islice(choices, most)]
