"""What `make bench` measures of a size, section by section; each returns figures for the report."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from principles.search.wordlists import listed
from tests.benchmarks import (
    asking,
    corpus,
    database,
    finding,
    fuzzing,
    lighthouse,
    loading,
    queries,
    rates,
    rating,
    searching,
    speeds,
    straining,
    verifying,
    web,
    writing,
)
from tests.benchmarks.peer_tantivy import Tantivy
from tests.benchmarks.product import MissingError, Precept

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Bench:
    """A size, the part of the queries to take, and where everything is kept."""

    folder: Path
    size: str
    part: str
    say: Say

    @property
    def cases(self) -> queries.Cases:
        return queries.cases(self.folder, self.part)

    @property
    def speeds(self) -> dict[str, list[str]]:
        engine = Tantivy(self.folder, corpus.corpus(self.folder, self.size))
        return speeds.speed_queries(self.folder, self.size, engine=engine)


def load(bench: Bench) -> dict[str, Any]:
    """Return what loading the base took, when it was loaded."""
    loaded = loading.base(bench.folder, bench.size, say=bench.say)
    return {
        **loaded,
        "index_bytes": database.size_of("principles_searchentry"),
        "quotes_bytes": database.size_of("principles_quote"),
    }


def relevance(bench: Bench) -> dict[str, Any]:
    """Return success and reciprocal rank of every engine, on both sets of queries."""
    measured = searching.engines(bench.folder, bench.size)
    return {
        "as they come": searching.relevance(measured, bench.cases.relevance, say=bench.say),
        "clear": searching.relevance(measured, bench.cases.clear, say=bench.say),
    }


def speed(bench: Bench) -> dict[str, Any]:
    """Return the times of every engine by class, and of the site over the relevance queries.

    Of these every fourth is taken, which are fifty of each class.
    """
    measured = searching.engines(bench.folder, bench.size)
    found: dict[str, Any] = dict(searching.speed(measured, bench.speeds, say=bench.say))
    found["full flow"] = searching.full_flow(measured[0], bench.cases.relevance[::4])
    found["build seconds"] = searching.peers_built(bench.folder, bench.size)
    return found


def alone(bench: Bench) -> dict[str, Any]:
    """Return the times of the site by class when no other engine answers between its queries."""
    (found,) = searching.speed([Precept()], bench.speeds, say=bench.say).values()
    return dict(found)


def pages(bench: Bench) -> dict[str, Any]:
    """Return the times of pages and suggestions over HTTP, and what the server holds."""
    asked = [text for texts in bench.speeds.values() for text in texts]
    asked += [case.text for case in bench.cases.relevance[::7]]
    typed = web.beginnings(list(corpus.read(corpus.corpus(bench.folder, "25k"))))
    with web.server(database.name_of(bench.size)) as running:
        found: dict[str, Any] = {"page": web.pages(running, asked)}
        bench.say(f"  pages: {len(asked)} queries, {web.RUNS} runs")
        try:
            found["suggest"] = web.suggestions(running, typed)
        except MissingError as missing:
            found["suggest"] = {"missing": str(missing)}
        found["memory_bytes"] = running.memory()
    return found


def corrections(bench: Bench) -> dict[str, Any]:
    """Return how often the first correction is right."""
    return finding.corrections(bench.cases.corrections)


def real_words(bench: Bench) -> dict[str, Any]:
    """Return how many common English words that the base lacks are searched as another.

    Beside them, how many of the misspelt words were left out of the queries as real ones; at the
    smaller size only, as a million sentences have too many of the common words.
    """
    if bench.size != "25k":
        raise MissingError("measured at 25k only")
    return {**finding.real_words(), "slips left out": len(bench.cases.slips)}


def questions(bench: Bench) -> dict[str, Any]:
    """Return how often questions find their quote within five, beside their bare words."""
    entries = list(corpus.read(corpus.corpus(bench.folder, "25k")))
    return finding.questions(asking.questions(entries, bench.part))


def short(bench: Bench) -> dict[str, Any]:
    """Return how many queries of one word and two find anything, some words being nowhere."""
    entries = list(corpus.read(corpus.corpus(bench.folder, "25k")))
    missing = finding.lacking([word for word, _ in listed() if word.isalpha()])
    return finding.short(asking.short(entries, missing, bench.part))


def duplicates(bench: Bench) -> dict[str, Any]:
    """Return recall and precision of near-duplicates."""
    return finding.duplicates(bench.cases.duplicates)


def edits(bench: Bench) -> dict[str, Any]:
    """Return what an edit and renames cost, in a copy of the base."""
    asked = bench.speeds["medium"]
    with writing.copy_of(database.name_of(bench.size)):
        found: dict[str, Any] = {"edit": writing.edits()}
        bench.say("  edits: done")
        return {**found, "rename": writing.renames(), "search": writing.waiting(asked)}


def verify(bench: Bench) -> dict[str, Any]:
    """Return what pasted words take to verify against stored texts, and how often it is right."""
    return verifying.verifying(bench.folder, bench.size, part=bench.part, say=bench.say)


def error_rates(bench: Bench) -> dict[str, Any]:
    """Return how often the verifier is wrong, on claims whose answer is certain; at 25k only."""
    if bench.size != "25k":
        raise MissingError("measured at 25k only")
    return rating.rating(bench.folder, part=bench.part, say=bench.say)


def worst_paste(bench: Bench) -> dict[str, Any]:
    """Return what the pastes that take longest take, as a multiple of a usual one."""
    return straining.straining(bench.folder, bench.size, part=bench.part, say=bench.say)


def site(bench: Bench) -> dict[str, Any]:
    """Return how many requests a second the site answers: seeded, and with 100,000 quotes."""
    if bench.size != "25k":
        raise MissingError("measured on the seed and on 100,000 quotes, with the size of 25k")
    try:
        return rates.rates(bench.folder, say=bench.say)
    finally:
        database.use(database.name_of(bench.size))


def seen_by_a_phone(bench: Bench) -> dict[str, Any]:
    """Return Lighthouse's scores of pages of the seeded site."""
    if bench.size != "25k":
        raise MissingError("measured on the seed, with the size of 25k")
    try:
        return lighthouse.lighthouse(say=bench.say)
    finally:
        database.use(database.name_of(bench.size))


def fuzz(bench: Bench) -> dict[str, Any]:
    """Return what ten thousand odd searches did; at the smaller size only."""
    if bench.size != "25k":
        raise MissingError("measured at 25k only")
    return fuzzing.fuzz()


SECTIONS: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "load": load,
    "relevance": relevance,
    "speed": speed,
    "alone": alone,
    "pages": pages,
    "corrections": corrections,
    "real-words": real_words,
    "questions": questions,
    "short": short,
    "duplicates": duplicates,
    "edits": edits,
    "verify": verify,
    "error_rates": error_rates,
    "worst_paste": worst_paste,
    "fuzz": fuzz,
    "site": site,
    "lighthouse": seen_by_a_phone,
}


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_average": [round(load, 1) for load in os.getloadavg()],
        "import_seconds": _import_seconds(),
    }


def _import_seconds() -> float:
    program = (
        "import time; started = time.perf_counter(); import django; django.setup();"
        " import knowledgebase.urls; print(time.perf_counter() - started)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
    took = [
        float(
            subprocess.run(
                [sys.executable, "-c", program],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            ).stdout
        )
        for _ in range(5)
    ]
    return sorted(took)[2]
