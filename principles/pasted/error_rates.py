"""How often the verifier was wrong, as `make bench ARGS="error_rates"` last measured it.

The figures lie in a file beside this module that the benchmark writes. They hold for the rules they
were measured with; readers are told where these are not the rules that are applied.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("error_rates.json")
KINDS = ("false_verbatim", "missed_true", "name_wrong", "place_wrong", "wrong_passed")


class RatesError(ValueError):
    """Say what is wrong with the file of figures."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of so many were wrong, with the ends of the 95 % interval in per cent."""

    count: int
    of: int
    low: float
    high: float

    @property
    def percent(self) -> float:
        """Return the share in per cent."""
        return 100 * self.count / self.of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim of which some were judged wrongly."""

    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """The figures of one measurement."""

    measured: date
    rules: int
    false_verbatim: Rate
    missed_true: Rate
    name_wrong: Rate
    place_wrong: Rate
    wrong_passed: Rate
    kinds: Sequence[Kind]


@cache
def error_rates() -> ErrorRates:
    """Return the figures of the file that lies here. Raises RatesError."""
    try:
        found = json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RatesError(f"{FILE.name} cannot be read: {error}") from error
    return read(found)


def read(found: Mapping[str, Any]) -> ErrorRates:
    """Return the figures out of what the file holds. Raises RatesError."""
    try:
        rates = {kind: _rate(kind, found["rates"][kind]) for kind in KINDS}
        kinds = [
            Kind(str(one["kind"]), int(one["count"]), int(one["of"])) for one in found["kinds"]
        ]
        return ErrorRates(
            date.fromisoformat(found["measured"]),
            int(found["rules"]),
            **rates,
            kinds=[kind for kind in kinds if kind.count],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RatesError(f"{FILE.name} is not as make bench writes it: {error!r}") from error


def _rate(kind: str, found: Mapping[str, Any]) -> Rate:
    rate = Rate(int(found["count"]), int(found["of"]), 100 * found["low"], 100 * found["high"])
    if not (0 <= rate.count <= rate.of and rate.of and rate.low <= rate.percent <= rate.high):
        raise ValueError(f"the figures of {kind} contradict one another")
    return rate
