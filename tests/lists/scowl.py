"""SCOWL's words with their levels, and British spellings with their American ones.

SCOWL (http://wordlist.aspell.net/) files words by how common they are, from level 10 to 95. Up to
60 they are those of ordinary dictionaries. Names and abbreviations are taken, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LISTS = Path("usr/share/dict/scowl")
LICENCE = Path("usr/share/doc/scowl/copyright")
HIGHEST = 60
BRITISH = ("british", "british_z", "british_variant_1")
COMMON = ("english", "american", "variant_1")
PARTS = ("words", "upper", "contractions", "proper-names", "abbreviations")

# What a British spelling has, and what an American one has there.
ENDINGS = (
    (r"is(e|es|ed|er|ers|ing|ings|ation|ations|ational|able)$", r"iz\1"),
    (r"ys(e|es|ed|er|ers|ing)$", r"yz\1"),
    (r"our(?=$|[a-z])", "or"),
    (r"re(s?)$", r"er\1"),
    (r"enc(e|es|eless)$", r"ens\1"),
    (r"ll(ed|ing|er|ers|ings|ery|or|ors|ous)$", r"l\1"),
    (r"([^l])l(s|ment|ments|ful|fully)?$", r"\1ll\2"),
    (r"ogue(s?)$", r"og\1"),
    (r"amme(s?)$", r"am\1"),
    (r"ae", "e"),
    (r"oe", "e"),
    (r"ou(ld|lt)", r"o\1"),
    (r"xion(s?)$", r"ction\1"),
    (r"ge(ment|ments)$", r"g\1"),
)


def levels(root: Path) -> dict[str, int]:
    """Return the level of each word, in the form in which words are compared."""
    found: dict[str, int] = {}
    for level, word in _words(root, (*COMMON, *BRITISH), PARTS):
        found[word] = min(level, found.get(word, level))
    return found


def spellings(root: Path) -> dict[str, str]:
    """Return for each British spelling the American one, and the other way round."""
    common = {word for _, word in _words(root, COMMON, ("words",))}
    british = sorted({word for _, word in _words(root, BRITISH, ("words",))} - common)
    pairs = [(word, other) for word in british for other in _american(word) if other in common]
    found: dict[str, set[str]] = {}
    for word, other in pairs:
        found.setdefault(word, set()).add(other)
        found.setdefault(other, set()).add(word)
    return {word: " ".join(sorted(others)) for word, others in found.items()}


def _american(word: str) -> Iterator[str]:
    for british, american in ENDINGS:
        other = re.sub(british, american, word, count=1)
        if other != word:
            yield other


def _words(root: Path, spelt: Iterable[str], parts: Iterable[str]) -> Iterator[tuple[int, str]]:
    for name in (f"{spelling}-{part}" for spelling in spelt for part in parts):
        for path in (root / LISTS).glob(f"{name}.*"):
            level = int(path.suffix[1:])
            if level <= HIGHEST:
                for word in map(_compared, path.read_text(encoding="utf-8").split()):
                    if word:
                        yield level, word


def _compared(word: str) -> str:
    """Return it without case, accents and apostrophes; nothing of a possessive."""
    if word.endswith("'s"):
        return ""
    letters = unicodedata.normalize("NFKD", word.lower().replace("'", ""))
    plain = "".join(letter for letter in letters if letter.isalnum())
    return plain if plain.isascii() else ""
