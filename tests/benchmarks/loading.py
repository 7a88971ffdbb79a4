"""Fill the site's own tables with a corpus, and the index by the site's own functions.

Rows come by COPY with triggers off, over three connections at once: what the triggers keep true
(dates, verdicts, the index) is written as they would leave it, and then the index is made by a
rebuild. The tables' own indexes are made when the rows are there. At the end, which is no part of
an import and not counted as such, the index's rows are put in no order. A base stays until the
corpus or the migrations change.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import orjson
from django.core.management import call_command
from django.db import connection
from django.utils.text import slugify

from principles.models import SearchEntry, Status, Verdict
from principles.search import lexicon
from tests.benchmarks import corpus, database, indexes, memory

PUBLISHED = "2026-01-01 00:00:00+00"
QUOTES = ["principles_quote"]
TAGS = ["principles_quotetag"]
EVIDENCE = [
    "principles_person", "principles_source", "principles_attribution", "principles_citation",
]  # fmt: skip
ROWS_AT_ONCE = 200
FILLED_IN = 600  # seconds, after which somebody was killed
SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
PRINCIPLES = Path(__file__).resolve().parents[2] / "principles"
QUOTE = {
    "status": Status.PUBLISHED, "published_at": PUBLISHED, "language": "en", "is_fragment": False,
    "stands_alone": True, "note": "", "standing": "attributed", "standing_evidence": "",
    "real_origin": "",
}  # fmt: skip
SOURCE = {
    "kind": "book", "level": "primary", "publisher": "", "url": "", "archived_url": "",
    "identifiers": "{}", "summary": "", "note": "", "text_access": "window", "has_parts": False,
}  # fmt: skip
CITATION = {
    "locator": "", "role": "original", "position": 1, "wording": "", "note": "", "spans": "{}",
    "verdict": Verdict.UNVERIFIED, "typography_only": False, "gives_part": False,
    "is_adrift": False, "folding_version": 0,
}  # fmt: skip
PRINCIPLE = {
    "status": Status.PUBLISHED, "published_at": PUBLISHED, "body": "", "aliases": "{}",
    "other_names": "{}",
    "summary": "What comes first is settled first.",
}  # fmt: skip


class Sides(dict[str, int]):
    """Numbers for people, works, tags or principles, given in the order they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.slugs: set[str] = set()

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self) + 1
        return number

    def slug(self, name: str, *, fallback: str) -> str:
        stem = slugify(name)[:70].strip("-") or fallback
        stem = f"{fallback}-{stem}" if stem.isdecimal() else stem
        slug, count = stem, 1
        while slug in self.slugs:
            count += 1
            slug = f"{stem}-{count}"
        self.slugs.add(slug)
        return slug


Say = Callable[[str], None]


def base(folder: Path, size: str, *, say: Say) -> dict[str, Any]:
    """Make sure the base of that size is there and use it; return what loading it took.

    `seconds` by step, and the most memory of this process and of the server's; all as of the run
    that made it.
    """
    return _base(folder, corpus.corpus(folder, size), database.name_of(size), say=say)


def beginning(folder: Path, quotes: int, *, say: Say) -> None:
    """Make sure a base of the first so many quotes of the largest corpus is there and use it."""
    whole = corpus.corpus(folder, "1m")
    part = whole.with_name(f"{quotes}.jsonl")
    with whole.open("rb") as lines, part.open("wb") as out:
        out.writelines(islice(lines, quotes))
    _base(folder, part, database.name_of(str(quotes)), say=say)


def _base(folder: Path, path: Path, name: str, *, say: Say) -> dict[str, Any]:
    current = mark(folder)
    noted = json.loads(database.comment(name) or "{}") if database.exists(name) else {}
    if noted.get("mark") != current:
        say(f"Loading {path.name} into {name} …")
        database.create(name)
        database.use(name)
        call_command("migrate", verbosity=0)
        os.sync()  # what was written before is no part of it
        with memory.peak() as peak:
            seconds = _load(path, say)
        shuffle()
        held = {"client_bytes": peak.client, "server_bytes": peak.server}
        noted = {"mark": current, "seconds": seconds, **held}
        database.note(name, json.dumps(noted))
    database.use(name)
    return {name: value for name, value in noted.items() if name != "mark"}


def mark(folder: Path) -> str:
    """Return what changes whenever a base has to be made anew."""
    tables = [*PRINCIPLES.glob("migrations/*.py"), *PRINCIPLES.glob("**/*.sql")]
    made = [path.read_bytes() for path in sorted(tables)]
    programs = (Path(__file__), Path(indexes.__file__))
    made += [*map(corpus.program, programs), corpus.fingerprint(folder).encode()]
    return hashlib.sha256(b"\0".join(made)).hexdigest()


def _load(path: Path, say: Say) -> dict[str, float]:
    seconds: dict[str, float] = {}

    def timed(step: str, act: Callable[[], None]) -> None:
        started = time.perf_counter()
        act()
        seconds[step] = round(time.perf_counter() - started, 2)
        say(f"  {step}: {seconds[step]} s")

    timed("rows", lambda: _copy(path))
    timed("index", refill)
    timed("lexicon", refresh_lexicon)
    return seconds


def _copy(path: Path) -> None:
    """Fill the tables by three processes: quotes, their tags, and what else is said of them."""
    connection.close()  # or all would speak over it
    fork = get_context("fork")
    copies = (_copy_quotes, _copy_tags, _copy_evidence)
    all_have_filled = fork.Barrier(len(copies))
    processes = [fork.Process(target=copy, args=(path, all_have_filled)) for copy in copies]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("Not all was loaded: the words are above.")
    _set_sequences()


def _copy_quotes(path: Path, all_have_filled: Barrier) -> None:
    with _filled(QUOTES, all_have_filled):
        texts = ((number, entry["text"]) for number, entry in _entries(path))
        _rows("quote", "number text", texts, fixed=QUOTE)


def _copy_tags(path: Path, all_have_filled: Barrier) -> None:
    tags = Sides()
    with _filled(TAGS, all_have_filled):
        tagged = ((number, tags[tag]) for number, entry in _entries(path) for tag in entry["tags"])
        _numbers("quotetag", "quote_id tag_id", tagged)
        named = ((number, name, tags.slug(name, fallback="tag")) for name, number in tags.items())
        _rows("tag", "id name slug", named)


def _copy_evidence(path: Path, all_have_filled: Barrier) -> None:
    people, works, principles = Sides(), Sides(), Sides()
    years: list[int | None] = []
    speakers, cited = array("I"), array("I")
    supports: list[tuple[int, int, int, str]] = []
    placed: dict[int, int] = {}
    for number, entry in _entries(path):
        source = works[entry["source"]]
        if source > len(years):
            years.append(entry["year"])
        speakers.append(people[entry["speaker"]])
        cited.append(source)
        for principle in [principles[name] for name in entry["principles"]]:
            placed[principle] = placed.get(principle, 0) + 1
            supports.append((principle, number, placed[principle], ""))
    with _filled(EVIDENCE, all_have_filled):
        _rows("person", "id slug name sort_name note", _people(people))
        _rows("source", "number slug title year", _works(works, years), fixed=SOURCE)
        _rows(
            "principle", "number slug name maxim position", _principles(principles), fixed=PRINCIPLE
        )
        spoken = ((number, person, 1) for number, person in enumerate(speakers, 1))
        _numbers("attribution", "quote_id person_id position", spoken)
        _numbers("citation", "quote_id source_id", enumerate(cited, 1), fixed=CITATION)
        _rows("support", "principle_id quote_id position note", supports)


@contextmanager
def _filled(tables: Sequence[str], all_have_filled: Barrier) -> Iterator[None]:
    """Fill the tables within, without their triggers and before their indexes.

    They are vacuumed when nobody writes any more: what others may not see yet is not noted.
    """
    try:
        with indexes.made_afterwards(tables), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
        all_have_filled.wait(FILLED_IN)
    except BaseException:
        all_have_filled.abort()
        raise
    vacuum(tables)


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as lines:
        yield from enumerate(map(orjson.loads, lines), 1)


def _people(people: Sides) -> Iterator[Sequence[Any]]:
    for name, number in people.items():
        first, _, last = name.rpartition(" ")
        sort_name = f"{last}, {first}" if first else last
        yield number, people.slug(name, fallback="person"), name, sort_name, ""


def _works(works: Sides, years: Sequence[int | None]) -> Iterator[Sequence[Any]]:
    for (title, number), year in zip(works.items(), years, strict=True):
        yield number, works.slug(title, fallback="source"), title, year


def _principles(principles: Sides) -> Iterator[Sequence[Any]]:
    for name, number in principles.items():
        maxim = f"{name}, and not the other way round."
        yield number, principles.slug(name, fallback="principle"), name, maxim, number


def _rows(
    table: str, columns: str, rows: Iterable[Sequence[Any]], *, fixed: dict[str, Any] | None = None
) -> None:
    lines = ("\t".join(map(_written, row)) for row in rows)
    _lines(table, columns, lines, fixed=fixed or {})


def _numbers(
    table: str,
    columns: str,
    rows: Iterable[tuple[int, ...]],
    *,
    fixed: dict[str, Any] | None = None,
) -> None:
    """Copy rows of numbers alone, which are written in a third of the time."""
    pattern = "\t".join("%d" for _ in columns.split())
    _lines(table, columns, map(pattern.__mod__, rows), fixed=fixed or {})


def _lines(table: str, columns: str, lines: Iterator[str], *, fixed: dict[str, Any]) -> None:
    """Copy lines that COPY reads, each with what is the same in all of them."""
    names = ", ".join([*columns.split(), *fixed])
    end = "".join(f"\t{_written(value)}" for value in fixed.values()) + "\n"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY principles_{table} ({names}) FROM STDIN") as copy:
            while some := list(islice(lines, ROWS_AT_ONCE)):
                copy.write(end.join([*some, ""]))


def _written(value: Any) -> str:
    """Return a value as COPY reads it."""
    if isinstance(value, str):
        return value.translate(ESCAPES) if SPECIAL.search(value) else value
    return "\\N" if value is None else str(value)


def _set_sequences() -> None:
    with connection.cursor() as cursor:
        for table, key in (("quote", "number"), ("source", "number"), ("principle", "number"),
                           ("person", "id"), ("tag", "id")):  # fmt: skip
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('principles_{table}', '{key}'),"
                f" (SELECT max({key}) FROM principles_{table}))"
            )


def vacuum(tables: Sequence[str] = ()) -> None:
    """Note which pages all can see, as the server would by itself some time later."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables)}")


def refill() -> None:
    """Fill the index as the site's command does."""
    SearchEntry.objects.rebuild()


def shuffle() -> None:
    """Let the rows of the index lie in no order.

    The queries' targets are among the first sentences, and a search that bounds how many rows it
    looks at would otherwise meet these first.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX shuffled ON principles_searchentry (hashint4(number), id)")
        cursor.execute("CLUSTER principles_searchentry USING shuffled")
        cursor.execute("DROP INDEX shuffled")
    vacuum()


def refresh_lexicon() -> None:
    """Read the words of the base; the planner is told meanwhile what the index has.

    The server would do that by itself, and as much beside other work, some time later.
    """
    with ThreadPoolExecutor(1) as beside:
        analyzed = beside.submit(_analyze_index)
        lexicon.refresh()
        analyzed.result()


def _analyze_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE principles_searchentry")
    connection.close()  # that of this thread
