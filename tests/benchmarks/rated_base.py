"""The base that the labelled claims are checked against: the seed and the corpus's texts.

It is loaded as any content is, from a bundle of files, so that it has what a site would have.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command

from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from principles.transfer import import_bundle, read_bundle
from tests.benchmarks import corpus, database, loading, rated_texts
from tests.benchmarks.rated_texts import Stock, Text

NAME = "bench_rated"
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FIRST_NUMBER = 1_001  # of sources and quotes beside the seed's


def base(folder: Path, stock: Stock, *, say: loading.Say) -> None:
    """Make sure that the base is there and use it."""
    mark = _mark(folder)
    if not database.exists(NAME) or database.comment(NAME) != mark:
        say(f"Loading {NAME} …")
        bundle = folder / "rated"
        _write(bundle, [text for text in stock.texts if text.origin == rated_texts.CORPUS])
        database.create(NAME)
        database.use(NAME)
        call_command("migrate", verbosity=0)
        import_bundle(read_bundle(bundle), recompute=recompute, keeping_anchors=keeping_anchors)
        refresh()
        database.note(NAME, mark)
    database.use(NAME)


def _mark(folder: Path) -> str:
    programs = (Path(__file__), Path(rated_texts.__file__))
    made = [corpus.program(path) for path in programs]
    made += [path.read_bytes() for path in sorted(FIXTURES.rglob("*")) if path.is_file()]
    made.append(loading.mark(folder).encode())
    return hashlib.sha256(b"\0".join(made)).hexdigest()


def _write(bundle: Path, texts: list[Text]) -> None:
    shutil.rmtree(bundle, ignore_errors=True)
    shutil.copytree(FIXTURES, bundle)
    with (bundle / "people.toml").open("a", encoding="utf-8") as people:
        for text in texts:
            first, last = text.author.split()
            people.write(
                f'\n[[person]]\nslug = "{_slug(text.author)}"\nname = "{text.author}"\n'
                f'sort_name = "{last}, {first}"\n'
            )
    for number, text in enumerate(texts, FIRST_NUMBER):
        folder = bundle / "sources" / text.slug
        folder.mkdir()
        for name, lines in (
            ("source.toml", _source(text, number)),
            ("text.txt", _body(text)),
            ("quotes.toml", _quotes(text, number)),
        ):
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _source(text: Text, number: int) -> Iterator[str]:
    yield f"number = {number}"
    yield f'slug = "{text.slug}"'
    yield f'title = "{text.title}"'
    yield from ('kind = "book"', 'level = "primary"', f"year = {text.year}")
    yield from ('text_access = "full"', "has_parts = true")
    yield f'\n[[contributor]]\nperson = "{_slug(text.author)}"\nrole = "author"'
    for position in range(1, len(text.passages) + 1):
        yield f'\n[[passage]]\nposition = {position}\nlabel = "p. {position}"\nlanguage = "en"'


def _body(text: Text) -> Iterator[str]:
    for position, passage in enumerate(text.passages, 1):
        yield f"=== p. {position}"
        for paragraph in passage:
            yield f"\n{' '.join(paragraph)}"
        yield ""


def _quotes(text: Text, number: int) -> Iterator[str]:
    """Yield one quote, since a source is public by what quotes it."""
    yield f"[[quote]]\nnumber = {number}"
    yield f"text = {json.dumps(text.passages[0][0][0], ensure_ascii=False)}"
    yield f'language = "en"\nspeakers = ["{_slug(text.author)}"]\ntags = []'
    yield 'status = "published"\npublished = 2026-11-23'
    yield f'\n[[quote.citation]]\nsource = "{text.slug}"\npassage = 1\nrole = "original"'
