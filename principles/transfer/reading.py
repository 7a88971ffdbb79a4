"""Read an unpacked bundle: the portable form of a whole base, in files an editor can read.

`base.toml` names the base; `people.toml`, `tags.toml` and `synonyms.toml` list those, and
`addresses.toml` former addresses; a folder in
`sources/` holds one source, its text and the quotes first found there; a file in `principles/` is
one principle; quotes that cite nothing yet stand in `quotes.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import TypeVar
from uuid import UUID

from principles.transfer import entries
from principles.transfer.documents import Document, read_documents
from principles.transfer.entries import Section
from principles.transfer.problems import BundleError, Place, Problem
from principles.transfer.records import Bundle, PrincipleRecord, QuoteRecord, SourceRecord
from principles.transfer.tables import Table
from principles.transfer.validation import problems_in

FORMAT = 1
NO_DOCUMENT = Document({}, "")

Record = TypeVar("Record")


def read_bundle(root: Traversable) -> Bundle:
    """Return the bundle in that directory; raise BundleError with everything wrong in it."""
    reading = _Reading(read_documents(root))
    bundle = reading.bundle()
    problems = [*reading.problems, *problems_in(bundle)]
    if problems:
        raise BundleError(sorted(problems, key=lambda problem: problem.place.file))
    return bundle


def sections(text: str) -> list[Section]:
    """Return the passages of a `text.txt`, each under its line `=== label`.

    A line of the text that would be taken for a label is written with a backslash before it.
    Words before the first label make a section of their own, labelled with nothing.
    """
    found: list[tuple[int, str, list[str]]] = []
    for line_number, line in enumerate(text.split("\n"), 1):
        if line.startswith("==="):
            found.append((line_number, line.removeprefix("===").strip(), []))
            continue
        if not found and line.strip():
            found.append((line_number, "", []))
        if found:
            found[-1][2].append(line[1:] if re.match(r"\\+===", line) else line)
    return [Section(line, label, "\n".join(lines).strip()) for line, label, lines in found]


class _Reading:
    """The documents of one bundle turned into records, and what was found wrong so far."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.problems: list[Problem] = []
        self._documents = documents

    def bundle(self) -> Bundle:
        """Return what the documents say, as far as it can be understood."""
        return Bundle(
            base=self._base(),
            people=tuple(self._listed("people.toml", "person", entries.person)),
            tags=tuple(self._listed("tags.toml", "tag", entries.tag)),
            synonyms=tuple(self._listed("synonyms.toml", "synonyms", entries.synonyms)),
            sources=tuple(self._sources()),
            quotes=tuple(self._quotes()),
            principles=tuple(self._principles()),
            addresses=tuple(self._listed("addresses.toml", "address", entries.address)),
            taken={path: each.taken for path, each in self._documents.items() if each.taken},
        )

    def _table(self, file: str) -> Table:
        document = self._documents.get(file, NO_DOCUMENT)
        return Table(document.fields, Place(file), self.problems)

    def _base(self) -> UUID | None:
        table = self._table("base.toml")
        if table.number("format") not in {0, FORMAT}:
            table.complain("format", f"This site reads format {FORMAT} only.")
        written = table.name("id", is_required=True)
        table.finish()
        try:
            return UUID(written) if written else None
        except ValueError:
            table.complain("id", "This is not a UUID.")
            return None

    def _listed(self, file: str, kind: str, read: Callable[[Table], Record]) -> Iterator[Record]:
        table = self._table(file)
        tables = table.tables(kind)
        table.finish()
        for entry in tables:
            entry.place = Place(file, entry.label or entry.place.entry)
            yield read(entry)

    def _sources(self) -> Iterator[SourceRecord]:
        for file in self._documents:
            folder = PurePosixPath(file).parent
            if file != f"{folder}/source.toml":
                continue
            text = self._documents.get(f"{folder}/text.txt", NO_DOCUMENT).text
            table = self._table(file)
            record = entries.source(table, sections(text))
            if record.slug and record.slug != folder.name:
                table.complain("slug", f"The folder is named “{folder.name}”.")
            yield record

    def _quotes(self) -> Iterator[QuoteRecord]:
        for file in self._documents:
            if PurePosixPath(file).name == "quotes.toml":
                yield from self._listed(file, "quote", entries.quote)

    def _principles(self) -> Iterator[PrincipleRecord]:
        for file, document in self._documents.items():
            if not file.startswith("principles/"):
                continue
            table = self._table(file)
            record = entries.principle(table, document.text)
            if not PurePosixPath(file).stem.endswith(record.slug):
                table.complain("slug", f"The name of the file does not end with “{record.slug}”.")
            yield record
