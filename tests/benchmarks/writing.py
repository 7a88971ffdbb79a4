"""What keeping the index true costs: one quote edited, names changed, in a copy of the base."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from string import ascii_lowercase
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count

from principles.models import Person, Principle, Quote, Tag
from tests.benchmarks import database, figures
from tests.benchmarks.product import Precept

EDITS = 200
BLOCK = 20
RUNS = 5
RENAMES = 25  # of a tag and a principle: what waits is sorted in more than once
SLOW_RENAMES = 5  # of a person
WAITING = 9  # renames of a principle that wait at most
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

    Each is the most used there is (the person the one nearest to 10,000 quotes), renamed
    25 times, the person five times, each in a transaction of its own. The slowest is one in which
    what waited was sorted into the index.
    """
    tag = Tag.objects.annotate(n=Count("quote_tags")).order_by("-n")[0]
    principle = Principle.objects.annotate(n=Count("supports")).order_by("-n")[0]
    people = Person.objects.annotate(n=Count("attributions"))
    person = min(people, key=lambda one: abs(_count(one) - RENAMED_QUOTES))
    return {
        "tag": _renamed(tag, RENAMES),
        "principle": _renamed(principle, RENAMES),
        "person": _renamed(person, SLOW_RENAMES),
    }


def waiting(texts: Sequence[str]) -> dict[str, float]:
    """Return what queries take in the database while the rows of nine renames wait, and none.

    Milliseconds at the median; more than nine never wait.
    """
    _sort_in()
    before = _searched(texts)
    principle = Principle.objects.annotate(n=Count("supports")).order_by("-n")[0]
    _renamed(principle, WAITING)
    return {"sorted_in": before, "waiting": _searched(texts)}


def _sort_in() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_entry_vector')")


def _searched(texts: Sequence[str]) -> float:
    engine = Precept()
    for text in texts:
        engine.search(text)
    return median(engine.search(text).inside for text in texts for _ in range(RUNS))


def _count(annotated: models.Model) -> int:
    return int(annotated.n)  # type: ignore[attr-defined]  # annotated


def _renamed(named: Any, turns: int) -> dict[str, float]:
    times = []
    for turn in range(turns):
        named.name = f"{named.name.partition(' renamed')[0]} renamed {ascii_lowercase[turn]}"
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
