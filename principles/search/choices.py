"""What has to match: a choice of terms, any of which is enough. Most choices have one term.

Levels and ranking see choices only, each with the tsqueries that it is asked for by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from principles.search.terms import ReadTerm, pattern_of, sides_of, telling_sides
from principles.search.tsquery import Asked, asked_for


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms that "or" joins, alone or several on a side, with tsqueries that find any of them.

    `entries` is how many rows have them, at most. `pattern` is the regular expression of what was
    quoted, empty where nothing was.
    """

    terms: tuple[ReadTerm, ...]
    asked: Asked
    entries: int
    is_phrase: bool
    pattern: str

    @classmethod
    def of(cls, terms: Sequence[ReadTerm], *, code: str = "") -> Self:
        """Return the choice of these terms; `code` finds the entry whose number was typed."""
        wordings = _chained(term.wordings for term in terms)
        return cls(
            terms=tuple(terms),
            asked=asked_for(terms, code=code),
            entries=sum(min(term.entries for term in side) for side in telling_sides(terms)),
            is_phrase=all(term.is_phrase for term in terms),
            pattern=pattern_of(wordings) if wordings else "",
        )

    @property
    def text(self) -> str:
        """Return the terms as typed."""
        sides = sides_of(self.terms)
        return " or ".join(" ".join(term.text for term in side) for side in sides)

    @property
    def bare(self) -> str:
        """Return the terms as typed, without signs around them."""
        return re.sub(r"^\W+|\W+$", "", self.text)

    @property
    def is_word(self) -> bool:
        """Say whether each is a word as it stands, and not just the beginning of others."""
        return all(term.is_word for term in self.terms)

    @property
    def has_sides(self) -> bool:
        """Say whether "or" joins several words on a side."""
        return len(sides_of(self.terms)) < len(self.terms)

    @property
    def is_somewhere(self) -> bool:
        """Say whether anything is found by it: by itself, or by what it names or stands for."""
        return self.entries > 0 or bool(self.asked.named or self.asked.widened)

    @property
    def is_corrected(self) -> bool:
        """Say whether nothing has any of the terms, and others are searched in their place."""
        return all(term.correction for term in self.terms)

    @property
    def is_function_word(self) -> bool:
        """Say whether each only holds a sentence together."""
        return all(term.is_function_word for term in self.terms)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return the spellings of the terms, in normal form."""
        return _chained(term.known.spellings for term in self.terms)

    @property
    def equivalents(self) -> tuple[str, ...]:
        """Return the words that editors call equivalent to a term."""
        return _chained((name.label for name in term.stand_ins.equivalents) for term in self.terms)


def _chained(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(values))
