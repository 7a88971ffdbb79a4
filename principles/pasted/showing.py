"""What may be shown of a place that was found: the paragraphs around it and the difference.

Under window access, only what the windows of published quotes show anyway: a paste opens none.
Under hidden access, the verdict alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from principles.excerpts import Mark, Paragraph, around, rows, segments, withheld
from principles.pasted.judging import Judged
from principles.provenance.collation import Difference, Op, tokens
from principles.provenance.deciding import compared
from principles.provenance.matching import Finding
from principles.provenance.witnesses import TextRun, witness_row
from principles.text import Span, fold

MOST_RESPELLED = 3  # of words in another typography
OPPOSITE = {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a passage may be shown: under full access all, else some stretches."""

    stretches: Sequence[Span]
    is_all: bool


def shown(judged: Judged, stretches: Sequence[Span]) -> Shown:
    """Return what may be shown of the passage; the stretches that pages show are given."""
    source = judged.source
    return Shown(stretches, source.text_access == source.Access.FULL)


def paragraphs_of(judged: Judged, allowed: Shown) -> list[Paragraph]:
    """Return the paragraph in which the words begin and its neighbours, with the words marked."""
    text = judged.stored.passage.text
    marks = [Mark(0, *span) for span in judged.finding.spans]
    number = judged.number
    if judged.is_heading:
        return []
    if not allowed.is_all:
        return around(rows(text, marks, allowed.stretches), number)
    last = judged.stored.number_at(judged.span[1] - 1)
    bodies = judged.stored.paragraphs
    numbers = range(max(1, number - 1), min(len(bodies), last + 1) + 1)
    return [Paragraph(n, tuple(segments(text, bodies[n - 1], marks)), ()) for n in numbers]


def collation_of(judged: Judged, allowed: Shown) -> list[Difference]:
    """Return the difference, with “…” for words of the source that may not be shown."""
    if judged.source.is_hidden:
        return []
    found = judged.finding.collation
    return list(found) if allowed.is_all else list(_withheld(found, judged.span[0], allowed))


def _withheld(found: Sequence[Difference], at: int, allowed: Shown) -> Iterator[Difference]:
    for difference in found:
        words = difference.source_words
        kept = withheld(words, at, stretches=allowed.stretches)
        yield replace(difference, source_words=kept)
        at += len(words)


def pasted_row(collation: Sequence[Difference]) -> list[TextRun]:
    """Return the pasted words, with what departs from the source marked and gaps for the rest."""
    turned = [
        Difference(OPPOSITE.get(d.op, d.op), d.quote_words, d.source_words) for d in collation
    ]
    return witness_row(turned)


def respelled(found: Finding) -> list[tuple[str, str]]:
    """Return the first words that differ in typography alone, as pasted and as stored."""
    pairs: list[tuple[str, str]] = []
    for sides in compared(found):
        ours, theirs = (
            [text[token.start : token.end] for token in tokens(fold(text), length=len(text))]
            for text in sides
        )
        if len(ours) == len(theirs):
            pairs += [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return list(dict.fromkeys(pairs))[:MOST_RESPELLED]
