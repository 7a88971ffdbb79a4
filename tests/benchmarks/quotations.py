"""Quotes and sentences out of fortunes, dictionaries and a Bible, with whoever said them."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the package it is from, and its speaker where one is known."""

    text: str
    origin: str
    speaker: str = ""
    is_quoted: bool = False


# Pictures, chains of letters, other languages and verse that the filters would half keep.
_LEFT_OUT = {"art", "ascii-art", "translate-me", "debian", "startrek", "zippy"}
_SIGNED = re.compile(r"^[ \t]*--[ \t]*(?P<speaker>[^\n]+(?:\n[ \t]+[^\n]+)*)\s*$", re.MULTILINE)
_NAME = re.compile(r"^[\"']?(?P<name>(?:(?:[A-Z][\w.'’é-]*|de|van|von|la|du|of|the|St\.)\s?){1,5})")


def fortunes(folders: list[Path]) -> Iterator[Sentence]:
    """Return fortunes of 4 to 60 words whole, longer ones by sentence, with their speakers."""
    for folder in folders:
        for path in sorted((folder / "usr/share/games/fortunes").iterdir()):
            if path.suffix or path.name in _LEFT_OUT:
                continue
            for cookie in path.read_text(encoding="utf-8", errors="replace").split("\n%\n"):
                yield from _cookie(cookie)


def _cookie(cookie: str) -> Iterator[Sentence]:
    signed = _SIGNED.search(cookie)
    speaker = _speaker(signed["speaker"]) if signed else ""
    body = (cookie[: signed.start()] if signed else cookie).replace("\b", "")
    text = " ".join(body.split())
    if len(text.split()) <= prose.MOST:
        whole = [text] if prose.is_english(text.replace("--", "—"), is_whole=False) else []
    else:
        whole = list(prose.sentences([text]))
    for sentence in whole:
        yield Sentence(_unquoted(sentence), "fortunes", speaker=speaker, is_quoted=True)


def _speaker(signature: str) -> str:
    found = _NAME.match(re.split(r"[,;:(\"]| in \b", " ".join(signature.split()))[0].strip())
    name = found["name"].strip() if found else ""
    return name if 3 <= len(name) <= 60 and not name.isupper() else ""


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    is_outer = text[:1] == text[-1:] == '"' and '"' not in inner
    return inner if is_outer else text


_ABBREVIATIONS = {
    "Shak": "William Shakespeare", "Milton": "John Milton", "Dryden": "John Dryden",
    "Pope": "Alexander Pope", "Bacon": "Francis Bacon", "Chaucer": "Geoffrey Chaucer",
    "Spenser": "Edmund Spenser", "Addison": "Joseph Addison", "Tennyson": "Alfred Tennyson",
    "Swift": "Jonathan Swift", "Sir W. Scott": "Walter Scott", "B. Jonson": "Ben Jonson",
    "Locke": "John Locke", "Cowper": "William Cowper", "Byron": "Lord Byron",
    "Macaulay": "Thomas Macaulay", "South": "Robert South", "Hooker": "Richard Hooker",
    "Jer. Taylor": "Jeremy Taylor", "Sir T. Browne": "Thomas Browne", "Burke": "Edmund Burke",
    "Johnson": "Samuel Johnson", "Hawthorne": "Nathaniel Hawthorne", "Fuller": "Thomas Fuller",
    "Wordsworth": "William Wordsworth", "Longfellow": "Henry Longfellow",
    "Emerson": "Ralph Waldo Emerson", "W. Irving": "Washington Irving",
    "Beau. & Fl": "Beaumont and Fletcher", "Coleridge": "Samuel Coleridge",
    "Shelley": "Percy Shelley", "Keats": "John Keats", "Carlyle": "Thomas Carlyle",
}  # fmt: skip
_CITED = re.compile(r"^(?P<words>.+?)\s*--\s?(?P<author>[A-Z][\w.&'’ ]{2,40}?)\.?\s*$", re.DOTALL)
_VERSE = re.compile(r"\b[ivxlc]+\.\s*\d|\d")
_NOTES = re.compile(r"\[[^\]]*\]|\{|\}|\\[^\\\n]*\\")


def dictionary(folder: Path, name: str) -> Iterator[str]:
    """Return the paragraphs of a dictionary in the format of dictd, as they are laid out."""
    path = folder / f"usr/share/dictd/{name}.dict.dz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as text:
        for paragraph in text.read().split("\n\n"):
            yield re.sub(r"\n +\[[^\]\n]{0,40}\] *(?=\n|$)", "", paragraph)


def cited(folder: Path) -> Iterator[Sentence]:
    """Return the literary quotations of the GCIDE, which stand further in than its definitions."""
    for paragraph in dictionary(folder, "gcide"):
        lines = [line for line in paragraph.splitlines() if line.strip()]
        if not lines or not all(line.startswith("         ") for line in lines):
            continue
        found = _CITED.match(" ".join(_NOTES.sub(" ", " ".join(lines)).split()))
        if not found or _VERSE.search(found["author"]):
            continue
        text, author = found["words"].strip(), found["author"].strip()
        if prose.is_english(text, is_whole=False) and text[0].isupper():
            speaker = _ABBREVIATIONS.get(author, author)
            yield Sentence(text, "gcide", speaker=speaker, is_quoted=True)


def definitions(folder: Path, name: str) -> Iterator[Sentence]:
    """Return the running sentences of a dictionary."""
    for paragraph in dictionary(folder, name):
        lines = paragraph.splitlines()
        if lines and not lines[0].startswith(" "):
            lines = lines[1:]
        text = " ".join(_NOTES.sub(" ", " ".join(lines)).split())
        text = re.sub(r"^(?:\(\w\)|\d+\.)\s*(?:\([^)]*\)\s*)?|<[^>]*>|\s--[A-Z].*$", "", text)
        for sentence in prose.sentences([text.strip()]):
            yield Sentence(sentence, name)


def wordnet(folder: Path) -> Iterator[Sentence]:
    """Return WordNet's examples, with their authors where it names them, then its glosses."""
    glosses: list[Sentence] = []
    for part in ("noun", "verb", "adj", "adv"):
        path = folder / f"usr/share/wordnet/data.{part}"
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            gloss = line.partition(" | ")[2].strip()
            for example, author in re.findall(
                r'"([^"]+)"(?:\s*-+\s*([A-Z][\w.\' ]{3,40}))?', gloss
            ):
                if prose.is_english(example, is_whole=False):
                    yield Sentence(example, "wordnet", speaker=author, is_quoted=True)
            meaning = gloss.partition('; "')[0]
            if prose.is_english(meaning, is_whole=False):
                glosses.append(Sentence(meaning, "wordnet"))
    yield from glosses


def bible(program: Path, text: Path) -> Iterator[Sentence]:
    """Return the verses of the King James Bible, as the package's own reader prints them."""
    printed = subprocess.run(
        [str(program / "usr/bin/bible"), "-l9000", "-p", str(text / "usr/lib"), "Gen1:1-Rev22:21"],
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, "COLUMNS": "9000"},
        stdin=subprocess.DEVNULL,
    )
    for line in printed.stdout.splitlines():
        verse = re.match(r"\s+\d+ (.+)", line)
        if verse and prose.is_english(verse[1], is_whole=False):
            yield Sentence(verse[1], "bible")
