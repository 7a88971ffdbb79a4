"""Requests a second over loopback with keep-alive, beside those of a bare view in the same run.

Debian's `wrk` asks on the cores that also serve and hold the database, so the ratios decide, not
the rates. A kept page is asked with the encodings of a browser; the bare view sends as many bytes.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from principles.models import Principle, Quote
from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from principles.transfer import import_bundle, read_bundle
from tests.benchmarks import database, loading
from tests.benchmarks.loading import Say
from tests.benchmarks.product import MissingError
from tests.benchmarks.web import HOST, Server, server

SCRIPT = Path(__file__).with_name("asking.lua")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SEEDED, QUOTES = "bench_seeded", 100_000
RUNS, SECONDS, CONNECTIONS = 3, 3, 8
STEPS = (2, 4, 8, 16, 32, 64, 128)  # connections that ask without a pause
MIXED_SECONDS = 6
PACED = 32  # connections that ask at two thirds of the highest rate
EVERY = (2.0, 60.0)  # seconds between two edits
MIX = {"page": 0.70, "search": 0.20, "suggest": 0.05, "json": 0.05}
ASKED = 4_000  # requests in the file that is asked over and over


def rates(folder: Path, *, say: Say) -> dict[str, Any]:
    """Return rates, ratios and the mix of both bases. Raises MissingError without wrk."""
    if not shutil.which("wrk"):
        raise MissingError("Debian's package wrk is not there")
    seed()
    found = {"seeded": _of(folder, SEEDED, say=say)}
    loading.beginning(folder, QUOTES, say=say)
    name = database.name_of(str(QUOTES))
    return {**found, f"{QUOTES} quotes": _of(folder, name, say=say)}


def seed() -> None:
    """Make the seeded base anew and use it."""
    database.create(SEEDED)
    database.use(SEEDED)
    call_command("migrate", verbosity=0)
    bundle = read_bundle(FIXTURES)
    import_bundle(bundle, recompute=recompute, keeping_anchors=keeping_anchors)
    refresh()


def _of(folder: Path, name: str, *, say: Say) -> dict[str, Any]:
    database.use(name)
    pages = _pages()
    with server(name) as running:
        measured = _beside_bare(folder, running)
        mixed = _mixed(folder, running, pages=pages, say=say)
    with server(name, KEPT_MEGABYTES="0") as running:
        cold = _cold(folder, running, pages)
    connection.close()
    ratios = {kind: measured[kind] / measured["bare"] for kind in ("kept", "304")}
    return {
        "rates": {**measured, **cold},
        "ratios": {**ratios, "cold": cold["cold"] / cold["bare beside cold"]},
        "mixed": mixed,
    }


def _beside_bare(folder: Path, running: Server) -> dict[str, float]:
    """Return the median rates of a kept page, of 304 and of the bare view, in turns."""
    size = len(running.get("/")[1])
    tag = _tag(running)
    asked = {
        "bare": ([f"/bare/{size}/"], ""),
        "kept": (["/"], ""),
        "304": (["/"], tag),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in asked}
    for _ in range(RUNS):
        for kind, (paths, known) in asked.items():
            taken[kind].append(_ask(folder, running, paths, tag=known)["rate"])
    return {kind: statistics.median(found) for kind, found in taken.items()}


def _cold(folder: Path, running: Server, pages: list[str]) -> dict[str, float]:
    """Return the median rate of pages of all kinds, none kept, beside the bare view's."""
    taken: dict[str, list[float]] = {"cold": [], "bare beside cold": []}
    for _ in range(RUNS):
        taken["cold"].append(_ask(folder, running, pages)["rate"])
        taken["bare beside cold"].append(_ask(folder, running, ["/bare/16000/"])["rate"])
    return {kind: statistics.median(found) for kind, found in taken.items()}


def _mixed(folder: Path, running: Server, *, pages: list[str], say: Say) -> dict[str, Any]:
    """Return what a mix of requests does at rising concurrency, while somebody edits."""
    asked = _mix(pages)
    found: dict[str, Any] = {}
    for seconds in EVERY:
        steps = {}
        with _edits(seconds):
            for connections in STEPS:
                steps[connections] = _ask(
                    folder, running, asked, connections=connections, seconds=MIXED_SECONDS
                )
        highest = max(step["rate"] for step in steps.values() if not step["refused"])
        pause = round(1000 * PACED / (highest * 2 / 3))
        with _edits(seconds):
            paced = _ask(
                folder, running, asked,
                connections=PACED, seconds=2 * MIXED_SECONDS, pause=pause,
            )  # fmt: skip
        found[f"an edit every {seconds:g} s"] = {"steps": steps, "highest": highest, "paced": paced}
        say(f"  an edit every {seconds:g} s: {highest:.0f} a second at most, then {paced}")
    status = running.get("/")[0]
    paced_ones = [each["paced"] for each in found.values()]
    return {
        **found,
        "p95": max(paced["p95"] for paced in paced_ones),
        "failed": sum(paced["broken"] + paced["refused"] for paced in paced_ones),
        "recovers": status == 200,
    }


def _mix(pages: list[str]) -> list[str]:
    """Return requests in the shares of MIX; half of the searches were asked before."""
    chance = random.Random("mix")
    texts = Quote.objects.published().values_list("text", flat=True)[:2_000]
    words = sorted({word for text in texts for word in re.findall(r"[a-z]{4,}", text)})
    before = [" ".join(chance.sample(words, 2)) for _ in range(20)]
    asked = []
    for kind in chance.choices(list(MIX), weights=list(MIX.values()), k=ASKED):
        two = " ".join(chance.sample(words, 2))
        match kind:
            case "page":
                asked.append(chance.choice(pages))
            case "search":
                asked.append(f"/search/?q={chance.choice([two, chance.choice(before)])}")
            case "suggest":
                asked.append(f"/suggest/?q={two[: chance.randint(2, 8)]}")
            case "json":
                asked.append(f"/search.json?q={chance.choice([two, chance.choice(before)])}")
    return [address.replace(" ", "+") for address in asked]


def _pages() -> list[str]:
    """Return addresses of pages: the indexes, every principle, and as many quotes as a day sees."""
    indexes = ["/", "/principles/", "/sources/", "/about/"]
    principles = [entry.get_absolute_url() for entry in Principle.objects.published()]
    quotes = [quote.get_absolute_url() for quote in Quote.objects.published()[:200]]
    return [*indexes * 5, *principles, *quotes]


@contextmanager
def _edits(seconds: float) -> Iterator[None]:
    """Let somebody save a principle every so many seconds, from a connection of his own."""
    over = threading.Event()

    def edit() -> None:
        try:
            while not over.wait(seconds):
                first = Principle.objects.published()[0]
                first.summary = f"{first.summary.rstrip('.')}."
                first.save()
        finally:
            connection.close()

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        yield
    finally:
        over.set()
        editor.join()


def _tag(running: Server) -> str:
    command = ["curl", "--silent", "--head", f"http://{HOST}:{running.port}/"]
    head = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return next(
        line.partition(":")[2].strip() for line in head.splitlines() if line.lower()[:5] == "etag:"
    )


def _ask(
    folder: Path,
    running: Server,
    paths: list[str],
    *,
    connections: int = CONNECTIONS,
    seconds: int = SECONDS,
    pause: int = 0,
    tag: str = "",
) -> dict[str, Any]:
    """Let wrk ask for the paths in turn; return rate, times, and how many were refused or broke."""
    listed = folder / "asked.txt"
    listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
    command = [
        *("wrk", "--threads", "1", "--connections", str(connections), "--latency"),
        *("--duration", f"{seconds}s", "--timeout", "30s", "--script", str(SCRIPT)),
        *(f"http://{HOST}:{running.port}", "--", str(listed), str(pause), *([tag] if tag else [])),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(said.rpartition("JSON ")[2])
    return found
