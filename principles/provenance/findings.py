"""What comparing words with a text shows, as one frozen record.

It stands apart from the comparison, so that each step of that can say what it found. Pure: no
Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from principles.provenance.collation import Difference, Op
from principles.text import Span


class Outcome(StrEnum):
    """What the comparison showed, best first."""

    VERBATIM = "verbatim"
    ELIDED = "elided"
    ALTERED = "altered"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a claim that a text has: where it stands in the claim and in the text."""

    claim: Span
    text: Span


class Parting(StrEnum):
    """What parts two sentences that stand side by side in a claim."""

    LEFT_OUT = "left out between"
    OTHER_ORDER = "another order"
    TWO_PLACES = "two places"


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sentences of a claim that do not stand together, by the number of the first, from 0.

    `left_out` is the span of the text between them, if the text has words there.
    """

    number: int
    parting: Parting
    left_out: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its place in the passage and the difference.

    `start` and `end` are half-open indices into the passage, from the first word shown to the
    last; `spans` are the stretches that match. The source sides of `collation` joined are
    `passage[start:end]`, its quote sides joined are the quote. `before` and `after` are the words
    that the source's sentence has around the match, empty where the match begins or ends with it.
    Of words that are altered or unverified, `told` are the parts that the passage has, longest
    first, and `apart` says why sentences that it has do not stand together there.

    Words in the passage's heading have no place in its text: `heading` is their span in the
    heading, `start` and `end` are those of the words after it, None if there are none, and the
    source sides of `collation` joined are the heading and `passage[start:end]`.
    """

    outcome: Outcome
    start: int | None = None
    end: int | None = None
    spans: tuple[Span, ...] = ()
    collation: tuple[Difference, ...] = ()
    typography_only: bool = False
    gives_part: bool = False
    before: str = ""
    after: str = ""
    told: tuple[Told, ...] = ()
    apart: tuple[Apart, ...] = ()
    heading: Span | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return the places where the words differ, those that add or remove a negation first."""
        differing = [d for d in self.collation if d.op != Op.EQUAL]
        return tuple(sorted(differing, key=lambda d: not d.is_negation))

    @property
    def is_part_of_sentence(self) -> bool:
        """Tell whether the source's sentence has more words before the match or after it."""
        return bool(self.before or self.after)


def same_words(quote: str, passage: str, *, start: int, end: int) -> Finding:
    """Return the finding that the stretch of the passage has the quote's words."""
    return Finding(
        Outcome.VERBATIM,
        start,
        end,
        spans=((start, end),),
        collation=(Difference(Op.EQUAL, passage[start:end], quote),),
        typography_only=passage[start:end] != quote,
    )


def is_changed(collation: Sequence[Difference]) -> bool:
    """Tell whether the collation has a difference."""
    return any(difference.op != Op.EQUAL for difference in collation)
