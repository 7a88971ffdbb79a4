"""What an example of a rule has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastedExample:
    """A rule with a stored text, what is pasted, the verdict on each claim, and what is told.

    A claim too short to tell has the verdict None. `told` are words of the answer. `name` and
    `place` are what came of them, of the first claim.
    """

    title: str
    rule: str
    source: str
    pasted: str
    verdicts: tuple[str | None, ...]
    told: str = ""
    name: str = ""
    place: str = ""
    is_copy: bool = False
    is_kept_back: bool = False
