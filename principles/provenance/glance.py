"""What a text cannot have of a claim, seen at a glance at its letters.

Making a text ready and comparing costs fifty times more, and most texts that a claim is compared
with share a few of its words and no more. Nothing depends on the answer: where a glance says no,
comparing would have found the claim unverified. Pure: no Django.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from principles.provenance.collation import plain_words
from principles.provenance.fours import fours
from principles.provenance.spelling import joins_lines
from principles.provenance.telling import is_telling
from principles.provenance.told import LEAST_SENTENCE
from principles.provenance.wording import bare
from principles.text import UNSPACED, fold, words

_ATOM = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_INSIDE_WORD = re.compile(r"\w\[|\]\w")  # [T]he is compared as The
_SIGNS = str.maketrans(dict.fromkeys("‘’“”–—…", " "))


class Sight(IntEnum):
    """What may come of comparing: nothing, runs of words that are told, or a better verdict."""

    NOTHING = 0
    TOLD = 1
    FOUND = 2


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim's words as they are aligned, each in atoms and telling or not.

    Its atoms in order, each run of four of them, and those outside its brackets; `count` is how
    many words it has as they are told.
    """

    words: tuple[tuple[frozenset[str], bool], ...]
    atoms: tuple[str, ...]
    fours: tuple[str, ...]
    outside: frozenset[str]
    count: int
    may_be_respelt: bool


@dataclass(frozen=True, slots=True)
class Atoms:
    """The rows of letters and figures of a text in order, a space around each; and each once."""

    row: str
    each: frozenset[str]


def in_atoms(text: str) -> Atoms:
    """Return the rows of letters and figures of the text.

    They are small, without accents, and of the plain alphabet where a sign is compatible with it.
    """
    found = _atoms(text)
    return Atoms(f" {' '.join(found)} ", frozenset(found))


def _atoms(text: str) -> list[str]:
    plain = text.translate(_SIGNS)
    letters = plain if plain.isascii() else unicodedata.normalize("NFKC", fold(text).text)
    return bare(" ".join(_ATOM.findall(letters.casefold()))).split()


def sight(claim: str, text: Atoms) -> Sight:
    """Return what may come of comparing the claim with a text that is given in atoms.

    To be found it takes half of the claim's words, and more than half of the telling ones or else
    all of them; or all words outside its brackets; or runs of four that make half of its words.
    """
    ours = _read(claim)
    if ours.may_be_respelt or _may_be_close(ours, text) or ours.outside <= text.each:
        return Sight.FOUND
    covered: set[int] = set()
    row = 0
    for last, atom in enumerate(ours.atoms):
        row = row + 1 if atom in text.each else 0
        first = last + 1 - LEAST_SENTENCE
        if row >= LEAST_SENTENCE and ours.fours[first] in text.row:
            covered.update(range(first, last + 1))
    if 2 * len(covered) >= ours.count:
        return Sight.FOUND
    return Sight.TOLD if covered else Sight.NOTHING


def _may_be_close(ours: _Claim, text: Atoms) -> bool:
    has = [word <= text.each for word, _ in ours.words]
    telling = [here for here, (_, tells) in zip(has, ours.words, strict=True) if tells]
    is_told = 2 * sum(telling) > len(telling) if telling else all(has)
    return is_told and 2 * sum(has) >= len(has)


@lru_cache(maxsize=64)
def _read(claim: str) -> _Claim:
    """Return the words of the claim, kept while it is compared with one text after another."""
    ordered = plain_words(fold(claim))
    every = tuple(_atoms(claim))
    return _Claim(
        tuple((frozenset(_atoms(word)), is_telling(word)) for word in ordered),
        every,
        tuple(f" {' '.join(four)} " for four in fours(every)),
        frozenset(_atoms(_BRACKETED.sub(" ", claim)) if "[" in claim else every),
        sum(1 for _ in words(claim)),
        bool(_INSIDE_WORD.search(claim)) or joins_lines(claim),
    )
