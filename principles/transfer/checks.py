"""Find what the checks of a table refuse, before any row of the bundle is written.

A rule of one table is written once, at its model. The database evaluates it here on the rows as
they would be stored, all checks of a table in one statement per batch, and names each entry that
breaks one; an INSERT would stop at the first, and knows no files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from principles.models import Citation, Passage, Person, Principle, Quote, SeeAlso, Source, Tag
from principles.models.sentences import sentence_of
from principles.transfer import rows
from principles.transfer.problems import Place, Problem
from principles.transfer.reconciling import Key
from principles.transfer.records import Bundle, QuoteRecord
from principles.transfer.rows import Names, Rows
from principles.transfer.writing import batches

CHECKS = """
    SELECT conname::text, pg_get_expr(conbin, conrelid), array(
        SELECT attname::text FROM pg_attribute
        WHERE attrelid = conrelid AND attnum = ANY (conkey) ORDER BY attnum)
    FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass ORDER BY conname
"""
BROKEN = """
    SELECT ordinality - 1, rule
    FROM json_populate_recordset(NULL::{table}, %s) WITH ORDINALITY,
    LATERAL (VALUES {checks}) AS asked(rule, holds)
    WHERE NOT holds ORDER BY 1
"""
PlacedRow = tuple[Place, tuple[Key, dict[str, Any]]]

KEYS = {"published_at": "published", "other_id": "principle", "number": "", "principle_id": ""}
"""The key in a bundle of a column that has another name; empty where it is the entry's own."""


def broken_checks(bundle: Bundle) -> Iterator[Problem]:
    """Yield each check that a row of the bundle breaks; one query more per batch of rows."""
    asked: dict[type[models.Model], _Checks | None] = {}
    for table in _written(bundle):
        if table.model not in asked:
            asked[table.model] = _checks_of(table.model._meta.db_table)
        for batch in batches(list(zip(table.places, table.rows.items(), strict=True))):
            if (checks := asked[table.model]) is not None:
                yield from checks.broken(table.key, batch)


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of one model as they would be written, and the place of each in the bundle."""

    model: type[models.Model]
    key: tuple[str, ...]
    rows: Rows
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of one table: the columns that each reads, and the statement that asks all."""

    columns: Mapping[str, Sequence[str]]
    statement: str

    def broken(self, key: tuple[str, ...], batch: Sequence[PlacedRow]) -> Iterator[Problem]:
        """Yield the checks that the rows break, in the order of the rows; one query."""
        read = {column for columns in self.columns.values() for column in columns}
        given = [
            _only(read, dict(zip(key, keys, strict=True)) | values) for _, (keys, values) in batch
        ]
        written = json.dumps(given, cls=DjangoJSONEncoder, ensure_ascii=False)
        with connection.cursor() as cursor:
            cursor.execute(self.statement, [written])
            broken = cursor.fetchall()
        for row, rule in broken:
            yield Problem(batch[row][0], self._fields(rule), sentence_of(rule))

    def _fields(self, rule: str) -> str:
        keys = (KEYS.get(column, column.removesuffix("_id")) for column in self.columns[rule])
        return ", ".join(filter(None, keys))


def _only(names: Iterable[str], row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def _checks_of(table: str) -> _Checks | None:
    """Return the checks of that table which have a sentence, or nothing if none has.

    The others are of computed columns.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHECKS, [table])
        found = [check for check in cursor.fetchall() if sentence_of(check[0])]
    if not found:
        return None
    checks = ", ".join(f"('{rule}', {condition})" for rule, condition, _ in found)
    return _Checks(
        {rule: columns for rule, _, columns in found},
        BROKEN.format(table=table, checks=checks.replace("%", "%%")),
    )


def _written(bundle: Bundle) -> Iterator[_Table]:
    """Yield what would be written to the tables that have checks."""
    people, tags, sources = bundle.people, bundle.tags, bundle.sources
    yield _Table(Person, ("slug",), rows.people(bundle), [person.place for person in people])
    yield _Table(Tag, ("slug",), rows.tags(bundle), [tag.place for tag in tags])
    yield _Table(Source, ("number",), rows.sources(sources), [source.place for source in sources])
    places = [passage.place for source in sources for passage in source.passages]
    yield _Table(Passage, ("source_id", "position"), rows.passages(sources), places)
    names = _names(bundle)
    for quotes in batches(bundle.quotes):
        yield from _quotes(quotes, names)
    principles = bundle.principles
    places = [principle.place for principle in principles]
    dates = _dates(Principle, [principle.number for principle in principles])
    yield _Table(Principle, ("number",), rows.principles(principles, dates), places)
    places = [other.place for principle in principles for other in principle.see_also]
    yield _Table(SeeAlso, ("principle_id", "other_id"), rows.see_also(principles), places)


def _quotes(quotes: Sequence[QuoteRecord], names: Names) -> Iterator[_Table]:
    dates = _dates(Quote, [quote.number for quote in quotes])
    places = [quote.place for quote in quotes]
    yield _Table(Quote, ("number",), rows.quotes(quotes, dates), places)
    key = ("quote_id", "source_id", "passage_id", "locator")
    places = [citation.place for quote in quotes for citation in quote.citations]
    yield _Table(Citation, key, rows.citations(quotes, names), places)


def _dates(model: type[Quote | Principle], numbers: Sequence[int]) -> rows.Dates:
    found = model.objects.filter(number__in=numbers)
    return dict(found.values_list("number", "published_at"))


def _names(bundle: Bundle) -> Names:
    """Return what citations name; a passage that is not written yet is known by its position."""
    passages = {
        (source.number, passage.position): passage.position
        for source in bundle.sources
        for passage in source.passages
    }
    numbers = {source.slug: source.number for source in bundle.sources}
    return Names(people={}, tags={}, sources=numbers, passages=passages)
