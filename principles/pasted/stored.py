"""A stored passage as claims are compared with it: what of it may be read, and what is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from principles.claims import Claim
from principles.models import Passage, Source
from principles.provenance.deciding import decide, only_told
from principles.provenance.elision import has_marks
from principles.provenance.findings import Finding, Outcome
from principles.provenance.glance import Atoms, Sight, in_atoms, sight
from principles.provenance.prepared import Prepared
from principles.text import Span, paragraphs, sentences, words

_LIST_NUMBER = re.compile(r"\d{1,3}\.\s+")
LEAST_WITHHELD = 6  # words of each sentence that is compared with withheld text


class StoredPassage:
    """A passage with its paragraphs, read once for all the claims compared with it.

    `stretches` are those that anybody may read; the rest is withheld.
    """

    def __init__(self, passage: Passage, stretches: Sequence[Span]) -> None:
        self.passage = passage
        self.is_open = passage.source.text_access == Source.Access.FULL
        self._stretches = stretches
        self._prepared: dict[Span, Prepared] = {}
        self._atoms: dict[Span, Atoms] = {}
        self._edges: dict[Span, list[Span]] = {}
        self._beginnings: dict[Span, set[int]] = {}

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Return where each paragraph begins and ends."""
        return list(paragraphs(self.passage.text))

    def decided(self, claim: Claim, span: Span, *, tells: bool = True) -> Finding:
        """Return what comparing the claim with what may be read of that span shows.

        What is told of it are the runs in all stretches that may be read. Who does not want to
        know them where the claim is not found says so, which is quicker.
        """
        pieces = [span] if self.is_open else list(cut(span, self._stretches))
        found = [self._glanced(claim, piece, tells=tells) for piece in pieces]
        best = min(found, key=weakness, default=Finding(Outcome.UNVERIFIED))
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
        first, last = _without_marks(self.passage.text, span)
        edges = [edge for body in _touched(span, bodies) for edge in self._edges_of(body)]
        is_begun = first in {start for start, _ in edges} or self._begins_sentence(first, bodies)
        return is_begun and last in {end for _, end in edges}

    def _begins_sentence(self, start: int, bodies: Sequence[Span]) -> bool:
        near = _touched((start, start + 1), bodies)
        return any(start in self._beginnings_of(body) for body in near)

    def number_at(self, offset: int) -> int:
        """Return the number of the paragraph at the offset, counted from 1."""
        ends = (end for _, end in self.paragraphs)
        return next((n for n, end in enumerate(ends, 1) if offset < end), len(self.paragraphs) or 1)

    def _glanced(self, claim: Claim, span: Span, *, tells: bool) -> Finding:
        """Compare as far as anything may come of it."""
        if self._heading(span):
            return self._decided(claim, span)
        if span not in self._atoms:
            self._atoms[span] = in_atoms(self.passage.text[slice(*span)])
        seen = sight(claim.text, self._atoms[span])
        if seen == Sight.FOUND:
            return self._decided(claim, span)
        if seen == Sight.TOLD and tells:
            return only_told(claim.text, self._at(span), at=span[0])
        return Finding(Outcome.UNVERIFIED)

    def _heading(self, span: Span) -> str:
        """Return the heading of the passage for a span that begins it, nothing for others."""
        is_first = not self.paragraphs or span[0] <= self.paragraphs[0][0]
        return self.passage.source.heading_of(self.passage) if is_first else ""

    def _decided(self, claim: Claim, span: Span) -> Finding:
        return decide(claim.text, self._at(span), at=span[0])

    def _at(self, span: Span) -> Prepared:
        if span not in self._prepared:
            text = self.passage.text[slice(*span)]
            within = [p for p in self.paragraphs if span[0] <= p[0] and p[1] <= span[1]]
            is_cut = len(within) < 2 or (within[0][0], within[-1][1]) != span
            parts = () if is_cut else [(p[0] - span[0], self._at(p)) for p in within]
            self._prepared[span] = Prepared(text, heading=self._heading(span), parts=parts)
        return self._prepared[span]

    @cached_property
    def _readable(self) -> list[Span]:
        """Return the paragraphs, as far as anybody may read them."""
        if self.is_open:
            return self.paragraphs
        return [piece for body in self.paragraphs for piece in cut(body, self._stretches)]

    def _edges_of(self, body: Span) -> list[Span]:
        """Return the sentences and lines of the body, each from its first word to its last."""
        if body not in self._edges:
            text = self.passage.text
            self._edges[body] = [_without_marks(text, span) for span in self._sentences_of(body)]
        return self._edges[body]

    def _beginnings_of(self, body: Span) -> set[int]:
        """Return where sentences and lines of the body begin, with their numbers and without."""
        if body not in self._beginnings:
            text = self.passage.text
            begun = {start for start, _ in self._edges_of(body)}
            for first, last in self._sentences_of(body):
                number = _LIST_NUMBER.match(text, first, last)
                if number:
                    begun.add(_without_marks(text, (number.end(), last))[0])
            self._beginnings[body] = begun
        return self._beginnings[body]

    def _sentences_of(self, body: Span) -> Iterator[Span]:
        """Yield the sentences and lines of the body."""
        first, last = body
        text = self.passage.text[first:last]
        for start, end in (*sentences(text), *_lines(text)):
            yield first + start, first + end


def _touched(span: Span, bodies: Sequence[Span]) -> Iterator[Span]:
    """Yield the bodies in which the span lies."""
    return (body for body in bodies if body[0] < span[1] and body[1] > span[0])


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


def weakness(found: Finding) -> int:
    """Return the sort key of a finding, the best first."""
    return list(Outcome).index(found.outcome)
