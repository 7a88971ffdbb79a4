"""Words as comparing reads them: in pieces, without accents, and those at the ends of a line."""

from __future__ import annotations

import re
import unicodedata

from principles.provenance.collation import plain_words
from principles.text import fold

_ATOM = re.compile(r"[^\W_]+")


def atoms(word: str) -> tuple[str, ...]:
    """Return the rows of letters and figures in a word: most often itself."""
    return (word,) if word.isalnum() else tuple(_ATOM.findall(word))


def bare(word: str) -> str:
    """Return the word without accents."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def outer_words(line: str) -> list[str]:
    """Return the words of the first and the last piece of the line that has any."""
    pieces = [piece for piece in line.split() if any(map(str.isalnum, piece))]
    return [word for piece in (*pieces[:1], *pieces[-1:]) for word in plain_words(fold(piece))]
