"""Relevance and speed of every engine on the same queries."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import corpus, figures, speeds
from tests.benchmarks.engines import Engine, build_seconds
from tests.benchmarks.peer_sqlite import Fts5
from tests.benchmarks.peer_tantivy import ExpertTantivy, Tantivy
from tests.benchmarks.product import Precept, TsRank
from tests.benchmarks.queries import CLASSES, Case

RUNS = 5
SLOW = 60_000  # milliseconds for a round of a class
Say = Callable[[str], None]


def engines(folder: Path, size: str) -> list[Engine]:
    """Return every engine with that size in it, building the peers' indexes where needed."""
    path = corpus.corpus(folder, size)
    return [
        Precept(), Tantivy(folder, path), ExpertTantivy(folder, path), Fts5(folder, path), TsRank()
    ]  # fmt: skip


def peers_built(folder: Path, size: str) -> dict[str, float]:
    """Return the seconds that each peer's index took to build."""
    place = folder / "peers" / size
    return {name.name: build_seconds(name) for name in sorted(place.iterdir()) if name.is_dir()}


def relevance(
    measured: Sequence[Engine], cases: Sequence[Case], *, say: Say
) -> dict[str, dict[str, object]]:
    """Return each engine's success and reciprocal rank by class, and over all classes.

    `misses` are the queries whose target was not among the first ten, for whoever wants to see why.
    """
    found: dict[str, dict[str, object]] = {}
    for engine in measured:
        started = time.perf_counter()
        placed = [(case, _place(engine, case)) for case in cases]
        say(f"  relevance, {engine.name}: {time.perf_counter() - started:.0f} s")
        by_class = {
            kind: [place for case, place in placed if case.kind == kind] for kind in CLASSES
        }
        found[engine.name] = {
            "all": figures.relevance([place for _, place in placed]),
            "classes": {k: figures.relevance(places) for k, places in by_class.items() if places},
            "misses": [
                f"{case.kind}: {case.text} -> {case.number}"
                for case, place in placed
                if place is None or place > 10
            ],
            "not_first": [
                f"{case.kind}: {case.text} -> {case.number} at {place}"
                for case, place in placed
                if place is not None and 1 < place <= 10
            ],
        }
    return found


def speed(
    measured: Sequence[Engine], queries: Mapping[str, Sequence[str]], *, say: Say
) -> dict[str, dict[str, object]]:
    """Return p50 and p95 in milliseconds by class, the median of five runs.

    The engines answer each query in turn, so that a busy spell of the machine meets them all; one
    that shares the site's server answers when the others are done, or it would empty the server's
    buffers before each of the site's queries. A first, uncounted round warms every cache; an engine
    that needs more than a minute for it is counted by what it answered in that minute. For the site
    `inside` is the time in the database, beside that of the whole call.
    """
    found: dict[str, dict[str, object]] = {engine.name: {} for engine in measured}
    together = [engine for engine in measured if not engine.shares_server]
    apart = [[engine] for engine in measured if engine.shares_server]
    for kind in speeds.CLASSES:
        for several in (together, *apart):
            for name, rounds in _rounds(several, queries[kind]).items():
                found[name][kind] = {
                    "whole": figures.of_runs([[whole for whole, _ in times] for times in rounds]),
                    "inside": figures.of_runs(
                        [[inside for _, inside in times] for times in rounds]
                    ),
                }
        say(f"  speed, {kind}: {len(queries[kind])} queries")
    return found


def _rounds(
    measured: Sequence[Engine], texts: Sequence[str]
) -> dict[str, list[list[tuple[float, float]]]]:
    """Return for each engine the times of its rounds, in which they answer each query in turn."""
    warming = {engine.name: _first_round(engine, texts) for engine in measured}
    slow = {name for name, times in warming.items() if sum(whole for whole, _ in times) > SLOW}
    rounds = {name: [times] if name in slow else [] for name, times in warming.items()}
    swift = [engine for engine in measured if engine.name not in slow]
    for _ in range(RUNS):
        for engine in swift:
            rounds[engine.name].append([])
        for text in texts:
            for engine in swift:
                rounds[engine.name][-1].append(_timed(engine, text))
    return rounds


def _first_round(engine: Engine, texts: Sequence[str]) -> list[tuple[float, float]]:
    """Return the times of the queries, as many as are answered in about a minute."""
    times: list[tuple[float, float]] = []
    for text in texts:
        times.append(_timed(engine, text))
        if sum(whole for whole, _ in times) > SLOW:
            break
    return times


def _timed(engine: Engine, text: str) -> tuple[float, float]:
    started = time.perf_counter()
    answer = engine.search(text)
    return (time.perf_counter() - started) * 1000, answer.inside


def full_flow(engine: Engine, cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return the times of one engine over the queries of all classes, warm, in five runs."""
    runs = [[_timed(engine, case.text) for case in cases] for _ in range(RUNS + 1)][1:]
    return {
        "whole": figures.of_runs([[whole for whole, _ in times] for times in runs]),
        "inside": figures.of_runs([[inside for _, inside in times] for times in runs]),
    }


def _place(engine: Engine, case: Case) -> int | None:
    return engine.search(case.text, is_counted=False).place(("quote", case.number))
