"""Each pasted sentence compared with the places where it may stand, the best of them first.

A short sentence is everywhere: "It's still Day 1." is therefore looked for first where the
sentences beside it were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from principles.claims import Claim
from principles.models import Passage, Source, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.pasted.candidates import ParagraphRange, has_ellipsis, stretch
from principles.provenance.deciding import decide
from principles.provenance.elision import has_marks
from principles.provenance.findings import Told
from principles.provenance.matching import Finding, Outcome
from principles.provenance.prepared import Prepared
from principles.text import Span, paragraphs, sentences, words

SHORT = 5  # words; a sentence of no more is looked for beside its neighbours, too
_LIST_NUMBER = re.compile(r"\d{1,3}\.\s+")
LEAST_WITHHELD = 6  # words of each sentence that is compared with withheld text
LEVELS = {Source.Level.PRIMARY: 0, Source.Level.SECONDARY: 1, Source.Level.AGGREGATOR: 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """A run of a claim that an open text has, with its place there."""

    told: Told
    stored: StoredPassage


class StoredPassage:
    """A passage with its paragraphs, read once for all the claims compared with it.

    `stretches` are those that anybody may read; the rest is withheld.
    """

    def __init__(self, passage: Passage, stretches: Sequence[Span]) -> None:
        self.passage = passage
        self.is_open = passage.source.text_access == Source.Access.FULL
        self._stretches = stretches
        self._prepared: dict[Span, Prepared] = {}

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Return where each paragraph begins and ends."""
        return list(paragraphs(self.passage.text))

    def decided(self, claim: Claim, span: Span) -> Finding:
        """Return what comparing the claim with what may be read of that span shows.

        What is told of it are the runs in all stretches that may be read.
        """
        pieces = [span] if self.is_open else list(cut(span, self._stretches))
        found = [self._decided(claim, piece) for piece in pieces]
        best = min(found, key=_weakness, default=Finding(Outcome.UNVERIFIED))
        return replace(best, told=tuple(run for each in found for run in each.told))

    def withholds(self, claim: Claim, span: Span) -> Finding | None:
        """Return where withheld text has the claim, which is one or more whole sentences of it."""
        if self.is_open or not is_comparable(claim):
            return None
        found = self._decided(claim, span)
        if found.outcome != Outcome.VERBATIM or found.start is None or found.end is None:
            return None
        return found if self._is_whole((found.start, found.end), self.paragraphs) else None

    def is_whole(self, span: Span) -> bool:
        """Tell whether the span is one or more sentences or lines, whole, of what may be read."""
        return self._is_whole(span, self._readable)

    def begins_sentence(self, start: int) -> bool:
        """Tell whether a readable sentence or line begins there, its number left off."""
        return self._begins_sentence(start, self._readable)

    def _is_whole(self, span: Span, bodies: Sequence[Span]) -> bool:
        text = self.passage.text
        first, last = _without_marks(text, span)
        edges = [_without_marks(text, found) for found in self._sentences_near(span, bodies)]
        is_begun = first in {start for start, _ in edges} or self._begins_sentence(first, bodies)
        return is_begun and last in {end for _, end in edges}

    def _begins_sentence(self, start: int, bodies: Sequence[Span]) -> bool:
        text = self.passage.text
        for first, last in self._sentences_near((start, start + 1), bodies):
            number = _LIST_NUMBER.match(text, first, last)
            begun = (first, number.end() if number else first)
            if start in {_without_marks(text, (place, last))[0] for place in begun}:
                return True
        return False

    def number_at(self, offset: int) -> int:
        """Return the number of the paragraph at the offset, counted from 1."""
        ends = (end for _, end in self.paragraphs)
        return next((n for n, end in enumerate(ends, 1) if offset < end), len(self.paragraphs) or 1)

    def _decided(self, claim: Claim, span: Span) -> Finding:
        return decide(claim.text, self._at(span), at=span[0])

    def _at(self, span: Span) -> Prepared:
        if span not in self._prepared:
            is_first = not self.paragraphs or span[0] <= self.paragraphs[0][0]
            heading = self.passage.source.heading_of(self.passage) if is_first else ""
            text = self.passage.text[slice(*span)]
            self._prepared[span] = Prepared(text, heading=heading)
        return self._prepared[span]

    @cached_property
    def _readable(self) -> list[Span]:
        """Return the paragraphs, as far as anybody may read them."""
        if self.is_open:
            return self.paragraphs
        return [piece for body in self.paragraphs for piece in cut(body, self._stretches)]

    def _sentences_near(self, span: Span, bodies: Sequence[Span]) -> Iterator[Span]:
        """Yield the sentences and lines of the bodies in which the span lies."""
        for first, last in bodies:
            if first < span[1] and last > span[0]:
                body = self.passage.text[first:last]
                for start, end in (*sentences(body), *_lines(body)):
                    yield first + start, first + end


def is_comparable(claim: Claim) -> bool:
    """Tell whether the claim may be compared with withheld text.

    Its sentences have six words or more each, and nothing in it marks a part as left out or put in.
    """
    parts = claim.sentences or (claim,)
    is_long = all(sum(1 for _ in words(part.text)) >= LEAST_WITHHELD for part in parts)
    return is_long and not has_marks(claim.text)


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines: the points of a slide have no stops."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _without_marks(text: str, span: Span) -> Span:
    """Return the span from its first word to its last."""
    found = list(words(text[slice(*span)]))
    return (span[0] + found[0][0], span[0] + found[-1][1]) if found else span


def cut(span: Span, stretches: Sequence[Span]) -> Iterator[Span]:
    """Yield what of the span lies in the stretches."""
    for start, end in stretches:
        if start < span[1] and end > span[0]:
            yield max(start, span[0]), min(end, span[1])


def _weakness(found: Finding) -> int:
    return list(Outcome).index(found.outcome)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding in a passage, and whether the sentences beside it are found there too."""

    stored: StoredPassage
    finding: Finding
    is_beside: bool = False
    is_withheld: bool = False

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
    def is_heading(self) -> bool:
        """Say whether the words are the heading of the passage, and no more."""
        return self.finding.heading is not None and self.finding.start is None

    @property
    def span(self) -> Span:
        """Return where the words begin and end in the passage; empty where they are its heading."""
        return self.finding.start or 0, self.finding.end or 0

    @property
    def number(self) -> int:
        """Return the number of the paragraph in which the words begin."""
        return self.stored.number_at(self.span[0])


@dataclass(frozen=True, slots=True)
class Judgings:
    """Where each claim is found, the best verdict first, and the runs of it that texts have."""

    found: Sequence[Sequence[Judged]]
    told: Sequence[Sequence[Reading]]


def judged(
    claims: Sequence[Claim],
    places: Sequence[Sequence[ParagraphRange]],
    stored: Mapping[int, StoredPassage],
) -> Judgings:
    """Return for each claim where anybody may read it and what is told of it; no query."""
    told: list[list[Reading]] = [[] for _ in claims]
    found = [
        _ranked(claim, _compared(claim, here, stored, runs))
        for claim, here, runs in zip(claims, places, told, strict=True)
    ]
    beside = [
        _ranked(claim, [*here, *_beside(claim, _neighbours(found, number))])
        if _wants_neighbours(claim, here)
        else here
        for number, (claim, here) in enumerate(zip(claims, found, strict=True))
    ]
    return Judgings(beside, [chosen_runs(runs) for runs in told])


def kept_back(
    claim: Claim,
    found: Sequence[Judged],
    places: Iterable[ParagraphRange],
    stored: Mapping[int, StoredPassage],
) -> list[Judged]:
    """Return where the claim is found, with the places of withheld text that have it; no query."""
    texts = [(stored[place.passage], place) for place in places if place.passage in stored]
    here = [
        Judged(text, finding, is_withheld=True)
        for text, place in texts
        if (finding := text.withholds(claim, stretch(text.paragraphs, place, around=1)))
    ]
    return _ranked(claim, [*found, *here])


def chosen_runs(runs: Sequence[Reading]) -> list[Reading]:
    """Return the longest runs of which none lies over another, in the order of the claim."""
    chosen: list[Reading] = []
    for run in sorted(runs, key=lambda run: run.told.claim[0] - run.told.claim[1]):
        start, end = run.told.claim
        if all(end <= r.told.claim[0] or start >= r.told.claim[1] for r in chosen):
            chosen.append(run)
    return sorted(chosen, key=lambda run: run.told.claim)


def _compared(
    claim: Claim,
    places: Iterable[ParagraphRange],
    stored: Mapping[int, StoredPassage],
    told: list[Reading],
) -> Iterator[Judged]:
    for place in places:
        if place.passage not in stored:
            continue
        text = stored[place.passage]
        found = _at(claim, text, place)
        told += [Reading(run, text) for run in found.told]
        if found.outcome != Outcome.UNVERIFIED:
            yield Judged(text, found)


def _at(claim: Claim, stored: StoredPassage, place: ParagraphRange) -> Finding:
    """Compare with the paragraphs, and unless all is there, with one more on either side."""
    near = stored.decided(claim, stretch(stored.paragraphs, place, around=0))
    is_all = near.outcome == Outcome.VERBATIM or not has_ellipsis(claim.text)
    if is_all and near.outcome != Outcome.UNVERIFIED and not claim.sentences:
        return near
    wide = stored.decided(claim, stretch(stored.paragraphs, place, around=1))
    return min(near, wide, key=_weakness)


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
