"""The units of a block that has words in quotation marks: these, and sentences around them.

Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from principles.claims.blocks import Block
from principles.claims.pasted import Claim, Instead, Need, Unit
from principles.claims.quoted import Quoted, QuotedBlock
from principles.claims.spans import sentences_in, stripped
from principles.text import Span, words

INTERRUPTED = "\ue000"  # stands in a claim where a name interrupts it behind a comma


def quoting_units(text: str, read: QuotedBlock, *, need: Need) -> Iterator[Unit]:
    """Yield the units of a block that has words in quotation marks, in a paste that quotes."""
    block = read.block
    for start, end, inside in _extents(text, read):
        claimed = [claim for part in inside if (claim := _claim(text, part))]
        outer = list(_outer((start, end), read.quoted))
        if inside and not any(any(words(text[slice(*span)])) for span in outer):
            yield from (_marked(claim, block) for claim in claimed)
            continue
        quoting = [c for part in inside if part.quotes and (c := _claim(text, part))]
        for span in [(start, end)] if quoting else _plain_sentences(text, (start, end), read):
            whole = stripped(text, span)
            if whole is None:
                continue
            claim = claim_of(text, whole)
            if quoting:
                instead = tuple(quoting)
                yield Unit(claim, Need.CLAIMED, block.group, instead=instead, is_marked=True)
            else:
                yield Unit(claim, need, block.group)


def _marked(claim: Claim, block: Block) -> Unit:
    """Return the unit of words in marks; a comma before a name in them may be the style's."""
    plain = claim.text.replace(INTERRUPTED, " ")
    other = (replace(claim, text=plain),) if plain != claim.text else ()
    whole = replace(claim, text=claim.text.replace(INTERRUPTED, ", "))
    rule = Instead.EITHER
    return Unit(whole, Need.CLAIMED, block.group, instead=other, rule=rule, is_marked=True)


def _extents(text: str, read: QuotedBlock) -> Iterator[tuple[int, int, list[Quoted]]]:
    """Yield the sentences of the block, joined where words in marks run over their ends."""
    left = list(read.quoted)
    start: int | None = None
    inside: list[Quoted] = []
    for begin, end in sentences_in(text, read.block.span):
        start = begin if start is None else start
        while left and left[0].start < end:
            inside.append(left.pop(0))
        if inside and inside[-1].end > end:
            continue
        yield start, end, inside
        start, inside = None, []
    if start is not None:
        yield start, read.block.end, inside


def _outer(span: Span, inside: Iterable[Quoted]) -> Iterator[Span]:
    """Yield what of the span is neither in marks nor part of a name."""
    taken = sorted(s for part in inside for s in ((part.start, part.end), *part.stretches))
    place = span[0]
    for start, end in taken:
        if start > place:
            yield place, min(start, span[1])
        place = max(place, end)
        if place >= span[1]:
            return
    if place < span[1]:
        yield place, span[1]


def _plain_sentences(text: str, span: Span, read: QuotedBlock) -> Iterator[Span]:
    """Yield the sentence, unless nothing is left of it beside the names of the block."""
    taken = [s for part in read.quoted for s in part.stretches]
    for start, end in sentences_in(text, span):
        begun = max([start, *(last for first, last in taken if first <= start < last)])
        if begun < end:
            yield begun, end


def _claim(text: str, part: Quoted) -> Claim | None:
    """Return the words in marks as a claim, joined where a name interrupts them."""
    spans = [span for pair in part.parts if (span := stripped(text, (pair.start, pair.end)))]
    if not spans:
        return None
    if len(spans) == 1:
        return replace(claim_of(text, spans[0]), name=part.name)
    first = part.parts[0]
    written = [text[start:end] for start, end in spans]
    has_comma = text[first.end - 1] == ","
    joined = (INTERRUPTED if has_comma else " ").join(written)
    return Claim(joined, spans[0][0], spans[-1][1], part.name)


def claim_of(text: str, span: Span) -> Claim:
    """Return the span as a claim, with its sentences where it has several."""
    found = [s for part in sentences_in(text, span) if (s := stripped(text, part))]
    inner = tuple(Claim(text[slice(*s)], *s) for s in found) if len(found) > 1 else ()
    return Claim(text[slice(*span)], *span, sentences=inner)
