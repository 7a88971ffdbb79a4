"""Typography folded away, with the offsets in the original of every folded character.

Verdicts are decided on folded text by substring, so the folding has to be exact, published and
reversible to offsets: nothing else may make two texts equal. It is a fixed table rather than a
Unicode compatibility form, which would also make "x²" the same as "x2".
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from principles.text.characters import (
    DASHES,
    DOUBLE,
    IDEOGRAPHS,
    INVISIBLE,
    LIGATURES,
    MARK,
    SINGLE,
)

FOLDING_VERSION = 4
"""Raised whenever a rule changes, of the folding or of the comparison on top of it, so that every
verdict is computed again."""

Span = tuple[int, int]

FOLDING_RULES: tuple[tuple[str, str, str, str], ...] = (
    (
        "Quotation marks and apostrophes",
        (
            "Curly, angled and straight ones count as one sign, double and single stay apart; "
            "spaces around double ones do not count."
        ),
        "“it’s still Day 1”",
        '"it\'s still Day 1"',
    ),
    (
        "Hyphens and dashes",
        "All lengths count as one sign, with or without spaces around them.",
        "customers – something",
        "customers—something",
    ),
    (
        "White space",
        (
            "Any run of spaces, tabs and line breaks counts as one space, and as none beside "
            "Chinese and Japanese characters."
        ),
        "Day 2\nis  stasis",
        "Day 2 is stasis",
    ),
    (
        "Ellipses",
        "One sign, three or more dots, and spaced dots are the same, with or without spaces.",
        "analytically . . . We",
        "analytically… We",
    ),
    ("Ligatures", "Joined letters are the letters they join.", "ﬁnish, eﬀort", "finish, effort"),
    (
        "Accents",
        "A letter with a separate accent is the accented letter; the accent itself counts.",
        "cafe\u0301",
        "café",
    ),
    (
        "Invisible characters",
        "Soft hyphens, zero-width signs and direction marks are passed over.",
        "custo\u00admers",
        "customers",
    ),
)
"""Name, explanation and two spellings that fold alike, as `/about/verification/` prints them.

Two more allowances belong to the comparison, not to the folding: the case of a quote's first
letter, and a full stop that the quote adds at its end (`provenance.matching`).
"""

_LETTERS = re.compile(rf"(?P<invisible>[{INVISIBLE}]+)|(?P<ligature>[{''.join(LIGATURES)}])")
_COMPOSED = re.compile(rf"(?s:[^\0-\u02ff]|.(?=(?![\0-\u02ff])))(?:{MARK}|[\u1160-\u11ff])*")
_PLAIN = rf"[^\s.\u2026{DOUBLE}{DASHES}]"  # a space between two such stays as it is
_TYPOGRAPHY = re.compile(
    rf"(?P<wrapped>(?<=[{IDEOGRAPHS}])\s+|\s+(?=[{IDEOGRAPHS}]))"
    rf"|(?!(?<={_PLAIN}) {_PLAIN})(?P<space>\s+)"
    rf"|(?P<dash>[{DASHES}]+)|(?P<dots>(?:\.\s*)*\u2026(?:\s*[.\u2026])*|\.(?:\s*\.){{2,}})"
    rf"|(?P<double>[{DOUBLE}])|(?P<single>[{SINGLE}])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; for each of its characters, where that begins and ends in the original."""

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """Return the offsets in the original of a non-empty stretch of the folded text."""
        return self.starts[start], self.ends[end - 1]

    def is_edge(self, place: int) -> bool:
        """Tell whether a character of the original begins or ends here: none does inside of “ﬁ”."""
        return not 0 < place < len(self.text) or self.starts[place] != self.starts[place - 1]

    def over(self, lower: Folded) -> Folded:
        """Return this folding of the text of `lower` with offsets in the original of `lower`."""
        starts = array("L", (lower.starts[place] for place in self.starts))
        ends = array("L", (lower.ends[place - 1] for place in self.ends))
        return Folded(self.text, starts, ends)


_COUNTED = array("L", range(1 << 14))


def _counted(start: int, end: int) -> array[int]:
    """Return the numbers of the range; a slice of those kept is many times faster than a count."""
    return _COUNTED[start:end] if end <= len(_COUNTED) else array("L", range(start, end))


@dataclass(slots=True)
class _Folding:
    """Folded text under construction."""

    pieces: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("L"))
    ends: array[int] = field(default_factory=lambda: array("L"))

    def copy(self, text: str, start: int, end: int) -> None:
        self.pieces.append(text[start:end])
        self.starts.extend(_counted(start, end))
        self.ends.extend(_counted(start + 1, end + 1))

    def put(self, folded: str, start: int, end: int) -> None:
        """Add characters that all stand for one stretch of the original."""
        self.pieces.append(folded)
        self.starts.extend([start] * len(folded))
        self.ends.extend([end] * len(folded))

    def space(self, start: int, end: int) -> None:
        if self.pieces and self.pieces[-1] not in {" ", "-", "...", '"'}:
            self.put(" ", start, end)

    def close_up(self) -> None:
        """Take back a space at the end: none stands before a dash, ellipsis or quotation mark."""
        if self.pieces and self.pieces[-1] == " ":
            self.pieces.pop()
            self.starts.pop()
            self.ends.pop()


def fold(text: str) -> Folded:
    """Return the text with its typography folded, with a map back to offsets; linear time.

    Two texts are equal but for typography when their folded texts are equal, and folding what is
    folded changes nothing. White space at either end is dropped. `FOLDING_RULES` says what is
    folded.
    """
    folded = _passed(text, _LETTERS, _fold_letter) if _LETTERS.search(text) else None
    current = folded.text if folded else text
    if not unicodedata.is_normalized("NFC", current):
        composed = _passed(current, _COMPOSED, _compose)
        folded = composed.over(folded) if folded else composed
    signs = _passed(folded.text if folded else text, _TYPOGRAPHY, _fold_sign)
    return signs.over(folded) if folded else signs


def _passed(
    text: str, pattern: re.Pattern[str], rewrite: Callable[[_Folding, re.Match[str]], None]
) -> Folded:
    """Return the text with every match rewritten and all else copied."""
    folding, copied = _Folding(), 0
    for found in pattern.finditer(text):
        start, end = found.span()
        if start > copied:
            folding.copy(text, copied, start)
        copied = end
        rewrite(folding, found)
    if copied < len(text):
        folding.copy(text, copied, len(text))
    if pattern is _TYPOGRAPHY:
        folding.close_up()
    return Folded("".join(folding.pieces), folding.starts, folding.ends)


def _fold_letter(folding: _Folding, found: re.Match[str]) -> None:
    if found["ligature"]:
        folding.put(LIGATURES[found[0]], *found.span())


def _compose(folding: _Folding, found: re.Match[str]) -> None:
    """Put a letter and its marks together; https://unicode.org/reports/tr15/ (form C)."""
    composed = unicodedata.normalize("NFC", found[0])
    if composed == found[0]:
        folding.copy(found.string, *found.span())
    else:
        folding.put(composed, *found.span())


def _fold_sign(folding: _Folding, found: re.Match[str]) -> None:
    start, end = found.span()
    match found.lastgroup:
        case "space":
            folding.space(start, end)
        case "dash" | "dots":
            sign = "-" if found["dash"] else "..."
            folding.close_up()
            if not folding.pieces or folding.pieces[-1] != sign:
                folding.put(sign, start, end)
        case "double":
            folding.close_up()
            folding.put('"', start, end)
        case "single":
            folding.put("'", start, end)
