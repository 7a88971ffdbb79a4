"""What every engine measured here can do: build itself, and answer a query with its facets."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import corpus

SHOWN = 20  # results of an answer, in every engine
VALUES = 50  # of a facet
FACETS = ("kind", "source", "year", "verdict", "principle", "person", "tag")

Key = tuple[str, int]  # kind and number


@dataclass(frozen=True, slots=True)
class Answer:
    """The first results with the total and how many facet values were counted.

    `inside` is the milliseconds spent inside the database, where there is one apart.
    """

    hits: tuple[Key, ...]
    total: int
    values: int = 0
    is_exact: bool = True
    inside: float = 0.0

    def place(self, wanted: Key) -> int | None:
        """Return the place of a result, 1 for the first, None if it is not among them."""
        return self.hits.index(wanted) + 1 if wanted in self.hits else None


class Engine(ABC):
    """An engine with one size of the corpus in it."""

    name: str
    shares_server = False  # with the site, whose buffers it then fills with what it reads

    @abstractmethod
    def search(self, text: str, *, is_counted: bool = True) -> Answer:
        """Return the best results of what was typed, with the total and the facets.

        Where these are not asked for, an engine may leave them out.
        """

    def matches(self, text: str) -> int:
        """Return how many entries have all the words."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as an index sees it; facet values are numbers as in the site's own tables."""

    kind: str
    number: int
    text: str
    names: str
    source: int = 0
    year: int | None = None
    people: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    principles: tuple[int, ...] = ()


def rows(path: Path) -> Iterator[Row]:
    """Return quotes, sources and principles of a corpus, numbered as the site's tables are."""
    people: dict[str, int] = {}
    works: dict[str, int] = {}
    tags: dict[str, int] = {}
    principles: dict[str, int] = {}
    years: dict[str, int | None] = {}
    for number, entry in enumerate(corpus.read(path), 1):
        years.setdefault(entry.source, entry.year)
        yield Row(
            kind="quote",
            number=number,
            text=entry.text,
            names=f"{entry.speaker} {entry.source} {entry.year or ''}".strip(),
            source=works.setdefault(entry.source, len(works) + 1),
            year=entry.year,
            people=(people.setdefault(entry.speaker, len(people) + 1),),
            tags=tuple(tags.setdefault(tag, len(tags) + 1) for tag in entry.tags),
            principles=tuple(
                principles.setdefault(name, len(principles) + 1) for name in entry.principles
            ),
        )
    for title, number in works.items():
        named = f"{title} {years[title] or ''}".strip()
        yield Row("source", number, named, "book", source=number, year=years[title])
    for name, number in principles.items():
        maxim = f"{name}, and not the other way round."
        yield Row("principle", number, f"{name}. {maxim}", "", principles=(number,))


def built(folder: Path, name: str, *, path: Path, program: str) -> tuple[Path, bool]:
    """Return the folder of an engine's index and whether it is complete for that corpus.

    One that is not is emptied; `finish` marks it as complete.
    """
    place = folder / "peers" / path.stem / name
    mark = _mark(path, program)
    stamp = place / "complete.json"
    if stamp.exists() and json.loads(stamp.read_text())["mark"] == mark:
        return place, True
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return place, False


def finish(place: Path, *, path: Path, program: str, started: float) -> None:
    """Mark an index as complete, with the seconds it took since `started`."""
    seconds = round(time.perf_counter() - started, 1)
    stamp = {"mark": _mark(path, program), "seconds": seconds}
    (place / "complete.json").write_text(json.dumps(stamp))


def build_seconds(place: Path) -> float:
    """Return how long an index took to build."""
    return float(json.loads((place / "complete.json").read_text())["seconds"])


def _mark(path: Path, program: str) -> str:
    programs = [corpus.program(Path(program)), corpus.program(Path(__file__))]
    made = b"\0".join([corpus.fingerprint(path.parent.parent).encode(), *programs])
    return hashlib.sha256(made).hexdigest()
