"""What stands in quotation marks in a block, and the names beside it. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from principles.claims.beside import Beside, name_behind, name_in_front, place_behind
from principles.claims.blocks import Block
from principles.claims.bylines import VERBS
from principles.claims.naming import name_of, placed, with_others
from principles.claims.pairs import LEAST_QUOTED, Pair, pairs
from principles.claims.pasted import Name
from principles.text import Span, words
from principles.text.characters import DASHES, DOUBLE, SINGLE

_INTERRUPTS = re.compile(rf"\b(?:{VERBS})\b")
_ENDS_OPEN = re.compile(rf"[^.!?…]\s*$|[,;:{DASHES}]\s*$")
_LABEL = re.compile(rf"(?:^|[\n.!?{DOUBLE}{SINGLE})])(?P<label>[^\n.!?:{DOUBLE}]{{1,60}}:)[\s*_]*$")
MOST_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in one or, where a name interrupts them, several pairs of marks.

    From the first mark to the last, with its name, the stretches of the names beside it and of a
    year or work behind it; it quotes where it is more than a term.
    """

    start: int
    end: int
    parts: tuple[Pair, ...]
    name: Name | None
    beside: tuple[Span, ...]
    where: Span | None
    quotes: bool

    @property
    def stretches(self) -> list[Span]:
        """Return the stretches of its names, and of a year or a work apart from them."""
        return [*self.beside, *([self.where] if self.where else [])]


@dataclass(frozen=True, slots=True)
class QuotedBlock:
    """A block with what it has in quotation marks, the names in it, and its labels."""

    block: Block
    quoted: tuple[Quoted, ...]
    names: tuple[Name, ...]
    labels: tuple[Span, ...]

    @property
    def quotes(self) -> bool:
        """Say whether something in it is more than a term."""
        return any(part.quotes for part in self.quoted)


@dataclass(frozen=True, slots=True)
class _Around:
    """The pairs of a block, the gaps around them, and the name in front of and behind each."""

    pairs: Sequence[Pair]
    gaps: Sequence[Span]
    front: Sequence[Beside | None]
    behind: Sequence[Beside | None]


def read_pairs(text: str, block: Block, *, is_heading: Callable[[str], bool]) -> QuotedBlock:
    """Return what stands in pairs of marks in the block, with the names that touch it."""
    around = _around(text, block)
    groups = list(_groups(text, around))
    read = [_quoted(text, group, around, is_heading) for group in groups]
    beside = [name for name in (*around.front, *around.behind) if name]
    names = [n for b in beside if (n := name_of(text, b.byline, (b.start, b.end)))]
    labels = [
        span
        for gap, name in zip(around.gaps, around.front, strict=False)
        if not name
        for span in _label(text, gap)
    ]
    labels += [part.where for part in read if part.where]
    ordered = sorted(names, key=lambda name: name.start)
    return QuotedBlock(block, tuple(read), tuple(ordered), tuple(labels))


def _around(text: str, block: Block) -> _Around:
    found = list(pairs(text, block.span))
    edges = [block.start, *(e for p in found for e in (p.start - 1, p.end + 1)), block.end]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    behind = [name_behind(text, gap) for gap in gaps[1:]]
    starts = [
        gaps[0][0],
        *(b.end if b else gap[0] for b, gap in zip(behind, gaps[1:], strict=True)),
    ]
    front = [
        name_in_front(text, (start, gap[1]))
        for start, gap in zip(starts[:-1], gaps[:-1], strict=True)
    ]
    return _Around(found, gaps, front, behind)


def _groups(text: str, around: _Around) -> Iterator[list[int]]:
    """Yield the numbers of the pairs that are one quotation, interrupted by a name or alone."""
    group: list[int] = []
    for number in range(len(around.pairs)):
        group.append(number)
        if not _is_interrupted(text, number, around):
            yield group
            group = []


def _is_interrupted(text: str, number: int, around: _Around) -> bool:
    """Tell whether a name with its verb stands between the pair and the next, inside a sentence."""
    name = around.behind[number]
    if name is None or number + 1 == len(around.pairs) or around.front[number + 1]:
        return False
    pair = around.pairs[number]
    start, end = around.gaps[number + 1]
    between = text[start:end].rstrip(" ,")
    is_open = _ENDS_OPEN.search(text, pair.start, pair.end)
    return bool(is_open and _INTERRUPTS.search(between) and name.end >= start + len(between))


def _quoted(
    text: str, group: Sequence[int], around: _Around, is_heading: Callable[[str], bool]
) -> Quoted:
    inside = [around.pairs[number] for number in group]
    beside = [b for n in group for b in (around.front[n], around.behind[n]) if b]
    best = next((b for b in beside if b.byline.is_sure), beside[0] if beside else None)
    name = name_of(text, best.byline, (best.start, best.end)) if best else None
    if name:
        name = with_others(name, [one for b in beside for one in b.byline.names])
    where = None
    if name and not name.place and not around.behind[group[-1]]:
        where = place_behind(text, around.gaps[group[-1] + 1])
        name = placed(text, name, where) if where else name
    count = sum(pair.word_count(text) for pair in inside)
    is_short_claim = count > 0 and (
        any(b.byline.is_sure for b in beside) or is_heading(text[inside[0].start : inside[0].end])
    )
    return Quoted(
        inside[0].start - 1,
        inside[-1].end + 1,
        tuple(inside),
        name,
        tuple((b.start, b.end) for b in beside),
        where,
        quotes=count >= LEAST_QUOTED or is_short_claim,
    )


def _label(text: str, gap: Span) -> Iterator[Span]:
    """Yield the label that the gap in front of a pair of marks ends with: “Stasis:”."""
    found = _LABEL.search(text[slice(*gap)])
    if found and sum(1 for _ in words(found["label"])) <= MOST_LABEL_WORDS:
        yield gap[0] + found.start("label"), gap[0] + found.end("label")
