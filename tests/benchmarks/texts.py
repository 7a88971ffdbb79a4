"""A base whose sentences stand in stored texts, not in quotes: what pasted words are compared with.

The sentences of the corpus in their order, five to a paragraph, twenty paragraphs to a passage,
twenty passages to a source, all of full access. The first sentence of each source is a published
quote, since a source is public by what quotes it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from principles.text import FOLDING_VERSION
from tests.benchmarks import corpus, database, loading

SENTENCES, PARAGRAPHS, PASSAGES = 5, 20, 20
SOURCE = loading.SOURCE | {"text_access": "full", "has_parts": True}
CITATION = {
    "locator": "", "role": "original", "position": 1, "wording": "", "note": "",
    "verdict": "verbatim", "typography_only": False, "gives_part": False, "is_adrift": False,
    "start": 0, "paragraph": 1, "folding_version": FOLDING_VERSION,
}  # fmt: skip


def name_of(size: str) -> str:
    """Return the name of the base of that size."""
    return f"bench_texts_{size}"


def base(folder: Path, size: str, *, say: loading.Say) -> dict[str, Any]:
    """Make sure the base of that size is there and use it; return what loading it took."""
    path = corpus.corpus(folder, size)
    name = name_of(size)
    program = corpus.program(Path(__file__)) + loading.mark(folder).encode()
    mark = hashlib.sha256(program).hexdigest()
    noted = json.loads(database.comment(name) or "{}") if database.exists(name) else {}
    if noted.get("mark") != mark:
        say(f"Loading {path.name} into {name} …")
        database.create(name)
        database.use(name)
        call_command("migrate", verbosity=0)
        noted = {"mark": mark, "seconds": _load(path, say)}
        database.note(name, json.dumps(noted))
    database.use(name)
    return {"seconds": noted["seconds"]}


def passages(path: Path) -> Iterator[list[str]]:
    """Return the sentences of each passage, in the order of the base."""
    entries = (entry.text for entry in corpus.read(path))
    yield from (list(texts) for texts in _batched(entries, SENTENCES * PARAGRAPHS))


def _batched(values: Iterator[str], size: int) -> Iterator[Sequence[str]]:
    while batch := list(islice(values, size)):
        yield batch


def _load(path: Path, say: loading.Say) -> dict[str, float]:
    seconds = {}
    for step, act in (
        ("rows", lambda: _copy(path)),
        ("vacuum", loading.vacuum),
        ("index", loading.refill),
        ("lexicon", loading.refresh_lexicon),
    ):
        started = time.perf_counter()
        act()
        seconds[step] = round(time.perf_counter() - started, 2)
        say(f"  {step}: {seconds[step]} s")
    return seconds


def _copy(path: Path) -> None:
    firsts: list[str] = []

    def rows() -> Iterator[Sequence[Any]]:
        for number, sentences in zip(count(), passages(path), strict=False):
            if number % PASSAGES == 0:
                firsts.append(sentences[0])
            paragraphs = (" ".join(part) for part in _batched(iter(sentences), SENTENCES))
            position = number % PASSAGES + 1
            yield (
                number + 1,
                number // PASSAGES + 1,
                position,
                f"p. {position}",
                "\n\n".join(paragraphs),
                "en",
            )

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        loading._rows("passage", "id source_id position label text language", rows())
        loading._rows(
            "source",
            "number slug title year",
            ((n, f"book-{n}", f"Book {n}", 1900 + n % 100) for n in range(1, len(firsts) + 1)),
            fixed=SOURCE,
        )
        loading._rows("quote", "number text", enumerate(firsts, 1), fixed=loading.QUOTE)
        loading._rows(
            "citation",
            'quote_id source_id passage_id "end" spans',
            (
                (n, n, (n - 1) * PASSAGES + 1, len(text), f"{{0,{len(text)}}}")
                for n, text in enumerate(firsts, 1)
            ),
            fixed=CITATION,
        )
    loading._set_sequences()
