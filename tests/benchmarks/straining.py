"""The paste of 20,000 characters that takes longest, beside a usual one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from django.db import connection

from principles.forms import VerifyForm
from principles.pasted import check, checking
from tests.benchmarks import corpus, database, heavy_pastes, texts
from tests.benchmarks.heavy_pastes import FAMILIES, LONGEST
from tests.benchmarks.loading import Say

USUAL = 5  # pastes
MOST_PIECES = LONGEST
WANTED = 3  # times a usual paste
PATIENCE = 120_000  # milliseconds that a check may take here, where it is measured


def straining(folder: Path, size: str, *, part: str, say: Say) -> dict[str, Any]:
    """Return the times of each family, and the worst of them as a multiple of a usual paste's.

    As many pieces are checked as the form takes: what it refuses takes no time worth mentioning,
    and a family of which it refuses a single piece is left out.
    What the site would break off after its usual limit is measured to its end. Times are a
    processor's, of the check and of the server's process for it, which no other load changes.
    """
    name = texts.name_of(size)
    passages = list(texts.passages(corpus.corpus(folder, size)))
    with database.using(name), _patience() as limit:
        texts.base(folder, size, say=say)
        usual = [_took(_usual(passages, f"{part} {number}")) for number in range(USUAL)]
        base = median(one["milliseconds"] for one in usual)
        say(f"  a usual one: {base:.0f} ms, {usual[0]['characters']} characters")
        families = {}
        for family in FAMILIES:
            paste = _paste(passages, family, part)
            if not _is_taken(paste):
                say(f"  {family}: not measured, as the form refuses one piece of it")
                continue
            one = _took(paste)
            one |= {"times": one["milliseconds"] / base, "is_refused": one["milliseconds"] > limit}
            families[family] = one
            say(f"  {family}: {_said(one)}")
    worst = max(families, key=lambda family: families[family]["times"])
    return {
        "usual": {"milliseconds": base, "pastes": usual},
        "families": families,
        "worst": worst,
        "times": families[worst]["times"],
        "above": [name for name, one in families.items() if one["times"] > WANTED],
    }


@contextmanager
def _patience() -> Iterator[int]:
    """Let a check take long for a while; give what the site lets it take."""
    limit = checking.LONGEST_CHECK
    checking.LONGEST_CHECK = PATIENCE
    try:
        yield limit
    finally:
        checking.LONGEST_CHECK = limit


def _usual(passages: list[list[str]], seed: str) -> str:
    return largest(lambda count: heavy_pastes.usual(passages, seed=seed, pieces=count))


def _paste(passages: list[list[str]], family: str, seed: str) -> str:
    def made(count: int) -> str:
        return FAMILIES[family].paste(heavy_pastes.hand(passages, seed=seed), count)

    return largest(made)


def largest(made: Callable[[int], str]) -> str:
    """Return the longest text that the form takes, of what is made with so many pieces.

    It is one piece where the form refuses that, too. Twice as many pieces are tried each time until
    the field is full or too much is in it.
    """
    least, most = 1, 2
    while most < MOST_PIECES and _is_taken(made(most)) and made(most) != made(least):
        least, most = most, 2 * most
    while most - least > 1:
        middle = (least + most) // 2
        if _is_taken(made(middle)):
            least = middle
        else:
            most = middle
    return made(least)


def _is_taken(text: str) -> bool:
    return VerifyForm({"text": text}).is_valid()


def _took(text: str) -> dict[str, Any]:
    check(text)  # once uncounted, so that what it reads is at hand
    started = _processor()
    check(text)
    return {
        "milliseconds": (_processor() - started) * 1000,
        "characters": len(text),
        "words": len(text.split()),
    }


def _processor() -> float:
    """Return the seconds of a processor that this process and its connection's have taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(int(cursor.fetchone()[0])).cpu_times()
    return time.process_time() + float(server.user) + float(server.system)


def _said(one: dict[str, Any]) -> str:
    refused = ", which the site refuses" if one["is_refused"] else ""
    return (
        f"{one['milliseconds']:.0f} ms, {one['times']:.2f} times,"
        f" {one['characters']} characters{refused}"
    )
