"""Words in quotation marks: where each pair opens and closes.

A mark opens or closes by its shape and by what stands beside it; an inch mark or a forgotten one
makes nothing a quotation. A pair inside another belongs to the words of the outer one. A straight
single mark closes only where hardly an apostrophe can be meant: beside a stop, or at the end. Pure:
no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from principles.text import Span, words

LEAST_QUOTED = 4  # words between two marks; a term in quotation marks has fewer
CORNERS = "\u300c\u300d\u300e\u300f"
_CLOSING = {
    "\u201c": "\u201d\u201c\u201f", "\u201d": "\u201d", "\u201e": "\u201c\u201d\u201f",
    "\u201f": "\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab\u00bb", "\u300c": "\u300d",
    "\u300e": "\u300f", "\u301d": "\u301e", '"': '"', "\uff02": "\uff02", "\u2033": "\u2033",
    "\u2018": "\u2019", "\u201a": "\u2018\u2019", "\u2039": "\u203a", "\u203a": "\u2039",
    "'": "'", "`": "'`",
}  # fmt: skip
LONGEST_BREAK = 20  # characters of white space between two paragraphs
DEEPEST = 3  # marks that are open at a time
_SINGLE = "\u2018\u201a'`"
_DECADE = re.compile(r"['’]\d0s\b")
_STOPS = ",.;:!?"
_MARK = re.compile("[" + re.escape("".join(_CLOSING) + "".join(_CLOSING.values())) + "]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where the words between two marks stand; the marks are just outside."""

    start: int
    end: int

    def word_count(self, text: str) -> int:
        """Count the words between the marks, up to LEAST_QUOTED."""
        return sum(1 for _ in islice(words(text[self.start : self.end]), LEAST_QUOTED))


def pairs(text: str, block: Span) -> Iterator[Pair]:
    """Yield the outer pairs of marks in the block, in order; linear time for each kind of mark."""
    opened: list[int] = []
    found: list[Pair] = []
    for mark in _MARK.finditer(text, *block):
        place = mark.start()
        index = _index_of_opening(text, place, block, opened)
        if index is not None:
            start = opened[index] + 1
            del opened[index:]
            while found and found[-1].start > start:
                found.pop()
            if place > start:
                found.append(Pair(start, place))
        elif text[place] in _CLOSING and _opens(text, place, block, opened):
            opened.append(place)
    yield from found


def _index_of_opening(text: str, place: int, block: Span, opened: list[int]) -> int | None:
    """Return which of the marks that are open the one at the place closes, the last that fits."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - DEEPEST), -1):
        mark = text[opened[index]]
        if text[place] in _CLOSING[mark] and _closes(text, place, block, mark=mark):
            return index
    return None


def _goes_on(text: str, place: int, opening: int) -> bool:
    """Tell whether the mark only repeats the one that is open, at the head of a paragraph."""
    before = text[max(opening, place - LONGEST_BREAK) : place]
    return text[place] == text[opening] and before[len(before.rstrip()) :].count("\n") > 1


def _opens(text: str, place: int, block: Span, opened: list[int]) -> bool:
    if opened and _goes_on(text, place, opened[-1]):
        return False
    before = text[place - 1] if place > block[0] else " "
    after = text[place + 1] if place + 1 < block[1] else " "
    if _DECADE.match(text, place):
        return False
    is_tight = not after.isspace() and (text[place] not in _SINGLE or after.isalnum())
    return is_tight and not before.isalnum()


def _closes(text: str, place: int, block: Span, *, mark: str) -> bool:
    """Tell whether the sign closes; what may be an apostrophe does beside a stop or at the end."""
    before = text[place - 1]
    after = text[place + 1] if place + 1 < block[1] else " "
    if before.isspace() or after.isalnum():
        return False
    is_plain = mark in "'`"
    is_outside = after in _STOPS or place + 1 >= block[1]  # as British style has the stop
    return not is_plain or not before.isalnum() or is_outside
