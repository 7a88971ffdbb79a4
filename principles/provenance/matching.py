"""Compare a quote with a passage: verdict, place, and difference.

Decided by folding and substring, never by a similarity score: a negated sentence can score 0.98.
A literal match comes first, so that a quote may hold the dots its source prints; then ellipses and
brackets are read as editors' marks; then a source that gives only a part of the quote is looked
for; only then is the closest stretch aligned, to show the reader what differs. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from principles.budget import spend
from principles.provenance.alignment import align, closest_stretch, given_part
from principles.provenance.collation import Difference, Op, collate, hides_negation, negations
from principles.provenance.occurrences import (
    SIC,
    last_occurrence,
    literal_place,
    occurrences,
    pattern,
)
from principles.provenance.prepared import Prepared
from principles.text import Folded, Span, is_word_boundary, words


class Outcome(StrEnum):
    """What the comparison showed, best first."""

    VERBATIM = "verbatim"
    ELIDED = "elided"
    ALTERED = "altered"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its place in the passage and the difference.

    `start` and `end` are half-open indices into the passage, from the first matched word to the
    last; `spans` are the stretches that match. The source sides of `collation` joined are
    `passage[start:end]`, its quote sides joined are the quote.
    """

    outcome: Outcome
    start: int | None = None
    end: int | None = None
    spans: tuple[Span, ...] = ()
    collation: tuple[Difference, ...] = ()
    typography_only: bool = False
    gives_part: bool = False

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return the places where the words differ, those that add or remove a negation first."""
        differing = [d for d in self.collation if d.op != Op.EQUAL]
        return tuple(sorted(differing, key=lambda d: not d.is_negation))


def compare(quote: str, passage: str | Prepared) -> Finding:
    """Compare the quote with the passage, which may be given prepared for many quotes.

    Verbatim: the folded quote is a substring of the folded passage on word boundaries. Elided:
    its parts between ellipses and brackets are, in order, or the source gives a part of it.
    Altered: the closest stretch, collated. Unverified: nothing close; no place then.
    """
    spend()
    ready = Prepared(passage) if isinstance(passage, str) else passage
    is_empty = not any(words(quote))
    found = None if is_empty else find(quote, ready) or _aligned(quote, ready)
    return found or Finding(Outcome.UNVERIFIED)


def find(quote: str, passage: Prepared) -> Finding | None:
    """Return where the quote's own words stand in the passage, verbatim or elided, if they do.

    Hundreds of times faster than comparing where they do not; the quote has to have words.
    """
    return _verbatim(quote, passage) or _elided(quote, passage)


# --- Verbatim ------------------------------------------------------------------------------------


def _verbatim(quote: str, ready: Prepared) -> Finding | None:
    passage = ready.text
    found = literal_place(quote, passage)
    if found is None:
        span = next(occurrences(pattern(quote), passage, ready.folded), None)
        found = ready.folded.span(*span) if span else None
    if found is None:
        return None
    return _same_words(quote, passage, start=found[0], end=found[1])


def _same_words(quote: str, passage: str, *, start: int, end: int) -> Finding:
    return Finding(
        Outcome.VERBATIM,
        start,
        end,
        spans=((start, end),),
        collation=(Difference(Op.EQUAL, passage[start:end], quote),),
        typography_only=passage[start:end] != quote,
    )


# --- Elided --------------------------------------------------------------------------------------

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_MARKS = re.compile(
    rf"(?P<gap>[\[(]\s*{_DOTS}\s*[\])]|(?:\.\s?)?{_DOTS}+)"
    rf"|(?P<sic>{SIC.pattern})|\[(?P<added>[^\[\]]{{0,200}})\]",
    re.IGNORECASE,
)
MOST_PLACES = 2_000
"""The cap on matches of single parts that are tried; the closest so far is then taken."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of the quote between editors' marks: where it stands there, and what it must match."""

    start: int
    end: int
    pattern: re.Pattern[str]


def _elided(quote: str, ready: Prepared) -> Finding | None:
    if not _MARKS.search(quote):
        return None
    passage, parts = ready.text, _parts(quote)
    spans = _in_order(parts, passage, ready.folded)
    if not spans:
        return None
    collation = _collation(quote, parts, passage, spans)
    gaps = [d for d in collation if d.op != Op.EQUAL]
    if any(gap.is_negation and negations(gap.quote_words) for gap in gaps):
        return None
    is_turned = any(hides_negation(gap.source_words) for gap in gaps if gap.is_negation)
    shown = Outcome.ELIDED if gaps else Outcome.VERBATIM
    return Finding(
        Outcome.ALTERED if is_turned else shown,
        spans[0][0],
        spans[-1][1],
        spans=spans,
        collation=collation,
        typography_only=not gaps,
    )


def _parts(quote: str) -> list[_Part]:
    """Cut the quote at its ellipses and bracketed insertions; `[T]he` and `[sic]` do not cut."""
    cuts = [0]
    for mark in _MARKS.finditer(quote):
        is_letter = mark["added"] and len(mark["added"]) == 1 and quote[mark.end() :][:1].isalpha()
        if not (mark["sic"] or is_letter):
            cuts += mark.span()
    cuts.append(len(quote))
    spans = [
        (end - len(quote[start:end].lstrip()), start + len(quote[start:end].rstrip()))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
        if any(words(SIC.sub("", quote[start:end])))
    ]
    last = len(spans) - 1
    parts: list[_Part] = []
    for n, (start, end) in enumerate(spans):
        spend()
        read = pattern(quote[start:end], reads_marks=True, is_first=not n, is_last=n == last)
        parts.append(_Part(start, end, read))
    return parts


def _in_order(parts: Sequence[_Part], passage: str, folded: Folded) -> tuple[Span, ...]:
    """Return the spans at which the parts follow one another with the least text between.

    Empty if they do not follow. Only the first matches are tried, fewer the more parts there are.
    """
    best: list[Span] = []
    start = 0
    for _ in range(max(1, MOST_PLACES // max(1, len(parts)))):
        found = _next_in_order(parts, passage, folded, start=start)
        if not found:
            break
        if not best or _left_out(found) < _left_out(best):
            best = found
        start = found[0][0] + 1
    return tuple(folded.span(*span) for span in best)


def _next_in_order(
    parts: Sequence[_Part], passage: str, folded: Folded, *, start: int
) -> list[Span]:
    """Return where the parts match from there on, as close together as the last allows."""
    found: list[Span] = []
    for part in parts:
        spend()
        span = next(occurrences(part.pattern, passage, folded, start=start), None)
        if span is None:
            return []
        found.append(span)
        start = span[1]
    for n in range(len(found) - 2, -1, -1):
        spend()
        found[n] = last_occurrence(
            parts[n].pattern, passage, folded, first=found[n], end=found[n + 1][0]
        )
    return found


def _left_out(spans: Sequence[Span]) -> int:
    return sum(start - end for (_, end), (start, _) in pairwise(spans))


def _collation(
    quote: str, parts: Sequence[_Part], passage: str, spans: Sequence[Span]
) -> tuple[Difference, ...]:
    """Return the parts as equal and what stands between them, left out or put in by the editor.

    A mark with nothing to it, as an ellipsis at either end, is no difference.
    """
    collation: list[Difference] = []
    done, shown = 0, spans[0][0]
    for part, (start, end) in zip(parts, spans, strict=True):
        collation += _gap(passage[shown:start], quote[done : part.start])
        collation.append(Difference(Op.EQUAL, passage[start:end], quote[part.start : part.end]))
        done, shown = part.end, end
    return (*collation, *_gap("", quote[done:]))


def _gap(left_out: str, between: str) -> list[Difference]:
    is_added = any(any(words(mark["added"] or "")) for mark in _MARKS.finditer(between))
    if any(words(left_out)):
        return [Difference(Op.REPLACE if is_added else Op.DELETE, left_out, between)]
    if left_out or between:
        return [Difference(Op.INSERT if is_added else Op.EQUAL, left_out, between)]
    return []


# --- A part, or the closest stretch --------------------------------------------------------------


def _aligned(quote: str, ready: Prepared) -> Finding | None:
    passage, alignment = ready.text, align(quote, ready)
    if alignment is None:
        return None
    part = given_part(alignment, quote, passage)
    if part:
        return Finding(
            Outcome.ELIDED,
            part.start,
            part.end,
            spans=part.spans,
            collation=part.collation,
            gives_part=True,
        )
    stretch = closest_stretch(alignment)
    if stretch is None:
        return None
    start, end = _whole_words(stretch, passage)
    collation = collate(quote, passage[start:end])
    if all(difference.op == Op.EQUAL for difference in collation):
        return _same_words(quote, passage, start=start, end=end)
    spans = tuple(_equal_spans(collation, start))
    return Finding(Outcome.ALTERED, start, end, spans=spans, collation=collation)


def _whole_words(stretch: Span, passage: str) -> Span:
    """Widen a stretch that begins or ends inside a compound to the whole word."""
    start, end = stretch
    while not is_word_boundary(passage, start):
        start -= 1
    while not is_word_boundary(passage, end):
        end += 1
    return start, end


def _equal_spans(collation: Sequence[Difference], start: int) -> Iterator[Span]:
    for difference in collation:
        end = start + len(difference.source_words)
        if difference.op == Op.EQUAL:
            yield start, start + len(difference.source_words.rstrip())
        start = end
