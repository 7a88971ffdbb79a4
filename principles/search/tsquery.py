"""Queries in PostgreSQL's own language, put together from lexemes and from one another.

Nothing that a reader typed comes here as it is: only lexemes that PostgreSQL made of it.
"""

from collections.abc import Sequence


def lexeme_query(*lexemes: str) -> str:
    """Return the tsquery that all of these lexemes satisfy, as text."""
    return " & ".join(f"'{lexeme}'" for lexeme in lexemes if lexeme)


def number_query(kind: str, number: int) -> str:
    """Return the tsquery that finds one entry; of its kind the first letter is enough.

    A row has its number in two lexemes, as `principles_number_lexemes` makes them.
    """
    return lexeme_query(f"={kind[0]}{number // 1000}k", f"={number % 1000}")


def any_of(*queries: str) -> str:
    """Return the tsquery that any of these satisfies, as text."""
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def all_of(*queries: str) -> str:
    """Return the tsquery that needs all of these, as text."""
    return " & ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def at_least(fewest: int, queries: Sequence[str]) -> str:
    """Return the tsquery that needs so many of these, as text.

    Either the first and one fewer of the rest, or as many of the rest: half as long as all choices
    beside one another, and the index takes half the time for it.
    """
    if fewest in (0, len(queries)):
        return all_of(*queries[:fewest])
    if fewest == 1:
        return any_of(*queries)
    first, *rest = queries
    return any_of(all_of(first, at_least(fewest - 1, rest)), at_least(fewest, rest))


def none_of(*queries: str) -> str:
    """Return the tsquery that refuses each of these, as text."""
    return " & ".join(f"!({query})" for query in queries if query)
