"""What a passage has of a quote whose words do not stand in it as they are.

A part of the quote where the source breaks off; the closest stretch, collated, where it is close
enough; and otherwise the runs of words that it has, which are told with no place of their own.
Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from principles.provenance.alignment import Alignment, align, closest_stretch, given_part
from principles.provenance.bounds import may_be_close, may_give_part, shares_word
from principles.provenance.collation import Difference, Op, collate, tokens
from principles.provenance.findings import Finding, Outcome, Told, is_changed, same_words
from principles.provenance.prepared import Prepared
from principles.provenance.runs import shared_runs
from principles.provenance.telling import Telling, is_telling
from principles.provenance.told import is_mostly, told_runs
from principles.provenance.wording import bare
from principles.text import Span, fold, is_word_boundary, words


def closest(quote: str, passage: Prepared, *, telling: Telling = is_telling) -> Finding:
    """Return what the passage has of the quote: a part, the closest stretch, or runs of its words.

    Altered where more than half of the words stand there in order, and of the telling ones, or
    where runs that are told make at least half of them; otherwise unverified.
    """
    if not shares_word(quote, passage):
        return Finding(Outcome.UNVERIFIED)
    told = told_runs(quote, passage, telling=telling)
    is_likely = (
        is_mostly(quote, told) or may_be_close(quote, passage) or may_give_part(quote, passage)
    )
    alignment = align(quote, passage) if is_likely else None
    if alignment is None:
        return Finding(Outcome.UNVERIFIED, told=told)
    part = given_part(alignment, quote, passage.text)
    if part:
        return Finding(
            Outcome.ELIDED,
            part.start,
            part.end,
            spans=part.spans,
            collation=part.collation,
            gives_part=True,
            told=told,
        )
    return _altered(quote, alignment, passage, told=told) or Finding(Outcome.UNVERIFIED, told=told)


def nearest(quote: str, passage: Prepared, *, near: Span | None = None) -> Finding | None:
    """Return the quote collated with the closest stretch, or with that around a span, if any."""
    alignment = align(quote, passage, near=near)
    stretch = closest_stretch(alignment) if alignment else None
    return collated(quote, stretch, passage.text) if stretch else None


def is_close(found: Finding) -> bool:
    """Tell whether the text has more than half of the quote's words, and of its telling ones.

    The order counts; case, punctuation and accents, which may differ at every word, do not.
    """
    ours = _words("".join(d.quote_words for d in found.collation))
    theirs = _words("".join(d.source_words for d in found.collation))
    runs = shared_runs(theirs, ours)
    shared = [word for run in runs for word in ours[run.quote : run.quote + run.size]]
    telling = sum(map(is_telling, ours))
    told = sum(map(is_telling, shared))
    return len(shared) == len(ours) or (len(shared) * 2 > len(ours) and told * 2 > telling)


def _words(text: str) -> list[str]:
    """Return the words without case, outer punctuation and accents."""
    found = (token.plain for token in tokens(fold(text), length=len(text)) if token.is_word)
    return [bare(word) for word in found]


def _altered(
    quote: str, alignment: Alignment, passage: Prepared, *, told: tuple[Told, ...]
) -> Finding | None:
    """Return the collation with the closest stretch, or with that around the longest run told."""
    is_told = is_mostly(quote, told)
    stretch = closest_stretch(alignment)
    found = collated(quote, stretch, passage.text) if stretch else None
    if found and found.outcome == Outcome.VERBATIM:
        return found
    if is_told:
        near = nearest(quote, passage, near=told[0].text)
        tried = [near or collated(quote, told[0].text, passage.text), *([found] if found else [])]
        found = min(tried, key=_differing)
    return replace(found, told=told) if found and (is_told or is_close(found)) else None


def _differing(found: Finding) -> int:
    """Count the words that differ on both sides."""
    sides = (side for d in found.differences for side in (d.source_words, d.quote_words))
    return sum(1 for side in sides for _ in words(side))


def collated(quote: str, stretch: Span, text: str) -> Finding:
    """Return the quote collated with that stretch of the text, widened to whole words."""
    start, end = _whole_words(stretch, text)
    collation = collate(quote, text[start:end])
    if not is_changed(collation):
        return same_words(quote, text, start=start, end=end)
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
