"""What every result must satisfy besides having the words, as operators and filters say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from principles.models.facets import BY_PARAMETER, VERDICT, YEAR, Years
from principles.search.deadline import TooBroadError
from principles.search.filters import Filters
from principles.search.lookup import NAMED_TO, Resolved
from principles.search.operators import Operator
from principles.search.query import Query
from principles.search.tsquery import any_of, lexeme_query, none_of


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows the results.

    Each matches every tsquery of `queries`, is of the years `since` to `until`, and has one of each
    of `verdicts`. `unnamed` are the operators whose value names nothing.
    """

    queries: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    verdicts: tuple[frozenset[str], ...] = ()
    unnamed: tuple[Operator, ...] = ()

    @property
    def narrows(self) -> bool:
        """Say whether it asks for anything."""
        return bool(self.queries) or self.since is not None or self.until is not None


def narrow(query: Query, filters: Filters, resolved: Sequence[Resolved]) -> Narrowing:
    """Return what narrows the results; `resolved` are the operators whose values were looked up.

    Raises TooBroadError where one of them names too many entries.
    """
    asked = _alternatives(query.operators)
    found = {entry.operator: entry for entry in resolved}
    ranges = [several[0] for several in asked if _is_range(several)]
    queries = [
        any_of(*(_resolved(found[o]) if o in found else _fixed(o) for o in several))
        for several in asked
        if not _is_range(several)
    ]
    return Narrowing(
        queries=tuple(query for query in queries if query),
        since=max((o.since for o in ranges if o.since is not None), default=None),
        until=min((o.until for o in ranges if o.until is not None), default=None),
        verdicts=tuple(_verdicts(asked, filters)),
        unnamed=tuple(entry.operator for entry in resolved if not entry.lexemes),
    )


def _alternatives(operators: Sequence[Operator]) -> list[list[Operator]]:
    """Return the operators, those together that "or" joins."""
    found: list[list[Operator]] = []
    for operator in operators:
        if operator.is_alternative and found:
            found[-1].append(operator)
        else:
            found.append([operator])
    return found


def _verdicts(asked: Sequence[Sequence[Operator]], filters: Filters) -> Iterator[frozenset[str]]:
    """Yield the verdicts that are asked for, those together one of which is enough."""
    for verdict in filters.values(VERDICT):
        yield frozenset({verdict})
    for several in asked:
        if several[0].facet == VERDICT.parameter and not several[0].is_excluded:
            yield frozenset(operator.value for operator in several)


def _is_range(several: Sequence[Operator]) -> bool:
    """Say whether it is one range of years that results must be within."""
    return len(several) == 1 and several[0].facet == YEAR.parameter and not several[0].is_excluded


def _resolved(resolved: Resolved) -> str:
    """Return the tsquery of an operator whose value was looked up."""
    if len(resolved.lexemes) > NAMED_TO:
        raise TooBroadError
    named = any_of(*map(lexeme_query, resolved.lexemes)) or lexeme_query("#none")
    return none_of(named) if resolved.operator.is_excluded else named


def _fixed(operator: Operator) -> str:
    """Return the tsquery of an operator whose value says it all, or nothing."""
    facet = BY_PARAMETER.get(operator.facet)
    if facet is None:
        return ""
    values = operator.years if isinstance(facet.values, Years) else [operator.value]
    query = any_of(*(lexeme_query(facet.lexeme(value)) for value in values))
    return none_of(query) if operator.is_excluded else query
