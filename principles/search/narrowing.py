"""Operators as tsqueries: what every result must satisfy beside having the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from principles.models.facets import BY_PARAMETER, VERDICT, YEAR, Years
from principles.search.deadline import TooBroadError
from principles.search.filters import Filters
from principles.search.lookup import NAMED_TO, Resolved
from principles.search.operators import Operator
from principles.search.query import Query
from principles.search.tsquery import any_of, lexeme_query, none_of


def alternatives(operators: Sequence[Operator]) -> list[list[Operator]]:
    """Return the operators, those together that "or" joins."""
    found: list[list[Operator]] = []
    for operator in operators:
        if operator.is_alternative and found:
            found[-1].append(operator)
        else:
            found.append([operator])
    return found


def verdicts(query: Query, filters: Filters) -> Iterator[frozenset[str]]:
    """Yield the verdicts that are asked for, those together one of which is enough."""
    for verdict in filters.values(VERDICT):
        yield frozenset({verdict})
    for several in alternatives(query.operators):
        if several[0].facet == VERDICT.parameter and not several[0].is_excluded:
            yield frozenset(operator.value for operator in several)


def is_range(several: Sequence[Operator]) -> bool:
    """Say whether it is one range of years that results must be within."""
    return len(several) == 1 and several[0].facet == YEAR.parameter and not several[0].is_excluded


def narrowing_to(resolved: Resolved) -> str:
    """Return the tsquery of an operator whose value was looked up."""
    if len(resolved.lexemes) > NAMED_TO:
        raise TooBroadError
    named = any_of(*map(lexeme_query, resolved.lexemes)) or lexeme_query("#none")
    return none_of(named) if resolved.operator.is_excluded else named


def narrowing(operator: Operator) -> str:
    """Return the tsquery of an operator whose value says it all, or nothing."""
    facet = BY_PARAMETER.get(operator.facet)
    if facet is None:
        return ""
    values = operator.years if isinstance(facet.values, Years) else [operator.value]
    query = any_of(*(lexeme_query(facet.lexeme(value)) for value in values))
    return none_of(query) if operator.is_excluded else query
