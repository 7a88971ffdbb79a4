"""Make rows of one model say what is wanted, writing only those that differ.

One query reads, and one more for each of removing, changing and adding, whatever the number of
rows in a batch. Nothing is written for a row that is right already, so its `modified` stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

Key = tuple[Any, ...]
Row = TypeVar("Row", bound=models.Model)

BATCH = 2000
ON_THE_WAY = "on-the-way-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The keys of what was written."""

    added: AbstractSet[Key] = frozenset()
    changed: AbstractSet[Key] = frozenset()
    removed: AbstractSet[Key] = frozenset()

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
) -> Outcome:
    """Add, change and, unless `keep_others`, remove rows until they say what is wanted by key.

    `exclusive` is a column of which no two rows may have the same value even for a moment: rows
    that exchange theirs are first given one that begins with `ON_THE_WAY`.
    """
    found = {tuple(getattr(row, name) for name in key): row for row in rows}
    removed = set() if keep_others else found.keys() - wanted.keys()
    changed = {each for each in wanted if each in found and _differs(found[each], wanted[each])}
    added = [each for each in wanted if each not in found]
    if removed:
        rows.model._default_manager.filter(pk__in=[found[each].pk for each in removed]).delete()
    if changed:
        _change(
            [(found[each], wanted[each]) for each in wanted if each in changed],
            exclusive=exclusive,
        )
    rows.model._default_manager.bulk_create(
        (rows.model(**dict(zip(key, each, strict=True)), **wanted[each]) for each in added),
        batch_size=BATCH,
    )
    return Outcome(set(added), changed, removed)


def _differs(row: models.Model, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _change(pairs: list[tuple[Row, Mapping[str, Any]]], *, exclusive: str) -> None:
    manager = type(pairs[0][0])._default_manager
    moving = [row for row, to in pairs if exclusive and getattr(row, exclusive) != to[exclusive]]
    if len(moving) > 1:
        for row in moving:
            setattr(row, exclusive, f"{ON_THE_WAY}{row.pk}")
        manager.bulk_update(moving, [exclusive], batch_size=BATCH)
    for row, values in pairs:
        for name, value in values.items():
            setattr(row, name, value)
    manager.bulk_update([row for row, _ in pairs], list(pairs[0][1]), batch_size=BATCH)
