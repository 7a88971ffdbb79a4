"""Sentences out of packages of documentation, by the format of each file."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks import prose

LONGEST = 4_000_000  # characters of a file; what is longer is an index

_FORMATS: tuple[tuple[re.Pattern[str], Callable[[str], Iterable[str]]], ...] = (
    (re.compile(r"\.x?html?(\.gz)?$"), prose.of_html),
    (re.compile(r"\.page$"), prose.of_mallard),
    (re.compile(r"\.pod$"), prose.of_pod),
    (re.compile(r"/man/.*\.\d\w*\.gz$|\.\d\.gz$"), prose.of_manual),
    (re.compile(r"\.(txt|rst)(\.gz)?$"), prose.of_lines),
)
_FOREIGN = re.compile(
    r"\.(?!en\b)[a-z]{2}(_[A-Za-z]{2})?\.x?html?"  # index.de.html
    r"|/(?!en-US/)[a-z]{2}-[A-Z]{2}/"
    r"|/help/(?!C/|en-US/)"
    r"|/man/(?!man)"
    r"|/(?!en/)(ca|cs|da|de|el|es|eu|fi|fr|gl|hu|it|ja|ko|nb|nl|nn|pl|pt|ro|ru|sv|tr|uk|vi|zh)/"
)
_UNFIT = re.compile(
    r"copyright|changelog|genindex|searchindex|/NEWS|-all\.html|/_sources/", re.IGNORECASE
)


def sentences(package: Path) -> Iterator[str]:
    """Return the English sentences of a package's documentation, file by file in their order."""
    for path in sorted(path for path in package.rglob("*") if path.is_file()):
        name = str(path.relative_to(package))
        reader = next((reader for form, reader in _FORMATS if form.search(f"/{name}")), None)
        is_fit = not (path.is_symlink() or _FOREIGN.search(f"/{name}") or _UNFIT.search(name))
        if reader and is_fit:
            yield from prose.sentences(reader(_text(path)))


def _text(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as unpacked:
            return unpacked.read(LONGEST)
    return path.read_text(encoding="utf-8", errors="replace")[:LONGEST]
