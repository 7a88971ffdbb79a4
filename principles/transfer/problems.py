"""What is wrong with a bundle, said so that an editor finds the place without searching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the bundle, relative to it, and the entry in that file."""

    file: str
    entry: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.file, self.entry]))

    def within(self, part: str) -> Place:
        """Return the place of a part of this entry."""
        return replace(self, entry=f"{self.entry}, {part}" if self.entry else part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a bundle from being loaded."""

    place: Place
    field: str
    reason: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, [str(self.place), self.field]))
        return f"{where}: {self.reason}" if where else self.reason


class BundleError(Exception):
    """A bundle that cannot be loaded, with every problem found; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
