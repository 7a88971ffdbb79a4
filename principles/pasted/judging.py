"""Each claim compared with the places where it may stand, the best of them first.

A short sentence is everywhere: "It's still Day 1." is therefore looked for first where the
sentences beside it were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from principles.claims import Claim
from principles.models import Source, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.pasted.candidates import ParagraphRange, has_ellipsis, stretch
from principles.pasted.stored import StoredPassage, weakness
from principles.provenance.findings import Told
from principles.provenance.matching import Finding, Outcome
from principles.text import Span, words

SHORT = 5  # words; a sentence of no more is looked for beside its neighbours, too
LEVELS = {Source.Level.PRIMARY: 0, Source.Level.SECONDARY: 1, Source.Level.AGGREGATOR: 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """A run of a claim that an open text has, with its place there."""

    told: Told
    stored: StoredPassage


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
    wide = stored.decided(claim, stretch(stored.paragraphs, place, around=1), tells=False)
    return min(near, wide, key=weakness)


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
