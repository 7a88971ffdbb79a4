"""What a text cannot have of a claim, seen at a glance at its letters.

Making a text ready and comparing costs fifty times more, and most texts that a claim is compared
with share a few of its words and no more. Nothing depends on the answer: where a glance says no,
comparing would have found the claim unverified. Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from principles.provenance.collation import plain_words
from principles.provenance.fours import fours
from principles.provenance.spelling import has_other_letters
from principles.provenance.telling import is_telling
from principles.provenance.wording import bare
from principles.text import UNSPACED, fold

_ATOM = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_SIGNS = str.maketrans(dict.fromkeys("‘’“”–—…", " "))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim's words as they are aligned, each in atoms and telling or not; its fours of atoms."""

    words: tuple[tuple[tuple[str, ...], bool], ...]
    fours: tuple[str, ...]
    may_be_respelt: bool


def in_atoms(text: str) -> str:
    """Return the rows of letters and figures of the text, small and bare, a space around each."""
    plain = text.translate(_SIGNS)
    letters = plain if plain.isascii() else fold(text).text
    return f" {bare(' '.join(_ATOM.findall(letters.casefold())))} "


def may_be_found(claim: str, text: str) -> bool:
    """Tell whether comparing the claim with a text, given in atoms, may find it.

    That takes half of its words, and more than half of the telling ones or else all of them.
    """
    ours = _read(claim)
    if ours.may_be_respelt:
        return True
    has = [all(f" {atom} " in text for atom in word) for word, _ in ours.words]
    telling = [here for here, (_, tells) in zip(has, ours.words, strict=True) if tells]
    is_told = 2 * sum(telling) > len(telling) if telling else all(has)
    return is_told and 2 * sum(has) >= len(has)


def may_be_told(claim: str, text: str) -> bool:
    """Tell whether a text, given in atoms, may have four words of the claim in a row."""
    ours = _read(claim)
    return ours.may_be_respelt or any(four in text for four in ours.fours)


@lru_cache(maxsize=64)
def _read(claim: str) -> _Claim:
    """Return the words of the claim, kept while it is compared with one text after another."""
    ordered = plain_words(fold(claim))
    return _Claim(
        tuple((tuple(in_atoms(word).split()), is_telling(word)) for word in ordered),
        tuple(f" {' '.join(four)} " for four in fours(in_atoms(claim).split())),
        "[" in claim or has_other_letters(claim),
    )
