"""What English has, whatever the base has: its words, their spellings, compounds and families.

Four lists stand compressed in `lists/`, each sorted by its first word; `python -m tests.lists`
makes them of SCOWL and WordNet, whose licences stand beside them. A process reads a list at the
first word that it looks up, in 1 to 20 ms, and keeps its text as it is, together 1.5 MB: a set of
the same words takes 9 MB. A lookup halves the text some twenty times, which takes 20 to 40 µs.

All are of English. A site in another language has none, and every word of it may be a typing error.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

FOLDER = Path(__file__).parent / "lists"
LANGUAGE = "en"
KEPT = 8_192  # answers, of all lists together: readers ask for the same words


@dataclass(frozen=True, slots=True)
class WordList:
    """A sorted text of lines, each a word, a space, and what the list says of it."""

    text: bytes

    def find(self, word: str) -> str:
        """Return what the list says of the word; empty where it has no such word."""
        wanted = word.encode(errors="ignore")
        first, past = 0, len(self.text)
        while first < past:
            middle = (first + past) // 2
            start = self.text.rfind(b"\n", first, middle) + 1 or first
            end = self.text.find(b"\n", start)
            found, _, said = self.text[start:end].partition(b" ")
            if found == wanted:
                return said.decode()
            if found < wanted:
                first = end + 1
            else:
                past = start
        return ""


@cache
def _read(name: str) -> WordList:
    return WordList(gzip.decompress((FOLDER / f"{name}.txt.gz").read_bytes()))


def is_english() -> bool:
    """Say whether the lists are of the site's language."""
    return settings.LANGUAGE_CODE.partition("-")[0] == LANGUAGE


def _find(name: str, word: str) -> str:
    return _found(name, word) if is_english() else ""


@lru_cache(maxsize=KEPT)
def _found(name: str, word: str) -> str:
    return _read(name).find(word)


def level(word: str) -> int | None:
    """Return how common a real word is, from 10 to 60, the commonest first; None of any other.

    The word is in normal form. The levels are SCOWL's.
    """
    found = _find("english", word)
    return int(found) if found else None


def listed() -> Iterator[tuple[str, int]]:
    """Yield every real word and its level."""
    for line in _read("english").text.decode().splitlines():
        word, _, said = line.partition(" ")
        yield word, int(said)


def spellings(word: str) -> tuple[str, ...]:
    """Return its other spellings, British or American."""
    return tuple(_find("spellings", word).split())


def compound(word: str) -> str:
    """Return the two parts, with a space between, of a word that is also written apart."""
    return _find("compounds", word)


def family(stem: str) -> tuple[str, ...]:
    """Return the stems of words that are derived from one with this stem, or it from them."""
    return tuple(_find("families", stem).split())
