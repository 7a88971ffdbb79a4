"""What keeping the index true costs: one quote edited, names changed, in a copy of the base."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count

from principles.models import Person, Principle, Quote, Tag
from tests.benchmarks import database, figures

EDITS = 200
BLOCK = 20
RENAMES = 5
RENAMED_QUOTES = 10_000
# What writes the index, and what writes nothing but its own notes of it.
_INDEX_TRIGGERS = "principles_90_search%"


@contextmanager
def copy_of(name: str) -> Iterator[None]:
    """Work in a copy of that database, which is dropped afterwards."""
    copied = f"{name}_copy"
    with database.using("postgres"), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copied}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copied}" TEMPLATE "{name}"')
    try:
        with database.using(copied):
            yield
    finally:
        with database.using("postgres"), connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copied}" WITH (FORCE)')


def edits() -> dict[str, Any]:
    """Return the times of saving one quote with new words, the index kept and not, in turn.

    Milliseconds for the whole transaction; the difference is of the medians and of the p95.
    """
    chance = random.Random("edits")
    numbers = chance.sample(range(1, Quote.objects.count() + 1), 2 * EDITS + 2 * BLOCK)
    times: dict[bool, list[float]] = {True: [], False: []}
    for block in range(0, len(numbers), BLOCK):
        is_kept = block // BLOCK % 2 == 0
        _switch_index(on=is_kept)
        measured = [_edit(number, chance) for number in numbers[block : block + BLOCK]]
        times[is_kept] += measured
    _switch_index(on=True)
    # The first block of each is warm-up.
    kept, bare = times[True][BLOCK:], times[False][BLOCK:]
    return {
        "with_index": figures.of_runs([kept]),
        "without_index": figures.of_runs([bare]),
        "more_p50": figures.percentile(kept, 50) - figures.percentile(bare, 50),
        "more_p95": figures.percentile(kept, 95) - figures.percentile(bare, 95),
    }


def renames() -> dict[str, Any]:
    """Return the milliseconds of renaming a tag, a principle and a person of many quotes.

    Each is the most used there is (the person the one nearest to 10,000 quotes), renamed five
    times in a transaction of its own.
    """
    tag = Tag.objects.annotate(n=Count("quote_tags")).order_by("-n")[0]
    principle = Principle.objects.annotate(n=Count("supports")).order_by("-n")[0]
    people = Person.objects.annotate(n=Count("attributions"))
    person = min(people, key=lambda one: abs(_count(one) - RENAMED_QUOTES))
    return {
        "tag": _renamed(tag),
        "principle": _renamed(principle),
        "person": _renamed(person),
    }


def _count(annotated: models.Model) -> int:
    return int(annotated.n)  # type: ignore[attr-defined]  # annotated


def _renamed(named: Any) -> dict[str, float]:
    times = []
    for turn in range(RENAMES):
        named.name = f"{named.name.partition(' renamed')[0]} renamed {'abcde'[turn]}"
        times.append(_timed(named.save))
    return {"milliseconds": median(times), "slowest": max(times), "entries": _count(named)}


def _edit(number: int, chance: random.Random) -> float:
    quote = Quote.objects.get(pk=number)
    every = quote.text.split()
    every[chance.randrange(len(every))] = f"edited{number}"
    quote.text = " ".join(every)
    return _timed(quote.save)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    with transaction.atomic():
        act()
    return (time.perf_counter() - started) * 1000


def _switch_index(*, on: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE %s",
            [_INDEX_TRIGGERS],
        )
        for table, trigger in cursor.fetchall():
            switch = "ENABLE" if on else "DISABLE"
            cursor.execute(f'ALTER TABLE {table} {switch} TRIGGER "{trigger}"')
