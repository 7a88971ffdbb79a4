"""The corpus: real English sentences out of Debian's packages, in two sizes.

The smaller one holds quotes with their authors as far as there are any; the larger one begins with
the smaller and goes on with verses, dictionaries and documentation. Every sentence was written by
somebody and stands once: none is recombined from others. Who speaks is real for two thirds of the
smaller corpus; works, tags and principles are made up, since no package tells them.
"""

from __future__ import annotations

import ast
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from tests.benchmarks import documentation, names, packages, prose, quotations
from tests.benchmarks.quotations import Sentence

SIZES = {"25k": 25_000, "1m": 1_000_000}
WORKS = {"25k": 2_000, "1m": 20_000}
PEOPLE, TAGS, PRINCIPLES = 4_000, 300, 200
SUPPORTING = 0.05
TAGGED = (0.3, 0.6, 0.8, 0.95)  # the share of quotes with none, one, two and three tags at most
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Entry:
    """A quote of the corpus with everything the base holds of it."""

    text: str
    speaker: str
    source: str
    year: int | None
    tags: tuple[str, ...]
    principles: tuple[str, ...]
    origin: str
    is_quoted: bool


def corpus(folder: Path, size: str) -> Path:
    """Return the file of that size, JSON lines, making both where packages or program changed."""
    made, mark = folder / "corpus", _mark(folder)
    stamp = made / "stamp.json"
    if not stamp.exists() or json.loads(stamp.read_text())["made_from"] != mark:
        made.mkdir(parents=True, exist_ok=True)
        _write(folder, made)
        content = hashlib.sha256((made / "1m.jsonl").read_bytes()).hexdigest()
        stamp.write_text(json.dumps({"made_from": _mark(folder), "content": content}))
    return made / f"{size}.jsonl"


def fingerprint(folder: Path) -> str:
    """Return what tells the corpus that lies there from others."""
    return str(json.loads((folder / "corpus" / "stamp.json").read_text())["content"])


def program(path: Path) -> bytes:
    """Return what a program does, whatever its layout, comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            del node.body[0]
    return ast.dump(tree).encode()


def read(path: Path) -> Iterator[Entry]:
    """Return the entries of a file of the corpus."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            tags, principles = tuple(fields.pop("tags")), tuple(fields.pop("principles"))
            yield Entry(**fields, tags=tags, principles=principles)


def _mark(folder: Path) -> str:
    here = Path(__file__).parent
    modules = ("corpus", "documentation", "names", "packages", "prose", "quotations")
    programs = [program(here / f"{module}.py") for module in modules]
    versions = "\n".join(packages.versions(folder)).encode()
    return hashlib.sha256(b"\0".join([*programs, versions])).hexdigest()


def _write(folder: Path, made: Path) -> None:
    found = packages.unpacked(folder)
    gathered = list(islice(_different(_sentences(found)), SIZES["1m"]))
    entries = _dressed(gathered)
    small = (made / "25k.jsonl").open("w", encoding="utf-8")
    large = (made / "1m.jsonl").open("w", encoding="utf-8")
    with small, large:
        for place, entry in enumerate(entries):
            line = json.dumps(entry, ensure_ascii=False) + "\n"
            large.write(line)
            if place < SIZES["25k"]:
                small.write(line)


def _sentences(found: dict[str, Path]) -> Iterator[Sentence]:
    yield from quotations.fortunes([found["fortunes"], found["fortunes-min"]])
    yield from quotations.cited(found["dict-gcide"])
    yield from quotations.wordnet(found["wordnet-base"])
    yield from quotations.bible(found["bible-kjv"], found["bible-kjv-text"])
    for name in ("devil", "jargon", "gcide", "foldoc"):
        yield from quotations.definitions(found[f"dict-{name}"], name)
    for name in packages.PROSE:
        for text in documentation.sentences(found[name]):
            yield Sentence(text, name)


def _different(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    """Return the sentences whose words no earlier one has."""
    seen: set[bytes] = set()
    for sentence in sentences:
        digest = hashlib.blake2b(prose.key(sentence.text).encode(), digest_size=10).digest()
        if digest not in seen:
            seen.add(digest)
            yield sentence


def _dressed(gathered: list[Sentence]) -> Iterator[dict[str, object]]:
    chance = random.Random(SEED)
    first = gathered[: SIZES["25k"]]
    vocabulary = names.frequencies(sentence.text for sentence in first)
    nouns = names.subjects(vocabulary)
    tags, principles = nouns[:TAGS], names.principle_names(nouns[TAGS:], PRINCIPLES)
    people = names.people(PEOPLE, seed=SEED)
    works = names.works(WORKS["1m"], vocabulary=vocabulary, seed=SEED)
    speaking, tagging = names.Zipf(PEOPLE), names.Zipf(TAGS)
    supporting = names.Zipf(PRINCIPLES, exponent=0.6)
    citing = {size: names.Zipf(count, exponent=0.7) for size, count in WORKS.items()}
    sizes = chain(["25k"] * len(first), ["1m"] * (len(gathered) - len(first)))
    for sentence, size in zip(gathered, sizes, strict=True):
        work = works[citing[size].draw(chance)]
        share, supports = chance.random(), chance.random() < SUPPORTING
        count = sum(share >= least for least in TAGGED)
        speaker = sentence.speaker or people[speaking.draw(chance)]
        tagged = {tags[tagging.draw(chance)] for _ in range(count)}
        resting = chance.randint(1, 2) * supports
        yield {
            "text": sentence.text,
            "speaker": speaker,
            "source": work.title,
            "year": work.year,
            "tags": sorted(tagged),
            "principles": sorted({principles[supporting.draw(chance)] for _ in range(resting)}),
            "origin": sentence.origin,
            "is_quoted": sentence.is_quoted,
        }
