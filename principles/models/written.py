"""Statements that Django writes once and runs many times.

A queryset writes its SQL anew each time it is evaluated, which takes the processor longer than
running it and making the objects. Where a statement depends on nothing that a reader asks for, it
is the same each time.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def written_once(build: Callable[[], models.QuerySet[M]]) -> Callable[[], list[M]]:
    """Return what fetches the entries of the queryset, with its annotations, by one statement.

    `build` is called once. The queryset may depend on nothing that changes, such as a date, and
    neither select nor prefetch related entries.
    """

    @cache
    def written() -> tuple[type[M], str, tuple[object, ...]]:
        queryset = build()
        sql, parameters = queryset.query.sql_with_params()
        return queryset.model, sql, parameters

    def fetch() -> list[M]:
        model, sql, parameters = written()
        return list(model._default_manager.raw(sql, parameters))

    return fetch
