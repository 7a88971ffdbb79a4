"""The lines of a pasted text that say what they are: block quotes, headings, rows of a table.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from principles.claims.separated import Row

_QUOTE = re.compile(r"[^\S\n]{0,3}>(?:[^\S\n]?>)*")
_HEADING = re.compile(r"[^\S\n]{0,3}#{1,6}[^\S\n]+\S")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_TAGGED = re.compile(
    r"<(?P<name>blockquote|h[1-6])(?:\s[^<>]{0,500})?>(?P<body>.*?)</(?P=name)>",
    re.IGNORECASE | re.DOTALL,
)


class Kind(StrEnum):
    """What a stretch of a pasted text is."""

    TEXT = "text"
    QUOTE = "quote"  # a block quote
    HEADING = "heading"
    HEAD = "head"  # of a table
    ROW = "row"  # of a table
    ITEM = "item"  # of a list


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch and what it is; a line of a block quote is as deep as it has signs."""

    kind: Kind
    start: int
    end: int
    depth: int = 0


def is_row(line: str) -> bool:
    """Tell whether the line is a row of a table, between bars."""
    written = line.strip()
    return len(written) > 1 and written[0] == written[-1] == "|"


def is_rule(line: str) -> bool:
    """Tell whether the line is the rule below the head of a table."""
    return "|" in line and bool(_RULE.fullmatch(line))


def stretches(text: str, parted: Sequence[Row] = ()) -> Iterator[Stretch]:
    """Yield the block quotes, headings and rows, in no order; lines of one depth together.

    `parted` are rows whose cells no bars part.
    """
    for row in parted:
        yield Stretch(Kind.HEAD if row.is_head else Kind.ROW, row.start, row.end)
    lines = list(_lines(text))
    for (kind, _), run in groupby(lines, key=lambda line: (line.kind, line.depth)):
        together = list(run)
        if kind == Kind.QUOTE:
            yield Stretch(kind, together[0].start, together[-1].end)
        elif kind != Kind.TEXT:
            yield from together
    for found in _TAGGED.finditer(text) if "</" in text else ():
        kind = Kind.QUOTE if found["name"].lower() == "blockquote" else Kind.HEADING
        yield Stretch(kind, *found.span("body"))


def _lines(text: str) -> Iterator[Stretch]:
    start = depth = 0
    written = text.split("\n")
    for line, following in zip(written, [*written[1:], ""], strict=True):
        kind = Kind.TEXT
        signs = _QUOTE.match(line)
        is_empty = signs is not None and not line[signs.end() :].strip()
        if not (is_empty and depth):
            depth = signs[0].count(">") if signs else 0
        if signs:
            kind = Kind.QUOTE
        elif _HEADING.match(line):
            kind = Kind.HEADING
        elif is_row(line) and not is_rule(line):
            kind = Kind.HEAD if is_rule(following) else Kind.ROW
        yield Stretch(kind, start, start + len(line), depth)
        start += len(line) + 1
