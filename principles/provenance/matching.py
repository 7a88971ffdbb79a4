"""Compare a quote with a passage: verdict, place, and difference.

Decided by folding and substring, never by a similarity score: a negated sentence can score 0.98.
A literal match comes first, so that a quote may hold the dots its source prints; then ellipses and
brackets are read as editors' marks; then a source that gives only a part of the quote is looked
for; only then is the closest stretch aligned, to show the reader what differs. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from principles.budget import spend
from principles.provenance.alignment import align, closest_stretch, given_part
from principles.provenance.collation import Difference, Op, collate
from principles.provenance.edges import loses_negation, with_edges
from principles.provenance.elision import elided
from principles.provenance.findings import Finding, Outcome, is_changed, same_words
from principles.provenance.occurrences import literal_places, occurrences, pattern
from principles.provenance.prepared import Prepared
from principles.provenance.telling import Telling, is_telling
from principles.text import Span, is_word_boundary, words

__all__ = ["Finding", "Outcome", "compare", "find"]

MOST_PLACES = 200
"""Places at which a quote stands that are tried for one where it loses no negation."""


def compare(quote: str, passage: str | Prepared, *, telling: Telling = is_telling) -> Finding:
    """Compare the quote with the passage, which may be given prepared for many quotes.

    Verbatim: the folded quote is a substring of the folded passage on word boundaries. Elided:
    its parts between ellipses and brackets are, in order, or the source gives a part of it.
    Altered: the closest stretch, collated, or a negation beside the words is cut off. Unverified:
    nothing close; no place then.
    """
    spend()
    ready = Prepared(passage) if isinstance(passage, str) else passage
    if not any(words(quote)):
        return Finding(Outcome.UNVERIFIED)
    found = find(quote, ready, telling=telling) or _aligned(quote, ready)
    return with_edges(found, ready) if found else Finding(Outcome.UNVERIFIED)


def find(quote: str, passage: Prepared, *, telling: Telling = is_telling) -> Finding | None:
    """Return where the quote's own words stand in the passage, if they do; edges are not judged.

    Verbatim or elided; altered if a bracket or an ellipsis hides or adds what it may not.
    Hundreds of times faster than comparing where they do not; the quote has to have words.
    """
    return _verbatim(quote, passage) or elided(quote, passage, telling=telling)


def _verbatim(quote: str, ready: Prepared) -> Finding | None:
    """Return the first place of the words, as they are spelt before others, uncut before cut."""
    first = None
    for start, end in _places(quote, ready):
        if not loses_negation((start, end), ready.text):
            return same_words(quote, ready.text, start=start, end=end)
        first = first or (start, end)
    return same_words(quote, ready.text, start=first[0], end=first[1]) if first else None


def _places(quote: str, ready: Prepared) -> Iterator[Span]:
    yield from islice(literal_places(quote, ready.text), MOST_PLACES)
    for span in islice(occurrences(pattern(quote), ready.text, ready.folded), MOST_PLACES):
        yield ready.folded.span(*span)


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
    if not is_changed(collation):
        return same_words(quote, passage, start=start, end=end)
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
