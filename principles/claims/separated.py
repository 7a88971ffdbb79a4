"""Rows of a table whose cells are parted by tabs, semicolons or commas, as spreadsheets copy them.

Lines in a row with the same number of separators are rows, where none of these stands before a
space, as in prose; so is one line alone with a name in a cell of its own. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from principles.claims.names import is_name
from principles.text import words

_SEPARATORS = "\t;,"
_HEADS = frozenset(
    """# author authors by cite citation date id name no no. nr number page person quotation quote
    quotes saying sentence source speaker text title when where who words work year""".split()  # noqa: SIM905 - reads as a list of words
)
MOST_CELLS = 12
LEAST_WORDS = 3  # of a cell that says something, in a row that stands alone


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is a row: where it stands, where its separators stand, whether it is the head."""

    start: int
    end: int
    cuts: tuple[int, ...]
    is_head: bool = False


def rows(text: str) -> list[Row]:
    """Return the rows in the text, in order; linear time."""
    found: list[Row] = []
    for separator in _SEPARATORS:
        if separator not in text:
            continue
        lines = list(_lines(text, separator))
        for count, run in groupby(lines, key=lambda row: len(row.cuts)):
            together = list(run)
            if count and _is_table(text, together, separator):
                found += _headed(text, together)
    once = {row.start: row for row in reversed(found)}
    return sorted(once.values(), key=lambda row: row.start)


def _lines(text: str, separator: str) -> Iterator[Row]:
    start = 0
    for line in text.split("\n"):
        cuts = tuple(start + place for place in _cuts(line, separator))
        yield Row(start, start + len(line), cuts if len(cuts) < MOST_CELLS else ())
        start += len(line) + 1


def _cuts(line: str, separator: str) -> list[int]:
    """Return where the line is cut: at separators outside of marks, none before a space."""
    found: list[int] = []
    is_quoted = False
    if line.lstrip()[:1] in {">", "|"}:
        return []
    for place, sign in enumerate(line):
        is_quoted ^= sign == '"'
        if sign == separator and not is_quoted:
            if separator != "\t" and line[place + 1 : place + 2].isspace():
                return []
            found.append(place)
    return [] if is_quoted else found


def _is_table(text: str, together: Sequence[Row], separator: str) -> bool:
    cells = [[cell.strip(' "') for cell in _cells(text, row)] for row in together]
    if separator == "," and len(together) == 1:
        return False
    named = [any(_is_named(cell) for cell in row) for row in cells]
    says = [any(sum(1 for _ in words(cell)) >= LEAST_WORDS for cell in row) for row in cells]
    if len(together) == 1:
        return named[0] and says[0]
    return sum(says) * 2 >= len(says) and (separator == "\t" or any(named) or _has_head(cells[0]))


def _is_named(cell: str) -> bool:
    return " " in cell and is_name(cell)


def _cells(text: str, row: Row) -> list[str]:
    edges = [row.start - 1, *row.cuts, row.end]
    return [text[first + 1 : last] for first, last in pairwise(edges)]


def _headed(text: str, together: Sequence[Row]) -> Iterator[Row]:
    first = together[0]
    is_head = len(together) > 1 and _has_head(_cells(text, first))
    yield Row(first.start, first.end, first.cuts, is_head)
    yield from together[1:]


def _has_head(cells: Sequence[str]) -> bool:
    """Tell whether a cell is the head of a column: “id”, “Quote”, “Author”."""
    return any(cell.strip(' "').lower() in _HEADS for cell in cells)
