"""Queries for timing, by how many entries of a size have all their words.

Rare: at most 1,000, medium: at most 10,000, broad: more. Words are drawn from sentences of the
corpus as they come, common ones included, and the entries are counted by an engine that is not the
site's. Facets, totals and the first twenty results are asked for with each.
"""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

from tests.benchmarks import corpus, words
from tests.benchmarks.peer_tantivy import Tantivy

CLASSES = ("rare", "medium", "broad")
EACH = 40
MOST_TRIES = 20_000
LIMITS = {"rare": 1_000, "medium": 10_000}


def speed_queries(folder: Path, size: str, *, engine: Tantivy) -> dict[str, list[str]]:
    """Return forty queries of each class, fewer where the size has no more; kept in a file."""
    kept = folder / "corpus" / f"speeds-{size}.json"
    made_from = corpus.program(Path(__file__)) + corpus.fingerprint(folder).encode()
    mark = hashlib.sha256(made_from).hexdigest()
    if not kept.exists() or json.loads(kept.read_text())["mark"] != mark:
        made = _made(corpus.corpus(folder, size), engine)
        kept.write_text(json.dumps({"mark": mark, "queries": made}))
    queries: dict[str, list[str]] = json.loads(kept.read_text())["queries"]
    return queries


def class_of(matches: int) -> str:
    """Return the class of a query that so many entries match."""
    return next((name for name, most in LIMITS.items() if matches <= most), "broad")


def _made(path: Path, engine: Tantivy) -> dict[str, list[str]]:
    chance = random.Random(f"speeds {path.stem}")
    texts = [entry.text for entry in corpus.read(path)]
    made: dict[str, list[str]] = {name: [] for name in CLASSES}
    seen: set[str] = set()
    for attempt in range(MOST_TRIES):
        if all(len(found) == EACH for found in made.values()):
            break
        # Broad queries are few among what comes: every other try takes any words at all.
        text = chance.choice(texts)
        drawn = words.content(text) if attempt % 2 else list(dict.fromkeys(words.tokens(text)))
        count = min(len(drawn), chance.choice((1, 1, 2, 2, 3, 4)))
        query = " ".join(chance.sample(drawn, count))
        matches = engine.matches(query) if query and query not in seen else 0
        seen.add(query)
        found = made[class_of(matches)]
        if matches and len(found) < EACH:
            found.append(query)
    return made
