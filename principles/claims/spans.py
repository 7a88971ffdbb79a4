"""Spans of a pasted text: sentences as they are claimed, without what surrounds them.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from principles.claims.pairs import CORNERS
from principles.text import Span, sentences, words
from principles.text.characters import DASHES, DOUBLE, INVISIBLE, PICTURES, SINGLE

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_ENDS_OPEN = re.compile(rf"(?:{_DOTS}|[\[(]\s*{_DOTS}\s*[\])])[{DOUBLE}{SINGLE}\s]*$")
_INNER = ("“”", "‘’", "«»", "‹›", "„“", "‚‘", "「」", "『』")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
LONGEST_END = 80  # characters in which an ellipsis at the end is looked for
_OUTSIDE = rf"\s*_~{DOUBLE}{SINGLE}{CORNERS}{INVISIBLE}{PICTURES}"
_AROUND = re.compile(rf"[{_OUTSIDE}|:;,{DASHES}]*")


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """Yield where the sentences in the span stand; those joined by an ellipsis are one."""
    first = span[0]
    start: int | None = None
    for begin, end in sentences(text[slice(*span)]):
        start = begin if start is None else start
        near = max(start, end - LONGEST_END)
        if _ENDS_OPEN.search(text, first + near, first + end) and first + end < span[1]:
            continue
        yield first + start, first + end
        start = None
    if start is not None:
        yield first + start, span[1]


def stripped(text: str, span: Span) -> Span | None:
    """Return the span without the marks around it; None if it has no word."""
    body = text[slice(*span)]
    start = _length_around(body)
    end = max(start, len(body) - _length_around(body[::-1]))
    if not any(words(body[start:end])):
        return None
    start, end = _with_inner_marks(body, start, end)
    return span[0] + start, span[0] + end


def _with_inner_marks(text: str, start: int, end: int) -> Span:
    """Return the span with the mark at an edge that has its partner inside."""
    inner = _APOSTROPHE.sub("", text[start:end])
    for pair in _INNER:
        opening, closing = pair[0], pair[1]
        missing = inner.count(opening) - inner.count(closing)
        if missing == 1 and text[end : end + 1] == closing:
            return start, end + 1
        if missing == -1 and text[start - 1 : start] == opening and closing != "’":
            return start - 1, end
    return start, end


def _length_around(text: str) -> int:
    """Count the characters at the beginning that belong to no word."""
    found = _AROUND.match(text)
    return found.end() if found else 0
