"""Statements that Django writes once and runs many times.

A queryset writes its SQL anew each time it is evaluated, which takes the processor longer than
running it and making the objects. Where statements differ in a few values only, such as the number
of an entry, the text of the statement is the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

R = TypeVar("R")

# No value that a queryset has of itself.
_STAND_INS: dict[type, Callable[[int], int | str]] = {
    int: lambda place: 900_000_001 + place,
    str: lambda place: f"stands-in-for-{place}",
}


def written_once(build: Callable[..., models.QuerySet[Any, R]]) -> Callable[..., list[R]]:
    """Return what fetches the rows of the queryset that `build` makes of the same values.

    `build` is called once for each combination of types, and is given values that stand in for
    numbers and texts, so it may only compare them with fields as they are. A number has to fit its
    field. What the queryset prefetches is written each time, since it depends on what was found.
    """

    @cache
    def written(*kinds: type) -> models.QuerySet[Any, R]:
        stand_ins = [_STAND_INS[kind](place) for place, kind in enumerate(kinds)]
        queryset = build(*stand_ins)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        queryset.query = queryset.query.chain(_WrittenQuery)
        queryset.query.keep(compiler, sql, parameters, stand_ins)  # type: ignore[attr-defined]
        return queryset

    def fetch(*given: int | str) -> list[R]:
        queryset = written(*map(type, given)).all()
        queryset.query.given = given  # type: ignore[attr-defined]  # a _WrittenQuery
        return list(queryset)

    return fetch


class _WrittenQuery(Query):
    """A query whose statement is written, but for the values that are given."""

    given: Sequence[int | str] = ()

    def keep(
        self,
        compiler: SQLCompiler,
        sql: str,
        parameters: Sequence[Any],
        stand_ins: Sequence[int | str],
    ) -> None:
        """Keep the statement, the compiler that knows its columns, and where values are put."""
        self._compiler, self._sql, self._parameters = compiler, sql, tuple(parameters)
        self._places = [
            (at, stand_ins.index(parameter), type(parameter))
            for at, parameter in enumerate(parameters)
            if isinstance(parameter, (int, str)) and parameter in stand_ins
        ]

    def get_compiler(
        self,
        using: str | None = None,
        connection: Any = None,
        elide_empty: bool = True,  # noqa: FBT001, FBT002 (Django's signature)
    ) -> SQLCompiler:
        """Return a compiler that gives the statement as it is written."""
        parameters = list(self._parameters)
        for at, which, kind in self._places:
            parameters[at] = kind(self.given[which])
        compiler = copy(self._compiler)
        compiler.using = using
        compiler.connection = connection or connections[using or "default"]
        compiler.as_sql = lambda *_, **__: (self._sql, tuple(parameters))  # type: ignore[method-assign]
        return compiler
