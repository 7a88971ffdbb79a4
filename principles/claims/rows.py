"""The units of a row of a table: its cells are claims, but for those that name somebody.

Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from principles.claims.blocks import Block
from principles.claims.names import is_name, names_at_start
from principles.claims.naming import named
from principles.claims.pasted import Name, Need, Unit
from principles.claims.places import is_work, work_in, years_in
from principles.claims.quoting import claim_of
from principles.claims.spans import stripped
from principles.text import Span, words

MOST_NAMED = 6  # words of a cell that only names somebody or something


def row_units(
    text: str, cells: Sequence[Block], *, need: Need
) -> tuple[list[Unit], Name | None, list[Span]]:
    """Return the claims of a row, the name that its other cells give, and these cells."""
    units: list[Unit] = []
    named_cells: list[Block] = []
    for cell in cells:
        place = stripped(text, cell.span)
        if place and not _names(text, cell):
            units.append(Unit(claim_of(text, place), need, cell.group, is_point=True))
        elif place:
            named_cells.append(cell)
    name = _name(text, named_cells)
    return [named(unit, name) for unit in units], name, [cell.span for cell in named_cells]


def _names(text: str, cell: Block) -> bool:
    written = text[slice(*cell.span)].strip(" *_")
    count = sum(1 for _ in words(written))
    if count == 1 and any(map(str.isdigit, written)):
        return True
    if count > MOST_NAMED or written[-1:] in '.!?…”"':
        return False
    return is_name(written) or is_work(written) or _has_place(text, cell)


def _has_place(text: str, cell: Block) -> bool:
    written = text[slice(*cell.span)]
    return bool(years_in(written)) and names_at_start(text, cell.span) is not None


def _name(text: str, cells: Sequence[Block]) -> Name | None:
    """Return one name of all cells that name: a person in one, a year or a work in another."""
    found: Name | None = None
    years: tuple[int, ...] = ()
    work = ""
    for cell in cells:
        written = text[slice(*cell.span)]
        years += years_in(written)
        work = work or work_in(written)
        who = names_at_start(text, cell.span)
        if who and who.names and not is_work(written) and found is None:
            given = text[who.start : who.end]
            found = Name(given, who.names, who.start, who.end, is_sure=False, stretch=cell.span)
    if found is None and (years or work):
        cell = next(c for c in cells if years_in(t := text[slice(*c.span)]) or work_in(t))
        found = Name(text[slice(*cell.span)], (), *cell.span, stretch=cell.span)
    return replace(found, years=years, work=work) if found else None
