"""Make rows of one model say what is wanted, writing only those that differ.

One query reads, and one more for each of removing, changing and adding, whatever the number of
rows in a batch. Nothing is written for a row that is right already, so its `modified` stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models

Key = tuple[Any, ...]
Row = TypeVar("Row", bound=models.Model)

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of the rows that were written.

    `parked` are the values that rows had for a moment while they exchanged theirs.
    """

    added: AbstractSet[Key] = frozenset()
    changed: AbstractSet[Key] = frozenset()
    removed: AbstractSet[Key] = frozenset()
    parked: AbstractSet[str] = frozenset()

    @property
    def parents(self) -> set[Any]:
        """Return what stands first in the keys: the entries whose parts were written."""
        return {key[0] for key in self.added | self.changed | self.removed}


def reconcile(
    rows: models.QuerySet[Row],
    wanted: Mapping[Key, Mapping[str, Any]],
    *,
    key: tuple[str, ...],
    keep_others: bool = False,
    exclusive: str = "",
) -> Written:
    """Add, change and, unless `keep_others`, remove rows until they say what is wanted by key.

    `exclusive` is a column of which no two rows may have the same value even for a moment: rows
    that exchange theirs are first parked at one that nothing else has.
    """
    found = {tuple(getattr(row, name) for name in key): row for row in rows}
    removed = set() if keep_others else found.keys() - wanted.keys()
    changed = {each for each in wanted if each in found and _differs(found[each], wanted[each])}
    added = [each for each in wanted if each not in found]
    parked: set[str] = set()
    if removed:
        rows.model._default_manager.filter(pk__in=[found[each].pk for each in removed]).delete()
    if changed:
        parked = _change(
            [(found[each], wanted[each]) for each in wanted if each in changed],
            exclusive=exclusive,
        )
    rows.model._default_manager.bulk_create(
        (rows.model(**dict(zip(key, each, strict=True)), **wanted[each]) for each in added),
        batch_size=BATCH,
    )
    return Written(set(added), changed, removed, parked)


def on_the_way(key: object) -> str:
    """Return a value for a row that is to get another's: words, a slug and a name, and unique."""
    return f"on-the-way-{uuid4().hex}-{key}"


def _differs(row: models.Model, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _change(pairs: list[tuple[Row, Mapping[str, Any]]], *, exclusive: str) -> set[str]:
    """Write the values, by way of values of their own where rows exchange them; return those."""
    parked: set[str] = set()
    manager = type(pairs[0][0])._default_manager
    moving = [row for row, to in pairs if exclusive and getattr(row, exclusive) != to[exclusive]]
    if len(moving) > 1:
        for row in moving:
            setattr(row, exclusive, on_the_way(row.pk))
        parked = {getattr(row, exclusive) for row in moving}
        manager.bulk_update(moving, [exclusive], batch_size=BATCH)
    for row, values in pairs:
        for name, value in values.items():
            setattr(row, name, value)
    manager.bulk_update([row for row, _ in pairs], list(pairs[0][1]), batch_size=BATCH)
    return parked
