"""The files of an unpacked bundle as parsed text, before anybody asks what they mean.

Files are reached through `Traversable`, which a directory and an opened archive both offer. A file
that cannot be parsed ends the reading: nothing that refers to it could be judged.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from principles.text import cleaned
from principles.transfer.problems import BundleError, Place, Problem

FENCE = "+++"
KNOWN_FILES = re.compile(
    r"(base|people|tags|synonyms|addresses|quotes)\.toml"
    r"|sources/[^/]+/(source\.toml|quotes\.toml|text\.txt)"
    r"|principles/[^/]+\.md"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the bundle: its fields, if it has any, and the text that is not fields.

    `taken` counts the characters by kind that nobody sees and that were left out.
    """

    fields: dict[str, Any]
    text: str
    taken: Counter[str] = field(default_factory=Counter)


class _UnreadableError(Exception):
    """A file that is not what its name says, with the sentence why."""


def read_documents(root: Traversable) -> dict[str, Document]:
    """Return the documents of the bundle by path, sorted; raise BundleError if one is no such."""
    documents, problems = {}, []
    for path, file in sorted(_walk(root)):
        if path.endswith("README.md"):
            continue
        try:
            documents[path] = _cleaned(_document(path, file))
        except _UnreadableError as error:
            problems.append(Problem(Place(path), "", str(error)))
    if "base.toml" not in documents and not problems:
        problems = [Problem(Place("base.toml"), "", "There is no such file, so this is no bundle.")]
    problems += [
        Problem(Place(path), "", "There is no source.toml beside it.")
        for path in documents
        if path.startswith("sources/") and f"{path.rpartition('/')[0]}/source.toml" not in documents
    ]
    if problems:
        raise BundleError(problems)
    return documents


def _walk(directory: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield every file under the directory with its path there; hidden ones are passed over."""
    for entry in directory.iterdir():
        if entry.name.startswith("."):
            continue
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        else:
            yield path, entry


def _document(path: str, file: Traversable) -> Document:
    if not KNOWN_FILES.fullmatch(path):
        raise _UnreadableError("This file has no place in a bundle.")
    text = _text(file.read_bytes())
    if path.endswith(".toml"):
        return Document(_fields(text), "")
    if path.endswith(".txt"):
        return Document({}, text)
    # The fence's own line stays, empty, so that a fault is reported with its line in the file.
    front, fence, body = text.removeprefix(FENCE).partition(f"\n{FENCE}\n")
    if not text.startswith(f"{FENCE}\n") or not fence:
        raise _UnreadableError(f"It has to begin with its fields, between two lines “{FENCE}”.")
    return Document(_fields(front), body.strip())


def _cleaned(document: Document) -> Document:
    taken: Counter[str] = Counter()

    def clean(written: Any) -> Any:
        if isinstance(written, str):
            found = cleaned(written)
            taken.update(found.taken)
            return found.text
        if isinstance(written, dict):
            return {clean(key): clean(value) for key, value in written.items()}
        return [clean(value) for value in written] if isinstance(written, list) else written

    return Document(clean(document.fields), clean(document.text), taken)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _UnreadableError(f"Line {line} is not UTF-8.") from error


def _fields(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _UnreadableError(f"This is not TOML: {error}.") from error
