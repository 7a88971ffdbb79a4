"""The site's own search, measured whole and inside the database, and PostgreSQL's plain one.

What the site does not have yet is reported as missing, never as a number.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.db import connection

from principles.search.filters import Filters
from principles.search.pages import ResultPage, result_page
from principles.search.query import parse
from tests.benchmarks.engines import SHOWN, VALUES, Answer, Engine


class MissingError(Exception):
    """Say what the site does not have yet."""


@dataclass(slots=True)
class Inside:
    """The statements of a call: how many, and the milliseconds they took together."""

    statements: int = 0
    milliseconds: float = 0.0
    slowest: float = 0.0
    texts: list[str] = field(default_factory=list)


@contextmanager
def inside() -> Iterator[Inside]:
    """Measure what the statements inside take, from sending each to having its rows."""
    measured = Inside()

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return run(sql, params, many, context)
        finally:
            took = (time.perf_counter() - started) * 1000
            measured.statements += 1
            measured.milliseconds += took
            measured.slowest = max(measured.slowest, took)
            measured.texts.append(sql)

    with connection.execute_wrapper(execute):
        yield measured


class Precept(Engine):
    """The search of this site, as its page calls it."""

    name = "Precept"

    def search(self, text: str, *, is_counted: bool = True) -> Answer:
        with inside() as measured:
            found = page(text).found
        return Answer(
            hits=tuple((hit.kind, hit.number) for hit in found.hits),
            total=found.total,
            values=len(found.counts),
            is_exact=getattr(found, "is_exact", True),
            inside=measured.milliseconds,
        )


class TsRank(Engine):
    """What PostgreSQL's manual leads to: all the words, ts_rank over every match."""

    name = "PG ts_rank"
    shares_server = True

    _STATEMENT = """
    WITH found AS MATERIALIZED (
        SELECT kind, number, facets, ts_rank(vector, query) AS rank
        FROM principles_searchentry, websearch_to_tsquery('principles', %(text)s) AS query
        WHERE public AND vector @@ query
    ), counted AS (
        SELECT row_number() OVER (PARTITION BY facet >> 40 ORDER BY count(*) DESC) AS place
        FROM found, unnest(facets) AS facet GROUP BY facet
    )
    SELECT (SELECT array_agg(kind || ' ' || number ORDER BY rank DESC, kind, number) FROM (
            SELECT * FROM found ORDER BY rank DESC, kind, number LIMIT %(shown)s) best),
        (SELECT count(*) FROM found), (SELECT count(*) FROM counted WHERE place <= %(values)s)
    """

    def search(self, text: str, *, is_counted: bool = True) -> Answer:
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(self._STATEMENT, {"text": text, "shown": SHOWN, "values": VALUES})
            keys, total, values = cursor.fetchone()
        hits = tuple((kind, int(number)) for kind, number in map(str.split, keys or ()))
        took = (time.perf_counter() - started) * 1000
        return Answer(hits=hits, total=total, values=values, inside=took)


def page(text: str) -> ResultPage:
    """Return the first page of results."""
    return result_page(parse(text), Filters(), number=1)


def correction(text: str) -> str | None:
    """Return what the site searched or offers instead of the text. Raises MissingError."""
    if not hasattr(ResultPage, "did_you_mean"):
        raise MissingError("a result page has no did_you_mean yet")
    found = page(text)
    return found.did_you_mean or found.offered or None


def suggestions(text: str) -> Any:
    """Return the completions of what is being typed. Raises MissingError."""
    return _part("principles.search.suggestions", "suggest")(text)


def near_duplicates(text: str) -> list[tuple[int, float]]:
    """Return the numbers and similarities of quotes like the text. Raises MissingError."""
    found = _part("principles.search.neighbours", "near_duplicates")(text)
    return [(near.number, near.similarity) for near in found]


def _part(module: str, name: str) -> Any:
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise MissingError(f"{module}.{name} is not there yet") from error
