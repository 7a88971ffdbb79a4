"""The table of targets, what was reached of them, and the tables behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks import speeds
from tests.benchmarks.queries import CLASSES, NAMES

SITE, PEERS = "Precept", ("tantivy plain", "tantivy expert", "SQLite FTS5", "PG ts_rank")
TANTIVY = "tantivy expert"
COMING = "as they come"  # the harder set of queries decides
Sizes = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that is wanted: how it reads in a report, and whether it is reached."""

    name: str
    wanted: dict[str, float]
    figure: Callable[[dict[str, Any]], float]
    is_least: bool = False
    unit: str = "ms"

    def line(self, size: str, found: dict[str, Any]) -> tuple[str, str, str, str] | None:
        """Return name, wanted, figure and whether it is reached; None where none is wanted."""
        if size not in self.wanted:
            return None
        wanted = self.wanted[size]
        sign = "≥" if self.is_least else "≤"
        try:
            figure = self.figure(found)
        except (KeyError, TypeError):
            return self.name, f"{sign} {wanted:g} {self.unit}", "not measured", "–"
        is_reached = figure >= wanted if self.is_least else figure <= wanted
        said = f"{figure:.3f}" if self.unit == "MRR" else f"{figure:.2f}"
        return self.name, f"{sign} {wanted:g} {self.unit}", said, "yes" if is_reached else "NO"


def _share(name: str) -> Callable[[dict[str, Any]], float]:
    return lambda found: 100 * float(found["relevance"][COMING][SITE]["all"][name])


def _least_lead(found: dict[str, Any]) -> float:
    return float(min(lead for _, lead in leads(found)))


def leads(found: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Return by class how far the site's reciprocal rank is above the best peer's."""
    measured = found["relevance"][COMING]
    for kind in CLASSES:
        ours, *theirs = (measured[name]["classes"][kind]["mrr_at_10"] for name in (SITE, *PEERS))
        yield kind, ours - max(theirs)


def _worst_inside(found: dict[str, Any]) -> float:
    classes = [found["speed"][SITE][kind]["inside"]["p95"] for kind in speeds.CLASSES]
    return float(max(classes))


def _worst_alone(found: dict[str, Any]) -> float:
    return float(max(found["alone"][kind]["inside"]["p95"] for kind in speeds.CLASSES))


def _ratio(kind: str) -> Callable[[dict[str, Any]], float]:
    def ratio(found: dict[str, Any]) -> float:
        ours = found["speed"][SITE][kind]["inside"]["p95"]
        return float(ours / found["speed"][TANTIVY][kind]["whole"]["p95"])

    return ratio


def _at(*path: str, scale: float = 1) -> Callable[[dict[str, Any]], float]:
    def figure(found: dict[str, Any]) -> float:
        inner: Any = found
        for step in path:
            inner = inner[step]
        return scale * float(inner)

    return figure


def _import_seconds(found: dict[str, Any]) -> float:
    steps = ("rows", "index", "lexicon")
    return float(sum(found["load"]["seconds"][step] for step in steps))


def _import_memory(found: dict[str, Any]) -> float:
    return float(found["load"]["client_bytes"] + found["load"]["server_bytes"]) / 1e6


TARGETS = (
    Target("success@1, all classes", {"25k": 97, "1m": 92}, _share("success_at_1"), True, "%"),
    Target("success@10, all classes", {"25k": 99, "1m": 98}, _share("success_at_10"), True, "%"),
    Target("MRR@10 above the best peer, least class", {"25k": -0.01, "1m": -0.01}, _least_lead,
           True, "MRR"),
    Target("p95 of a search in the database, worst class", {"25k": 8, "1m": 10}, _worst_inside),
    Target("the same, the site alone", {"25k": 8, "1m": 10}, _worst_alone),
    Target("p95 × tantivy, rare", {"1m": 1.5}, _ratio("rare"), unit="×"),
    Target("p95 × tantivy, medium", {"1m": 2}, _ratio("medium"), unit="×"),
    Target("p95 × tantivy, broad", {"1m": 0.6}, _ratio("broad"), unit="×"),
    Target("p95 of /search/ over HTTP", {"25k": 60, "1m": 80},
           _at("pages", "page", "milliseconds", "p95")),
    Target("p95 of suggestions over HTTP", {"25k": 15, "1m": 20},
           _at("pages", "suggest", "milliseconds", "p95")),
    Target("first correction right", {"25k": 94, "1m": 94}, _at("corrections", "right", scale=100),
           True, "%"),
    Target("real words searched as another", {"25k": 0}, _at("real-words", "replaced"),
           unit="words"),
    Target("questions within five, points below their bare words", {"25k": 5, "1m": 5},
           _at("questions", "below_bare", scale=100), unit="points"),
    Target("two words, one of them there: not empty", {"25k": 95, "1m": 95},
           _at("short", "pairs_not_empty", scale=100), True, "%"),
    Target("near-duplicate recall", {"25k": 98, "1m": 98}, _at("duplicates", "recall", scale=100),
           True, "%"),
    Target("near-duplicate precision", {"25k": 98, "1m": 98},
           _at("duplicates", "precision", scale=100), True, "%"),
    Target("p95 of near-duplicates", {"1m": 60}, _at("duplicates", "milliseconds", "p95")),
    Target("import of the corpus, index ready", {"1m": 90}, _import_seconds, unit="s"),
    Target("memory of the import", {"1m": 500}, _import_memory, unit="MB"),
    Target("an edit, more than without index (p50)", {"25k": 5, "1m": 5},
           _at("edits", "edit", "more_p50")),
    Target("a tag renamed", {"25k": 5, "1m": 5}, _at("edits", "rename", "tag", "milliseconds")),
    Target("a principle renamed", {"25k": 5, "1m": 5},
           _at("edits", "rename", "principle", "milliseconds")),
    Target("a person of 10,000 quotes renamed", {"1m": 5},
           _at("edits", "rename", "person", "milliseconds", scale=0.001), unit="s"),
    Target("p95 of a sentence verified over HTTP", {"25k": 150, "1m": 150},
           _at("verify", "sentence", "all", "p95")),
    Target("p95 of 2,000 words verified over HTTP", {"25k": 2_000, "1m": 2_000},
           _at("verify", "long", "milliseconds", "p95")),
    Target("pasted sentences with the right verdict and place", {"25k": 98, "1m": 98},
           _at("verify", "judged", "share", scale=100), True, "%"),
    Target("false claims called verbatim or elided", {"25k": 0},
           _at("error_rates", "rates", "false_verbatim", "count"), unit=""),
    Target("the worst paste of 20,000 characters × a usual one", {"25k": 3, "1m": 3},
           _at("worst_paste", "times"), unit="×"),
    *(Target(f"{name}, seeded, × a bare view", {"25k": wanted},
             _at("site", "seeded", "ratios", name), True, "×")
      for name, wanted in (("kept", 0.7), ("304", 0.9))),
    *(Target(f"requests that failed, {base}", {"25k": 0},
             _at("site", base, "mixed", "failed"), unit="")
      for base in ("seeded", "100000 quotes")),
    *(Target(f"p95 at two thirds of the highest rate, {base}", {"25k": 250},
             _at("site", base, "mixed", "p95"))
      for base in ("seeded", "100000 quotes")),
    Target("odd searches that failed", {"25k": 0}, _at("fuzz", "failed"), unit=""),
    Target("odd searches over 300 ms", {"25k": 0}, _at("fuzz", "too_slow"), unit=""),
)  # fmt: skip


def text(sizes: Sizes, *, machine: dict[str, Any], server: dict[str, str]) -> str:
    """Return the whole report as lines of text."""
    lines = [f"{name}: {value}" for name, value in machine.items()]
    lines += ["server: " + ", ".join(f"{name}={value}" for name, value in server.items()), ""]
    for size, found in sizes.items():
        lines += [f"== {size} ==", *_targets(size, found), ""]
        if "relevance" in found:
            for queries, measured in found["relevance"].items():
                lines += [f"Relevance, queries {queries}:", *_relevance(measured), ""]
        if "speed" in found:
            lines += [*_speed(found), ""]
    if growth := _growth(sizes):
        lines.append(growth)
    return "\n".join(lines)


def _targets(size: str, found: dict[str, Any]) -> list[str]:
    rows = [line for target in TARGETS if (line := target.line(size, found))]
    return _table(("what", "wanted", "measured", "reached"), rows)


def _relevance(measured: dict[str, Any]) -> list[str]:
    rows = []
    for name in (SITE, *PEERS):
        columns = [measured[name]["classes"][kind] for kind in CLASSES] + [measured[name]["all"]]
        rows.append((name, *map(_shares, columns)))
    every = measured[SITE]["all"]
    intervals = " / ".join(
        "{:.1f}–{:.1f}".format(*(100 * end for end in every[f"{figure}_interval"]))
        for figure in ("success_at_1", "success_at_10", "mrr_at_10")
    )
    header = ("s@1/s@10/MRR@10", *(f"{kind} {NAMES[kind]}" for kind in CLASSES), "all")
    return [*_table(header, rows), f"{SITE}, 95 % intervals over all classes: {intervals}"]


def _shares(figures: dict[str, Any]) -> str:
    first, tenth = 100 * figures["success_at_1"], 100 * figures["success_at_10"]
    return f"{first:.1f}/{tenth:.1f}/{figures['mrr_at_10']:.3f}"


def _speed(found: dict[str, Any]) -> list[str]:
    measured = found["speed"]
    rows: list[Sequence[str]] = []
    for name, where in ((SITE, "inside"), (SITE, "whole"), *((peer, "whole") for peer in PEERS)):
        times = [measured[name][kind][where] for kind in speeds.CLASSES]
        label = f"{name}, in the database" if where == "inside" else name
        rows.append((label, *(f"{took['p50']:.2f}/{took['p95']:.2f}" for took in times)))
    if "alone" in found:
        times = [found["alone"][kind]["inside"] for kind in speeds.CLASSES]
        label = f"{SITE} alone, in the database"
        rows.append((label, *(f"{took['p50']:.2f}/{took['p95']:.2f}" for took in times)))
    ratios = [f"{_ratio(kind)(found):.2f}" for kind in speeds.CLASSES]
    rows.append(("p95 in the database × tantivy expert", *ratios))
    counted = [str(measured[SITE][kind]["whole"]["queries"]) for kind in speeds.CLASSES]
    rows.append(("queries", *counted))
    return _table(("p50/p95 ms, median of runs", *speeds.CLASSES), rows)


def _growth(sizes: Sizes) -> str:
    try:
        small, large = (
            sizes[size]["speed"]["full flow"]["inside"]["p95"] for size in ("25k", "1m")
        )
    except KeyError:
        return ""
    reached = "yes" if large < 3 * small else "NO"
    return (
        f"p95 in the database over the relevance queries: {small:.2f} ms at 25k, {large:.2f} ms at"
        f" 1m: {large / small:.2f} times (wanted: less than 3): {reached}"
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * width for width in widths], *rows]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
