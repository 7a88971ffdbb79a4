"""The units of a block without quotation marks: its sentences, with the name before or behind them.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from principles.claims.blocks import Block
from principles.claims.bylines import byline_after, byline_before
from principles.claims.naming import name_of, named
from principles.claims.pasted import Claim, Instead, Name, Need, Unit
from principles.claims.quoting import claim_of
from principles.claims.spans import sentences_in, stripped
from principles.claims.structure import Kind

_FRONT = re.compile(
    r"(?:\d{1,4}[.):]?|[^\W\d_][.):]|[^\W\d_][\w’'-]{1,24}(?:\s\d{1,3})?:)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """The units of a block and the names in it; `behind` goes with the words before it, too."""

    units: tuple[Unit, ...]
    before: Name | None = None
    behind: Name | None = None


def plain_block(text: str, block: Block, *, need: Need) -> PlainBlock:
    """Return the sentences of the block; those of a block quote are one claim."""
    start, end = block.span
    lead = byline_before(text, (start, end))
    before = name_of(text, lead, (start, lead.words)) if lead else None
    body = lead.words if lead else start
    tail = byline_after(text, (body, end))
    behind = name_of(text, tail, (tail.words, end)) if tail else None
    last = tail.words if tail else end
    units = list(_units(text, block, (body, last), need))
    if before and not before.is_sure and units:
        units[0] = _or_without(text, block, units[0], before)
    return PlainBlock(tuple(named(unit, before) for unit in units), before, behind)


def _units(text: str, block: Block, span: tuple[int, int], need: Need) -> Iterator[Unit]:
    if block.kind == Kind.QUOTE:
        whole = stripped(text, span)
        if whole:
            claim = claim_of(text, whole)
            yield Unit(claim, Need.CLAIMED, block.group, is_marked=True)
        return
    for number, sentence in enumerate(sentences_in(text, span)):
        place = stripped(text, sentence)
        if place is None:
            continue
        claim = Claim(text[slice(*place)], *place)
        front = None if number else _FRONT.match(text, *place)
        rest = stripped(text, (front.end(), place[1])) if front else None
        instead = (Claim(text[slice(*rest)], *rest),) if rest else ()
        yield Unit(
            claim,
            need,
            block.group,
            instead=instead,
            rule=Instead.FRONT,
            is_point=block.kind != Kind.TEXT,
        )


def _or_without(text: str, block: Block, unit: Unit, label: Name) -> Unit:
    """Return the unit that is looked for with the label first, which may be words of the source."""
    whole = stripped(text, (block.start, unit.claim.end))
    if whole is None:
        return unit
    rest = replace(unit.claim, name=label)
    return replace(
        unit, claim=Claim(text[slice(*whole)], *whole), instead=(rest,), rule=Instead.QUOTED
    )
