"""What results are narrowed to beside the words, as an address says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from principles.models.facets import BY_PARAMETER, FACETS, Facet

# Filters of one value by name, then those of several in the order of the page.
_IN_ADDRESS = sorted(FACETS, key=lambda f: (f.holds_many, "" if f.holds_many else f.parameter))


@dataclass(frozen=True, slots=True)
class Filters:
    """Applied values, slugs for entries: pairs of parameter and value in the order of an address.

    Made by name: `Filters.of(kind="quote", year=1997, tag=["trust"])`.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **values: str | int | Iterable[str] | None) -> Filters:
        """Return the filters with these values; an empty one applies none."""
        given = {name: _several(value) for name, value in values.items()}
        return cls(_ordered(given))

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Return the applied values of a facet, one at most where it does not hold many."""
        return tuple(value for name, value in self.pairs if name == facet.parameter)

    def has(self, facet: Facet, value: str) -> bool:
        """Say whether that value of the facet is applied."""
        return (facet.parameter, value) in self.pairs

    def toggled(self, facet: Facet, value: str) -> Filters:
        """Return the filters with that value added, taken away, or put in another's place."""
        kept = [held for held in self.values(facet) if facet.holds_many and held != value]
        changed = kept if self.has(facet, value) else [*kept, value]
        given = {f.parameter: list(self.values(f)) for f in FACETS}
        return replace(self, pairs=_ordered({**given, facet.parameter: changed}))

    @property
    def applied(self) -> list[tuple[Facet, str]]:
        """Return facet and value of each filter, in the order of an address."""
        return [(BY_PARAMETER[name], value) for name, value in self.pairs]

    @property
    def count(self) -> int:
        """Return how many filters are applied."""
        return len(self.pairs)


def _several(value: str | int | Iterable[str] | None) -> list[str]:
    if value is None or value == "":
        return []
    return [str(value)] if isinstance(value, (str, int)) else list(value)


def _ordered(given: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (facet.parameter, value)
        for facet in _IN_ADDRESS
        for value in given.get(facet.parameter, [])
    )
