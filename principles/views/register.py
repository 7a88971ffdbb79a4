"""Registers: entries under the letter they begin with, and which letters there are."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from typing import Generic, TypeVar

E = TypeVar("E")
OTHERS = "#"  # what does not begin with a Latin letter


@dataclass(frozen=True, slots=True)
class Letter(Generic[E]):
    """A letter and the entries under it; an absent letter has none."""

    letter: str
    entries: list[E]

    @property
    def anchor(self) -> str:
        """Return the id of the letter's section."""
        return "l-other" if self.letter == OTHERS else f"l-{self.letter.lower()}"


def by_letter(entries: Iterable[E], *, key: Callable[[E], str]) -> list[Letter[E]]:
    """Return the alphabet with the entries under each letter, accents set aside."""
    ordered = sorted(entries, key=lambda entry: _plain(key(entry)))
    groups = {
        letter: list(group)
        for letter, group in groupby(
            sorted(ordered, key=lambda entry: _letter(key(entry))),
            key=lambda entry: _letter(key(entry)),
        )
    }
    letters = [*ascii_uppercase, *([OTHERS] if OTHERS in groups else [])]
    return [Letter(letter, groups.get(letter, [])) for letter in letters]


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _letter(name: str) -> str:
    first = _plain(name)[:1].upper()
    return first if first and first in ascii_uppercase else OTHERS
