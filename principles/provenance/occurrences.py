"""Where the words of a quote stand in a passage: as they are, or as an expression on folded text.

A match never begins or ends inside a word, nor inside a character of the passage that folds to
several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from principles.budget import spend
from principles.text import Folded, Span, fold, is_word_boundary

SIC = re.compile(r"\s?\[\s*sic[.!]?\s*\]", re.IGNORECASE)
_FIRST_LETTER = re.compile(r"^(\W*)([^\W\d_])")
_LAST_STOP = re.compile(r"(?<=[^.!?])\.$")
_BRACKETED_LETTER = re.compile(r"\\\[([^\W\d_])\\\](?=[^\W\d_])")


@lru_cache(maxsize=256)
def pattern(
    text: str, *, reads_marks: bool = False, is_first: bool = True, is_last: bool = True
) -> re.Pattern[str]:
    """Return the expression that the text matches in a folded passage.

    A quote's first letter matches in either case, and the full stop at its end need not be there;
    where editors' marks are read, so does the letter of `[T]he`, and `[sic]` is passed over. Kept
    for a while: a claim is looked for in one text after another.
    """
    folded = fold(SIC.sub("", text) if reads_marks else text).text
    escaped = re.escape(folded)
    if reads_marks:
        escaped = _BRACKETED_LETTER.sub(lambda m: _either_case(m[1]), escaped)
    if is_first:
        escaped = _FIRST_LETTER.sub(lambda m: m[1] + _either_case(m[2]), escaped)
    if is_last:
        escaped = re.sub(r"(?<=[^.!?])\\\.$", r"\\.?", escaped)
    return re.compile(_not_inside(folded[:1], "(?<!") + escaped + _not_inside(folded[-1:], "(?!"))


@lru_cache(maxsize=256)
def core(text: str, *, is_first: bool = True, is_last: bool = True) -> str:
    """Return what a folded passage has to have as it is for the text to match; empty for anything.

    It is what `pattern` lets stand in one spelling alone: a look for it is far quicker than for
    the expression, and most texts lack it.
    """
    if "[" in text:
        return ""
    folded = fold(text).text
    first = _FIRST_LETTER.match(folded) if is_first else None
    stop = _LAST_STOP.search(folded) if is_last else None
    return folded[first.end() if first else 0 : stop.start() if stop else len(folded)]


def _not_inside(sign: str, assertion: str) -> str:
    """Return the assertion that a plain letter stands beside no other; it saves most attempts."""
    return f"{assertion}[0-9A-Za-z])" if sign.isascii() and sign.isalnum() else ""


def _either_case(letter: str) -> str:
    return f"(?:{letter}|{letter.swapcase()})"


def literal_places(quote: str, passage: str) -> Iterator[Span]:
    """Yield the places at which the very words stand, typography included."""
    start = passage.find(quote)
    while start >= 0:
        if is_word_boundary(passage, start) and is_word_boundary(passage, start + len(quote)):
            yield start, start + len(quote)
        start = passage.find(quote, _next_boundary(passage, start + 1))


def _next_boundary(passage: str, place: int) -> int:
    while not is_word_boundary(passage, place):
        place += 1
    return place


def occurrences(
    expression: re.Pattern[str],
    passage: str,
    folded: Folded,
    *,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Span]:
    """Yield where the expression matches the folded passage on word boundaries, in that range.

    Spans are indices into the folded text.
    """
    last = len(folded.text) if end is None else end
    found = expression.search(folded.text, start, last)
    while found:
        spend()
        start = found.start()
        if _may_begin(start, passage, folded):
            if _may_end(found.end(), passage, folded):
                yield found.span()
            start += 1
        while start < last and not _may_begin(start, passage, folded):
            start += 1
        found = expression.search(folded.text, start, last)


def _may_begin(place: int, passage: str, folded: Folded) -> bool:
    return folded.is_edge(place) and is_word_boundary(passage, folded.starts[place])


def _may_end(place: int, passage: str, folded: Folded) -> bool:
    return folded.is_edge(place) and is_word_boundary(passage, folded.ends[place - 1])


def last_occurrence(
    expression: re.Pattern[str], passage: str, folded: Folded, *, first: Span, end: int
) -> Span:
    """Return the last match that ends by `end`, looked for from there backwards."""
    reach = 2 * (first[1] - first[0])
    while end - reach > first[0]:
        nearer = list(occurrences(expression, passage, folded, start=end - reach, end=end))
        if nearer:
            return nearer[-1]
        reach *= 2
    return list(occurrences(expression, passage, folded, start=first[0], end=end))[-1]
