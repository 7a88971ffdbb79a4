"""Queries in PostgreSQL's own language, put together from lexemes and from one another.

Nothing that a reader typed comes here as it is: only lexemes that PostgreSQL made of it.
"""


def lexeme_query(*lexemes: str) -> str:
    """Return the tsquery that all of these lexemes satisfy, as text."""
    return " & ".join(f"'{lexeme}'" for lexeme in lexemes if lexeme)


def any_of(*queries: str) -> str:
    """Return the tsquery that any of these satisfies, as text."""
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def all_of(*queries: str) -> str:
    """Return the tsquery that needs all of these, as text."""
    return " & ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def none_of(*queries: str) -> str:
    """Return the tsquery that refuses each of these, as text."""
    return " & ".join(f"!({query})" for query in queries if query)
