"""Where a text has quotation marks: which open, which close, and what lies inside.

Words inside quotation marks of a source may be somebody else's. Marks are paired by their shape,
and straight or ambiguous ones by what stands around them; an apostrophe is none. Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from principles.text import Span

_MARK = re.compile("[“”„‟«»\"‘’‚‛‹›']")
_CLOSED_BY = {
    "“": '”"', "„": "“”‟", "‟": "”", "«": "»", "»": "«", '"': '"”', "”": "”",
    "‘": "’'", "‚": "‘’‛", "‛": "’", "‹": "›", "›": "‹", "'": "'’", "’": "’",
}  # fmt: skip
_SINGLE = frozenset("‘’‚‛‹›'")
_OPENING = frozenset("“„‟«‘‚‛‹")
DEEPEST = 8  # open marks, from the innermost out, that a closing one may belong to
_STRAIGHT = frozenset("\"'’”»›")
"""Marks that may open or close, by what stands around them."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks: the places of both; `end` is the text's where none closes it.

    `opening` is -1 where words that begin before the text are closed in it.
    """

    opening: int
    closing: int
    is_single: bool

    @property
    def inside(self) -> Span:
        """Return the span of what stands between the marks."""
        return self.opening + 1, self.closing


def quotations(text: str) -> list[Quotation]:
    """Return the pairs of quotation marks, the inner before the outer; linear time.

    Double marks that nothing closes reach to the end of the text, and double ones that nothing
    opened begin before it: slides break off so. Single ones without a partner are apostrophes.
    """
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        sign, place = mark[0], mark.start()
        if _is_apostrophe(sign, text, place):
            continue
        partner = _partner(sign, open_marks, text, place)
        if partner is not None:
            found.append(Quotation(open_marks[partner][1], place, sign in _SINGLE))
            del open_marks[partner:]
        elif _opens(sign, text, place):
            if not _goes_on(sign, open_marks, text, place):
                open_marks.append((sign, place))
        elif sign not in _SINGLE and not open_marks and not found:
            found.append(Quotation(-1, place, is_single=False))
    unclosed = [(sign, place) for sign, place in reversed(open_marks) if sign not in _SINGLE]
    return [*found, *(Quotation(place, len(text), is_single=False) for _, place in unclosed)]


def quotation_around(text: str, span: Span) -> Span | None:
    """Return what stands between the innermost quotation marks around that span of the text.

    None if the words of the span do not lie wholly inside a pair; marks at its own ends do not
    count as words.
    """
    start, end = words_of(text, span)
    around = (pair.inside for pair in quotations(text))
    return min(
        (inside for inside in around if inside[0] <= start and end <= inside[1]),
        key=lambda inside: inside[1] - inside[0],
        default=None,
    )


def words_of(text: str, span: Span) -> Span:
    """Return the span of the text from its first letter or figure to its last."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _is_apostrophe(sign: str, text: str, place: int) -> bool:
    """Tell whether the mark stands inside a word, as in don’t."""
    if sign not in _SINGLE:
        return False
    return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def _partner(sign: str, open_marks: list[tuple[str, int]], text: str, place: int) -> int | None:
    """Return the number of the open mark that the sign closes; None if it closes none."""
    if _may_only_open(sign, text, place):
        return None
    for number in range(len(open_marks) - 1, max(-1, len(open_marks) - DEEPEST), -1):
        if sign in _CLOSED_BY[open_marks[number][0]]:
            return number
        if open_marks[number][0] not in _SINGLE and sign in _SINGLE:
            return None
    return None


def _may_only_open(sign: str, text: str, place: int) -> bool:
    """Tell whether a straight mark has a space before it and a word after it."""
    if sign not in _STRAIGHT:
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    is_free = not before or before.isspace() or before in "([—–-"
    return is_free and bool(after) and not after.isspace()


def _opens(sign: str, text: str, place: int) -> bool:
    return sign in _OPENING or _may_only_open(sign, text, place)


def _goes_on(sign: str, open_marks: list[tuple[str, int]], text: str, place: int) -> bool:
    """Tell whether the mark only repeats an open one where a new paragraph begins."""
    before = text[:place] if place < 3 else text[place - 3 : place]
    return bool(open_marks) and open_marks[-1][0] == sign and before.rstrip(" ").endswith("\n")
