"""Measure the site's search beside other engines: what `make bench` runs.

    make bench                                       everything, at 25k and at a million quotes
    make bench SIZES=25k                             one size
    make bench ARGS="relevance speed --size 25k"     some sections; the report keeps the others
    make bench ARGS="relevance --part dev"           the queries for tuning

Figures are printed and kept in report.json beside the corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import database

SIZES = ("25k", "1m")


def main() -> int:
    """Measure what was asked for and print it; return the exit code."""
    folder = database.setup()
    from tests.benchmarks import report, sections  # noqa: PLC0415 (these need Django's settings)
    from tests.benchmarks.packages import PackagesError  # noqa: PLC0415  # the same

    asked = _arguments(list(sections.SECTIONS))
    kept = folder / ("report.json" if asked.part == "report" else f"report-{asked.part}.json")
    found: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    sizes: dict[str, Any] = found.setdefault("sizes", {})
    found["machine"] = sections.machine()
    try:
        for size in asked.size:
            bench = sections.Bench(folder, size, asked.part, _say)
            for _ in _measure(bench, asked.sections, into=sizes.setdefault(size, {})):
                found["server"] = database.server_settings()
                _keep(kept, found)
    except PackagesError as problem:
        _say(str(problem))
        return 1
    _say(report.text({s: sizes[s] for s in SIZES if s in sizes}, machine=found["machine"],
                     server=found["server"]))  # fmt: skip
    _say(f"\nAll figures are in {kept}.")
    return 0


def _measure(bench: Any, wanted: list[str], *, into: dict[str, Any]) -> Iterator[str]:
    """Yield the name of each section once its figures are there, so that a failure loses none."""
    from tests.benchmarks import sections  # noqa: PLC0415 (needs Django's settings)
    from tests.benchmarks.product import MissingError  # noqa: PLC0415  # the same

    for name, measure in sections.SECTIONS.items():
        if name not in wanted and name != "load":
            continue
        _say(f"{bench.size}: {name} …")
        started = time.perf_counter()
        try:
            into[name] = measure(bench)
        except MissingError as missing:
            into[name] = {"missing": str(missing)}
            _say(f"  {missing}")
        _say(f"  {name}: {time.perf_counter() - started:.0f} s")
        yield name


def _arguments(sections: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the search.")
    parser.add_argument("sections", nargs="*", help=f"of {', '.join(sections)}; all if none")
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--part", default="report", choices=("report", "dev", "test"))
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(sections):
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    asked.sections = asked.sections or sections
    asked.size = asked.size or os.environ.get("SIZES", "").replace(",", " ").split() or SIZES
    if unknown := set(asked.size) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}")
    return asked


def _keep(path: Path, found: dict[str, Any]) -> None:
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
