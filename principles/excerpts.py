"""Which stored words of a source may be shown, and which of them are quoted.

One place decides it, on plain strings and offsets, so that every surface that shows stored text
obeys the same rule. A window is the quoted sentence and at most 40 words on either side, never
past the passage; windows that overlap are merged. All windows of a source together show a tenth of
its text at most, so the margin shrinks until they do. The words of the quotes themselves are
public anyway and are always shown; what a quote leaves out is not among them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from principles.text import paragraphs, sentences

Span = tuple[int, int]

WIDEST_MARGIN = 40  # words
SHARE = 10  # windows show a tenth of the text
WIDEST_GAP = 2 * WIDEST_MARGIN  # words between two stretches whose windows still meet
BARE = -1  # a margin: the quoted words alone, not even the rest of their sentence
WORD = re.compile(r"\S+")
WORD_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quoted span of a passage.

    `number` and `href` are the number and the page of its quote, `anchor` is the span's HTML id,
    `note` what a reader should know of the quote. It is quiet where it says little by itself.
    """

    number: int
    start: int
    end: int
    href: str = ""
    anchor: str = ""
    note: str = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks; `anchors` are the ids of those that begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The shown part of a paragraph, numbered from 1 in its passage; `marks` begin in it."""

    number: int
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of paragraphs that are stored but not shown, from the first to the last number."""

    first: int
    last: int


class QuotedText:
    """A passage with the spans quoted from it, cut into words and sentences once."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self._sentences = list(sentences(text))
        words = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def windows(self, margin: int) -> list[Span]:
        """Return the stretches to show around the spans, in order, merged where they meet."""
        merged: list[Span] = []
        widened = self.spans if margin == BARE else sorted(map(self._sentence, self.spans))
        for first, last in widened:
            start, end = (first, last) if margin == BARE else self._widened(first, last, margin)
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _sentence(self, span: Span) -> Span:
        """Return the span widened to the sentences that it touches."""
        start, end = span
        touched = [(s, e) for s, e in self._sentences if s < end and e > start]
        edges = touched or [span]
        return min(start, edges[0][0]), max(end, edges[-1][1])

    def _widened(self, first: int, last: int, margin: int) -> Span:
        before = bisect_right(self._ends, first)
        after = bisect_left(self._starts, last)
        left = self._starts[max(0, before - margin) : before][:1] or [first]
        right = self._ends[after : after + margin][-1:] or [last]
        return left[0], right[0]


def windows(text: str, quoted: Iterable[Span], *, margin: int = WIDEST_MARGIN) -> list[Span]:
    """Return the stretches to show around the quoted spans, in order, merged where they meet."""
    return QuotedText(text, quoted).windows(margin)


def quoted_stretches(text: str, spans: Sequence[int], *, around: Span | None = None) -> list[Span]:
    """Return the stretches of a passage that are a quote's own words there, in order.

    `spans` are the starts and ends of the matches, in turn. For a quote that alters the words,
    `around` is the stretch it alters: words between the matches count too, as far as windows around
    the matches reach. `principles_given_words` in `models/sql/quotes.sql` has the same rule.
    """
    matches = list(zip(spans[::2], spans[1::2], strict=True))
    if around is None:
        return matches
    first, last = around
    joined = [(first, first)]
    for start, end in [*matches, (last, last)]:
        if len(WORD.findall(text, joined[-1][1], start)) <= WIDEST_GAP:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(start, end) for start, end in joined if start < end]


def withheld(text: str, at: int, *, stretches: Iterable[Span]) -> str:
    """Return a text that begins at offset `at`, with “…” for its words outside the stretches."""
    kept: list[str] = []
    place = at
    for begin, finish in [*stretches, (at + len(text), at + len(text))]:
        start, end = max(begin, place), min(finish, at + len(text))
        if start > end:
            continue
        hole = text[place - at : start - at]
        kept += [" … " if WORD_LETTER.search(hole) else hole, text[start - at : end - at]]
        place = end
    return "".join(kept)


def margin_for(quoted: Sequence[QuotedText], *, length: int) -> int:
    """Return the widest margin at which all windows keep within a tenth of the text.

    `length` is that of all the text of the source, in characters.
    """

    def shown(margin: int) -> int:
        return sum(end - start for each in quoted for start, end in each.windows(margin))

    margins = range(WIDEST_MARGIN + 1)
    return bisect_right(margins, length // SHARE, key=shown) - 1


def visible(text: str, quoted: Iterable[Span], *, access: str, margin: int) -> list[Span]:
    """Return the stretches of a passage that may be shown under the source's access."""
    if access == "full":
        return [(0, len(text))]
    return windows(text, quoted, margin=margin) if access == "window" else []


def rows(text: str, marks: Sequence[Mark], shown: Sequence[Span]) -> list[Paragraph | Gap]:
    """Return the passage by paragraphs, with a gap for each run of them that is not shown."""
    bodies = [
        Paragraph(number, tuple(_pieces(text, span, marks=marks, shown=shown)), _begun(span, marks))
        for number, span in enumerate(paragraphs(text), 1)
    ]
    found: list[Paragraph | Gap] = []
    for is_shown, run in groupby(bodies, key=lambda body: bool(body.segments)):
        together = list(run)
        if is_shown:
            found.extend(together)
        else:
            found.append(Gap(together[0].number, together[-1].number))
    return found


def around(entries: Sequence[Paragraph | Gap], number: int) -> list[Paragraph]:
    """Return the paragraph with that number and its neighbours, as far as they are shown."""
    return [
        entry
        for entry in entries
        if isinstance(entry, Paragraph) and abs(entry.number - number) <= 1
    ]


def segments(text: str, span: Span, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut the span of the text wherever a mark begins or ends; overlaps carry both marks."""
    start, end = span
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    cuts = sorted({start, end, *edges})
    for left, right in pairwise(cuts):
        over = tuple(mark for mark in inside if mark.start <= left and mark.end >= right)
        begun = tuple(mark.anchor for mark in over if mark.anchor and mark.start == left)
        yield Segment(text[left:right], over, begun)


def _pieces(
    text: str, paragraph: Span, *, marks: Sequence[Mark], shown: Sequence[Span]
) -> Iterator[Segment]:
    begin, finish = paragraph
    parts = [(max(begin, s), min(finish, e)) for s, e in shown if s < finish and e > begin]
    for place, (start, end) in enumerate(parts):
        if place or start > begin:
            yield Segment(" … " if place else "… ")
        yield from segments(text, (start, end), marks)
    if parts and parts[-1][1] < finish:
        yield Segment(" …")


def _begun(span: Span, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if span[0] <= mark.start < span[1])
