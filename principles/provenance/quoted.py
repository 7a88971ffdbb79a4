"""Words in double quotation marks inside a reader's own sentence: “I like how she puts it: “…””.

Marks are read only where all in a block pair up, opening and closing by what stands beside them;
an inch mark or a forgotten one makes nothing a quote. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from principles.provenance.bylines import Byline, byline_within
from principles.text import Span, words
from principles.text.characters import DOUBLE

LEAST_QUOTED = 4  # words between two marks; a term in quotation marks has fewer
_MARK = re.compile(rf"[{DOUBLE}]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where the words between two marks stand, and the name in front of them."""

    start: int
    end: int
    byline: Byline | None


def quoted(text: str, block: Span) -> Iterator[Quoted]:
    """Yield the words between paired double quotation marks, in order; linear time."""
    marks = [found.start() for found in _MARK.finditer(text, *block)]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    if len(marks) % 2 or not all(_is_pair(text, pair, block) for pair in pairs):
        return
    last = block[0]
    for opening, closing in pairs:
        start = opening + 1
        if sum(1 for _ in islice(words(text[start:closing]), LEAST_QUOTED)) == LEAST_QUOTED:
            yield Quoted(start, closing, byline_within(text, (last, opening)))
        last = closing + 1


def _is_pair(text: str, pair: Span, block: Span) -> bool:
    """Tell whether the first mark opens and the second closes."""
    opening, closing = pair
    before = text[opening - 1] if opening > block[0] else " "
    after = text[closing + 1] if closing + 1 < block[1] else " "
    inner = text[opening + 1 : closing]
    is_tight = bool(inner) and not inner[0].isspace() and not inner[-1].isspace()
    return is_tight and not before.isalnum() and not after.isalnum()
