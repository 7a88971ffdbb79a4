"""Quotes with ellipses and brackets: their parts in order, and what stands between them.

A mark in the quote says that words were left out there or put in by its editor. The parts have to
follow one another in the passage; what a bracket stands for is judged in `brackets`. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from principles.budget import spend
from principles.provenance.brackets import may_replace
from principles.provenance.collation import (
    Difference,
    Op,
    clause_end,
    clause_start,
    hides_negation,
)
from principles.provenance.edges import loses_negation
from principles.provenance.findings import Finding, Outcome
from principles.provenance.occurrences import SIC, core, last_occurrence, occurrences, pattern
from principles.provenance.prepared import Prepared
from principles.provenance.telling import Telling, is_telling
from principles.text import Span, words

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_MARKS = re.compile(
    rf"(?P<gap>[\[(]\s*{_DOTS}\s*[\])]|(?:\.\s?)?{_DOTS}+)"
    rf"|(?P<sic>{SIC.pattern})|\[(?P<added>[^\[\]]{{0,200}})\]",
    re.IGNORECASE,
)
MOST_PARTS = 12
"""More parts are not read as a quote with omissions: by then any text would hold them."""
MOST_PLACES = 600
"""The cap on matches of single parts that are tried; the closest so far is then taken."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of the quote between editors' marks: where it stands there, and what it must match."""

    start: int
    end: int
    pattern: re.Pattern[str]
    core: str


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of the quote with marks, and the span of the passage that stands there instead.

    `replaced` is the part of that span for which brackets in it would stand.
    """

    between: str
    span: Span
    replaced: Span


def parts_of(claim: str) -> list[str]:
    """Return the parts of the claim between ellipses and brackets, as they stand there."""
    return [claim[start:end] for start, end in _part_spans(claim)]


def has_marks(quote: str) -> bool:
    """Tell whether the quote has an ellipsis or a bracket."""
    return bool(_MARKS.search(quote))


def elided(quote: str, passage: Prepared, *, telling: Telling = is_telling) -> Finding | None:
    """Return where the parts of the quote follow one another; None if they do not, or lack marks.

    Verbatim if nothing stands between them, altered where a mark hides or puts in what it may not.
    """
    if not has_marks(quote):
        return None
    parts = _parts(quote)
    may_stand = all(part.core in passage.folded_text for part in parts)
    spans = _in_order(parts, passage) if may_stand and 0 < len(parts) <= MOST_PARTS else ()
    if not spans:
        return None
    gaps = _gaps(quote, parts, spans, passage.text)
    collation = _collation(quote, parts, gaps, spans=spans, text=passage.text)
    is_changed = any(difference.op != Op.EQUAL for difference in collation)
    is_allowed = all(_is_allowed(gap, passage, telling=telling) for gap in gaps)
    outcome = Outcome.ELIDED if is_changed else Outcome.VERBATIM
    return Finding(
        outcome if is_allowed else Outcome.ALTERED,
        min(spans[0][0], gaps[0].span[0]),
        max(spans[-1][1], gaps[-1].span[1]),
        spans=spans,
        collation=collation,
        typography_only=is_allowed and not is_changed,
    )


# --- Parts ---------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _parts(quote: str) -> list[_Part]:
    spans = _part_spans(quote)
    last = len(spans) - 1
    return [
        _Part(
            start,
            end,
            pattern(quote[start:end], reads_marks=True, is_first=not n, is_last=n == last),
            core(quote[start:end], is_first=not n, is_last=n == last),
        )
        for n, (start, end) in enumerate(spans[: MOST_PARTS + 1])
    ]


def _part_spans(quote: str) -> list[Span]:
    """Cut the quote at its ellipses and bracketed insertions; `[T]he` and `[sic]` do not cut."""
    cuts = [0]
    for mark in _MARKS.finditer(quote):
        spend()
        if not (mark["sic"] or _is_letter(mark)):
            cuts += _mark_span(mark)
    cuts.append(len(quote))
    return [
        (end - len(quote[start:end].lstrip()), start + len(quote[start:end].rstrip()))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
        if start < end and any(words(SIC.sub("", quote[start:end])))
    ]


def _is_letter(mark: re.Match[str]) -> bool:
    """Tell whether the mark is a bracketed letter that begins a word."""
    quote, (start, end) = mark.string, mark.span()
    is_one = bool(mark["added"]) and len(mark["added"]) == 1
    return is_one and quote[end : end + 1].isalpha() and not quote[start - 1 : start].isalpha()


def _mark_span(mark: re.Match[str]) -> Span:
    """Return where the mark begins and ends, with the rest of a word like `decid[ing]`.

    A figure in brackets belongs to a figure beside it, not to a word: there it is a footnote's.
    """
    quote, (start, end) = mark.string, mark.span()
    if not any(map(str.isalnum, mark["added"] or "")):
        return start, end
    before = _WORD_BEFORE.search(quote[max(0, start - _LONGEST_WORD) : start])
    after = _WORD_AFTER.match(quote, end, end + _LONGEST_WORD)
    is_figure = mark["added"].isdecimal()
    if before and not (is_figure and before[0][-1].isalpha()):
        start -= len(before[0])
    if after and not (is_figure and after[0][0].isalpha()):
        end = after.end()
    return start, end


_WORD_BEFORE = re.compile(r"[$€£]?[^\W_]+(?:[.,][^\W_]+)*$|[$€£]$")
_WORD_AFTER = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*%?|%")
_LONGEST_WORD = 60


# --- Where they stand ----------------------------------------------------------------------------


def _in_order(parts: Sequence[_Part], passage: Prepared) -> tuple[Span, ...]:
    """Return the spans at which the parts follow one another with the least text between.

    Places that lose no negation at either end come first; empty if the parts do not follow. Only
    the first matches are tried, fewer the more parts there are.
    """
    best: tuple[bool, int, tuple[Span, ...]] | None = None
    start = 0
    for _ in range(max(1, MOST_PLACES // max(1, len(parts)))):
        found = _next_in_order(parts, passage, start=start)
        if not found:
            break
        spans = tuple(passage.folded.span(*span) for span in found)
        left_out = _left_out(found)
        if best is None or best[0] or left_out < best[1]:
            is_cut = loses_negation((spans[0][0], spans[-1][1]), passage.text)
            this = is_cut, left_out, spans
            best = this if best is None else min(best, this, key=lambda tried: tried[:2])
        start = found[0][0] + 1
    return best[2] if best else ()


def _next_in_order(parts: Sequence[_Part], passage: Prepared, *, start: int) -> list[Span]:
    """Return where the parts match from there on, as close together as the last allows."""
    found: list[Span] = []
    text, folded = passage.text, passage.folded
    for part in parts:
        spend()
        span = next(occurrences(part.pattern, text, folded, start=start), None)
        if span is None:
            return []
        found.append(span)
        start = span[1]
    for n in range(len(found) - 2, -1, -1):
        spend()
        end = found[n + 1][0]
        found[n] = last_occurrence(parts[n].pattern, text, folded, first=found[n], end=end)
    return found


def _left_out(spans: Sequence[Span]) -> int:
    return sum(start - end for (_, end), (start, _) in pairwise(spans))


# --- What stands between -------------------------------------------------------------------------


def _gaps(quote: str, parts: Sequence[_Part], spans: Sequence[Span], text: str) -> list[_Gap]:
    """Return the stretch before the first part, those between the parts, and that after the last.

    At an edge a bracket stands for the words of its clause there, also beside an ellipsis, which
    alone stands for nothing.
    """
    (first, _), (_, last) = spans[0], spans[-1]
    start, end = parts[0].start, parts[-1].end
    edges = quote[:start], quote[end:]
    before = clause_start(text, first) if _BRACKET_LAST.search(edges[0]) else first
    after = clause_end(text, last) if _BRACKET_FIRST.match(edges[1]) else last
    between = [
        _gap(quote[a.end : b.start], (left[1], right[0]), text)
        for (a, b), (left, right) in zip(pairwise(parts), pairwise(spans), strict=True)
    ]
    return [
        _Gap(edges[0], (before, first), (before, first)),
        *between,
        _Gap(edges[1], (last, after), (last, after)),
    ]


_BRACKET_LAST = re.compile(r"\w[^\[\]]*\](?:[^.\[\]]|\.{3})*$")
_BRACKET_FIRST = re.compile(r"(?:[^.\[\]]|\.{3})*\[[^\[\]]*\w")


def _gap(between: str, span: Span, text: str) -> _Gap:
    """Return the gap; beside an ellipsis a bracket stands for the words of its own clause."""
    start, end = span
    marks = [bool(mark["gap"]) for mark in _MARKS.finditer(between)]
    if True not in marks:
        return _Gap(between, span, span)
    if marks[-1]:
        return _Gap(between, span, (start, min(end, clause_end(text, start))))
    return _Gap(between, span, (max(start, clause_start(text, end)), end))


def _is_allowed(gap: _Gap, passage: Prepared, *, telling: Telling) -> bool:
    """Tell whether the marks in the gap may stand for what the passage has there."""
    added = _added(gap.between)
    if added and not may_replace(added, gap.replaced, passage, telling=telling):
        return False
    return not hides_negation(passage.text[slice(*gap.span)])


def _added(between: str) -> str:
    """Return the words in brackets, with the letters of a word like `decid[ing]`."""
    spans = [_mark_span(mark) for mark in _MARKS.finditer(between) if mark["added"]]
    return " ".join(between[start:end].replace("[", "").replace("]", "") for start, end in spans)


def _collation(
    quote: str, parts: Sequence[_Part], gaps: Sequence[_Gap], *, spans: Sequence[Span], text: str
) -> tuple[Difference, ...]:
    """Return the parts as equal and what stands between them, left out or put in by the editor.

    A mark with nothing to it, as an ellipsis at either end, is no difference.
    """
    collation = _shown(gaps[0], text)
    for part, span, gap in zip(parts, spans, gaps[1:], strict=True):
        collation.append(Difference(Op.EQUAL, text[slice(*span)], quote[part.start : part.end]))
        collation += _shown(gap, text)
    return tuple(collation)


def _shown(gap: _Gap, text: str) -> list[Difference]:
    left_out, between = text[slice(*gap.span)], gap.between
    is_added = any(words(_added(between)))
    if any(words(left_out)):
        return [Difference(Op.REPLACE if is_added else Op.DELETE, left_out, between)]
    if left_out or between:
        return [Difference(Op.INSERT if is_added else Op.EQUAL, left_out, between)]
    return []
