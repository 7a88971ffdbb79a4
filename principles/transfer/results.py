"""What an import did, per kind of entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries were added, changed and left as they were, and which, by number or slug."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    which_added: tuple[int | str, ...] = field(default=(), compare=False)
    which_changed: tuple[int | str, ...] = field(default=(), compare=False)

    @property
    def total(self) -> int:
        """Return how many entries the bundle has of the kind."""
        return self.added + self.changed + self.unchanged

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.which_added + other.which_added,
            self.which_changed + other.which_changed,
        )


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The counts by kind, in the order of loading.

    People, tags, synonyms, sources, quotes, principles, former addresses.
    """

    counts: Mapping[str, Counts]

    @property
    def is_unchanged(self) -> bool:
        """Say whether the base said all of this before."""
        return not any(counts.added or counts.changed for counts in self.counts.values())
