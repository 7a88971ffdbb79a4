"""Each pasted sentence compared with the places where it may stand, the best of them first.

A short sentence is everywhere: "It's still Day 1." is therefore looked for first where the
sentences beside it were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from principles.models import Passage, Source, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.pasted.candidates import ParagraphRange, has_ellipsis, stretch
from principles.provenance.claims import Claim
from principles.provenance.collation import Op
from principles.provenance.deciding import decide
from principles.provenance.matching import Finding, Outcome
from principles.provenance.prepared import Prepared
from principles.text import Span, paragraphs, words

SHORT = 5  # words; a sentence of no more is looked for beside its neighbours, too
LEVELS = {Source.Level.PRIMARY: 0, Source.Level.SECONDARY: 1, Source.Level.AGGREGATOR: 2}


class StoredPassage:
    """A passage with its paragraphs, read once for all the sentences compared with it."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._stretches: dict[Span, Prepared] = {}

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Return where each paragraph begins and ends."""
        return list(paragraphs(self.passage.text))

    def decided(self, claim: Claim, span: Span) -> Finding:
        """Return what comparing the claim with that span of the text shows."""
        start, end = span
        if span not in self._stretches:
            self._stretches[span] = Prepared(self.passage.text[start:end])
        return decide(claim.text, self._stretches[span], at=start)

    def number_at(self, offset: int) -> int:
        """Return the number of the paragraph at the offset, counted from 1."""
        ends = (end for _, end in self.paragraphs)
        return next((n for n, end in enumerate(ends, 1) if offset < end), len(self.paragraphs))


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding in a passage, and whether the sentences beside it are found there too."""

    stored: StoredPassage
    finding: Finding
    is_beside: bool = False

    @property
    def verdict(self) -> Verdict:
        """Return the verdict; a collection of quotes never verifies."""
        if self.source.level == Source.Level.AGGREGATOR:
            return Verdict.UNVERIFIED
        return Verdict(self.finding.outcome.value)

    @property
    def source(self) -> Source:
        """Return the source of the passage."""
        return self.stored.passage.source

    @property
    def span(self) -> Span:
        """Return where the words begin and end in the passage."""
        return self.finding.start or 0, self.finding.end or 0

    @property
    def number(self) -> int:
        """Return the number of the paragraph in which the words begin."""
        return self.stored.number_at(self.span[0])


def judged(
    claims: Sequence[Claim],
    places: Sequence[Sequence[ParagraphRange]],
    passages: Mapping[int, Passage],
) -> list[list[Judged]]:
    """Return for each claim where it is found, the best verdict first; no query."""
    stored = {number: StoredPassage(passage) for number, passage in passages.items()}
    found = [
        _ranked(claim, _compared(claim, here, stored))
        for claim, here in zip(claims, places, strict=True)
    ]
    return [
        _ranked(claim, [*here, *_beside(claim, _neighbours(found, number))])
        if _wants_neighbours(claim, here)
        else here
        for number, (claim, here) in enumerate(zip(claims, found, strict=True))
    ]


def stands_whole(claim: Claim, found: Sequence[Judged]) -> bool:
    """Tell whether the source has the claim itself, and not only what it quotes.

    An altered claim counts if more than half of its words outside the quotation marks are there.
    """
    if not claim.quoted or not found:
        return not claim.quoted
    best = found[0].finding
    if best.outcome != Outcome.ALTERED:
        return True
    around = shared = at = 0
    for difference in best.collation:
        for start, _ in words(difference.quote_words):
            if not any(q.at <= at + start < q.at + len(q.text) for q in claim.quoted):
                around += 1
                shared += difference.op == Op.EQUAL
        at += len(difference.quote_words)
    return shared * 2 > around


def _compared(
    claim: Claim, places: Iterable[ParagraphRange], stored: Mapping[int, StoredPassage]
) -> Iterator[Judged]:
    for place in places:
        if place.passage in stored:
            text = stored[place.passage]
            found = _at(claim, text, place)
            if found.outcome != Outcome.UNVERIFIED:
                yield Judged(text, found)


def _at(claim: Claim, stored: StoredPassage, place: ParagraphRange) -> Finding:
    """Compare with the paragraphs, and unless all is there, with one more on either side."""
    near = stored.decided(claim, stretch(stored.paragraphs, place, around=0))
    is_whole = near.outcome == Outcome.VERBATIM or not has_ellipsis(claim.text)
    if is_whole and near.outcome != Outcome.UNVERIFIED:
        return near
    wide = stored.decided(claim, stretch(stored.paragraphs, place, around=1))
    return min(near, wide, key=lambda found: list(Outcome).index(found.outcome))


def _wants_neighbours(claim: Claim, found: Sequence[Judged]) -> bool:
    return not found or sum(1 for _ in words(claim.text)) <= SHORT


def _neighbours(found: Sequence[Sequence[Judged]], number: int) -> Iterator[Judged]:
    """Yield the best match of the nearest sentences, before and after, that have one."""
    for others in (reversed(found[:number]), found[number + 1 :]):
        yield from next((here[:1] for here in others if here), [])


def _beside(claim: Claim, neighbours: Iterable[Judged]) -> Iterator[Judged]:
    for near in neighbours:
        number = near.number
        place = ParagraphRange(near.stored.passage.pk, number, number, 0)
        found = near.stored.decided(claim, stretch(near.stored.paragraphs, place, around=1))
        if found.outcome != Outcome.UNVERIFIED:
            yield Judged(near.stored, found, is_beside=True)


def _ranked(claim: Claim, found: Iterable[Judged]) -> list[Judged]:
    """Return each place once, the best first: by verdict, then primary before secondary."""
    is_short = sum(1 for _ in words(claim.text)) <= SHORT

    def rank(here: Judged) -> tuple[Any, ...]:
        source, passage = here.source, here.stored.passage
        return (
            VERDICT_ORDER[here.verdict],
            not (is_short and here.is_beside),
            LEVELS[Source.Level(source.level)],
            _differing(here.finding),
            not here.is_beside,
            source.date_key[0],
            source.pk,
            passage.position,
            here.span,
        )

    once: dict[tuple[int, Span], Judged] = {}
    for here in sorted(found, key=rank):
        once.setdefault((here.stored.passage.pk, here.span), here)
    return list(once.values())


def _differing(found: Finding) -> int:
    """Count the words that differ in an altered sentence; 0 for any other."""
    if found.outcome != Outcome.ALTERED:
        return 0
    return sum(
        1
        for d in found.differences
        for side in (d.source_words, d.quote_words)
        for _ in words(side)
    )
