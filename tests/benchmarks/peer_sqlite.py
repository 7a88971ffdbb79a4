"""SQLite's FTS5: all the words, or any where fewer than ten entries have all, ranked by bm25."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path

from tests.benchmarks import prose
from tests.benchmarks.engines import SHOWN, VALUES, Answer, Engine, Row, built, finish, rows

ENOUGH = 10
KINDS = ("principle", "quote", "source")
_TABLES = """
CREATE VIRTUAL TABLE entry USING fts5(text, names, content='', tokenize='porter unicode61');
CREATE TABLE facet (entry INTEGER, facet TEXT, value INTEGER, PRIMARY KEY (entry, facet, value))
    WITHOUT ROWID;
"""
_BEST = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 1.0, 0.7) LIMIT ?"
_TOTAL = "SELECT count(*) FROM entry WHERE entry MATCH ?"
_FACETS = """
SELECT count(*) FROM (
    SELECT facet, value, row_number() OVER (PARTITION BY facet ORDER BY count(*) DESC) AS place
    FROM facet WHERE entry IN (SELECT rowid FROM entry WHERE entry MATCH ?)
    GROUP BY facet, value)
WHERE place <= ?
"""


class Fts5(Engine):
    """The whole of it in one file, read by this process."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path, path: Path) -> None:
        place, is_complete = built(folder, "sqlite", path=path, program=__file__)
        self.connection = sqlite3.connect(place / "index.sqlite3")
        self.connection.execute("PRAGMA cache_size = -512000")
        self.connection.execute("PRAGMA mmap_size = 4000000000")
        if not is_complete:
            started = time.perf_counter()
            self._fill(path)
            finish(place, path=path, program=__file__, started=started)

    def _fill(self, path: Path) -> None:
        self.connection.executescript(_TABLES)
        for row in rows(path):
            key = row.number * 4 + KINDS.index(row.kind)
            self.connection.execute(
                "INSERT INTO entry (rowid, text, names) VALUES (?, ?, ?)",
                (key, prose.key(row.text), prose.key(row.names)),
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
                [(key, facet, value) for facet, value in _values(row)],
            )
        self.connection.execute("INSERT INTO entry (entry) VALUES ('optimize')")
        self.connection.execute("ANALYZE")
        self.connection.commit()

    def search(self, text: str, *, is_counted: bool = True) -> Answer:
        parts = [f'"{prose.key(words)}"' for words in re.findall(r'"([^"]+)"', text)]
        parts += [f'"{word}"' for word in prose.key(re.sub(r'"[^"]+"', " ", text)).split()]
        query = " AND ".join(parts)
        total = self._total(query)
        if total < ENOUGH and len(parts) > 1:
            query = " OR ".join(parts)
            total = self._total(query)
        best = self.connection.execute(_BEST, (query, SHOWN)).fetchall()
        values = 0
        if is_counted:
            (values,) = self.connection.execute(_FACETS, (query, VALUES)).fetchone()
        return Answer(
            hits=tuple((KINDS[key % 4], key // 4) for (key,) in best), total=total, values=values
        )

    def _total(self, query: str) -> int:
        return int(self.connection.execute(_TOTAL, (query,)).fetchone()[0])


def _values(row: Row) -> list[tuple[str, int]]:
    values = [("kind", KINDS.index(row.kind))]
    values += [("source", row.source)] if row.source else []
    values += [("year", row.year)] if row.year is not None else []
    values += [("verdict", 4)] if row.kind == "quote" else []
    values += [("person", value) for value in row.people]
    values += [("tag", value) for value in row.tags]
    return values + [("principle", value) for value in row.principles]
