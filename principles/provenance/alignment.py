"""Find where a passage comes closest to a quote, and whether it gives a part of it.

The window of the passage that holds most of the quote's words, rare words counting most, is
aligned token by token; stray matches far from the rest are dropped and the ends widened to what
stands there instead. Linear in the passage; `runs` bounds the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from principles.provenance.collation import Difference, Op, Token, is_same, negations, tokens_of
from principles.provenance.prepared import Prepared
from principles.provenance.runs import Run, shared_runs
from principles.text import Span

LEAST_PART = 4
"""A source gives a part of a quote if it has at least four words and a quarter of it."""
LEAST_SHARE = 4
_MARGIN = 8  # tokens beside a window, and two for each of the quote's: no stretch reaches farther


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quote's tokens, a passage's tokens, and the runs they share in order."""

    source: Sequence[Token]
    quote: list[Token]
    blocks: list[Run]

    @property
    def shared_words(self) -> int:
        """Count the words in the runs."""
        return sum(
            token.is_word for b in self.blocks for token in self.quote[b.quote : b.quote + b.size]
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What a source gives of a quote: the stretch, the runs in it, and the collation."""

    start: int
    end: int
    spans: tuple[Span, ...]
    collation: tuple[Difference, ...]


def align(quote: str, passage: Prepared, *, near: Span | None = None) -> Alignment | None:
    """Return the closest alignment; None where they share no word.

    With a span of the passage, the closest that can be had around it.
    """
    ours = tokens_of(quote)
    if near:
        theirs, before = passage.tokens, 0
        window: Span | None = _around(theirs, near, reach=len(ours))
    else:
        window = _window(passage.plain_tokens, ours)
    if window is None:
        return None
    if not near:
        margin = 2 * len(ours) + _MARGIN
        theirs, before = passage.tokens_around(max(0, window[0] - margin), window[1] + margin)
    runs = shared_runs(passage.plain_tokens[slice(*window)], [t.plain for t in ours])
    first = window[0] - before
    found = [Run(first + run.source, run.quote, run.size) for run in runs]
    return Alignment(theirs, ours, _without_strays(found))


def _around(source: Sequence[Token], near: Span, *, reach: int) -> Span:
    """Return the range of source tokens around the span, with that many more on either side."""
    first = bisect_right(source, near[0], key=lambda token: token.start) - 1
    last = bisect_right(source, near[1] - 1, key=lambda token: token.start)
    return max(0, first - reach), min(len(source), last + reach)


def _window(source: Sequence[str], quote: Sequence[Token]) -> Span | None:
    """Return the range of source tokens that holds most of the quote's words by weight."""
    wanted = {token.plain for token in quote if token.is_word}
    places = [i for i, token in enumerate(source) if token in wanted]
    if not places:
        return None
    counts = Counter(source[i] for i in places)
    reach = 2 * len(quote) + 8
    best, weight, left, place = 0.0, 0.0, 0, places[0]
    for right in places:
        weight += 1 / counts[source[right]]
        while places[left] < right - reach:
            weight -= 1 / counts[source[places[left]]]
            left += 1
        if weight > best + 1e-9:
            best, place = weight, places[left]
    return max(0, place - len(quote)), min(len(source), place + reach + len(quote))


def _without_strays(blocks: list[Run]) -> list[Run]:
    """Drop runs at either end that are too short for their distance from the rest."""
    kept = list(blocks)
    while len(kept) > 1 and _gap(kept[0], kept[1]) > 2 * kept[0].size + 2:
        kept.pop(0)
    while len(kept) > 1 and _gap(kept[-2], kept[-1]) > 2 * kept[-1].size + 2:
        kept.pop()
    return kept


def _gap(before: Run, after: Run) -> int:
    """Return how many more tokens the source has between two runs than the quote."""
    in_source = after.source - before.source - before.size
    in_quote = after.quote - before.quote - before.size
    return in_source - in_quote


# --- The closest stretch -------------------------------------------------------------------------


def closest_stretch(alignment: Alignment) -> Span | None:
    """Return the stretch of the passage to collate with the quote, as offsets; None if not close.

    Close means: at least half the quote's words stand there in order, at least two of them (one
    in a quote of two words), in a stretch not twice as long as the quote and a few words more.
    """
    total = sum(token.is_word for token in alignment.quote)
    shared = alignment.shared_words
    if not alignment.blocks or shared * 2 < total or shared < min(2, total - 1) or not shared:
        return None
    first, last = alignment.blocks[0], alignment.blocks[-1]
    missing = len(alignment.quote) - last.quote - last.size
    left = _before(alignment.source, first.source, missing=first.quote)
    right = _after(alignment.source, last.source + last.size, missing=missing)
    if right - left > 2 * len(alignment.quote) + 12:
        return None
    return alignment.source[left].start, alignment.source[right - 1].end


def _before(source: Sequence[Token], place: int, *, missing: int) -> int:
    """Widen to the left over the words that stand for the quote's missing ones.

    Reaches to the start of the sentence if that is near, else over as many words as are missing.
    """
    if not missing:
        return place
    reach = max(0, place - 2 * missing - 4)
    for left in range(place, reach - 1, -1):
        if left == 0 or source[left - 1].ends_sentence:
            return left
    return max(0, place - missing)


def _after(source: Sequence[Token], place: int, *, missing: int) -> int:
    """Widen to the right in the same way, to the sentence's end."""
    if not missing:
        return place
    reach = min(len(source), place + 2 * missing + 4)
    for right in range(place, reach + 1):
        if right == len(source) or (right and source[right - 1].ends_sentence):
            return right
    return min(len(source), place + missing)


# --- A part of the quote -------------------------------------------------------------------------


def given_part(alignment: Alignment, quote: str, passage: str) -> Part | None:
    """Return what the source gives of the quote, if it gives a part of it and nothing else.

    The runs stand in order; between them the source has nothing but an ellipsis, a quotation
    mark or a line break, and where the quote goes on at either end, the source breaks off: at an
    ellipsis, a quotation mark or the end of a line. If it went on with other words instead, the
    quote would be altered. At least four words and a quarter of the quote; no negation is lost.
    """
    blocks = [b for b in alignment.blocks if any(_words_of(alignment, b))]
    total = sum(token.is_word for token in alignment.quote)
    shared = sum(len(_words_of(alignment, b)) for b in blocks)
    if not blocks or shared < LEAST_PART or shared * LEAST_SHARE < total or shared == total:
        return None
    pairs = list(pairwise(blocks))
    if not all(_is_break(alignment, a, b, passage) for a, b in pairs):
        return None
    if not (_opens(alignment, blocks[0], passage) and _closes(alignment, blocks[-1], passage)):
        return None
    if not all(_is_exact(alignment, block) for block in blocks):
        return None
    if _loses_negation(alignment, blocks, quote):
        return None
    return _part(alignment, blocks, quote, passage)


def _words_of(alignment: Alignment, block: Run) -> list[Token]:
    run = alignment.quote[block.quote : block.quote + block.size]
    return [token for token in run if token.is_word]


def _is_break(alignment: Alignment, before: Run, after: Run, passage: str) -> bool:
    """Tell whether the source breaks off between two runs and has no other words there."""
    between = alignment.source[before.source + before.size : after.source]
    if any(token.is_word for token in between):
        return False
    last, first = alignment.source[before.source + before.size - 1], alignment.source[after.source]
    return "\n" in passage[last.end : first.start] or any(token.key == "..." for token in between)


def _opens(alignment: Alignment, block: Run, passage: str) -> bool:
    if block.quote == 0 or block.source == 0:
        return True
    before, first = alignment.source[block.source - 1], alignment.source[block.source]
    return "\n" in passage[before.end : first.start] or before.key in {"...", '"'}


def _closes(alignment: Alignment, block: Run, passage: str) -> bool:
    end = block.source + block.size
    if block.quote + block.size == len(alignment.quote) or end == len(alignment.source):
        return True
    last, after = alignment.source[end - 1], alignment.source[end]
    is_broken = "\n" in passage[last.end : after.start]
    return is_broken or last.key == "..." or after.key in {"...", '"'}


def _is_exact(alignment: Alignment, block: Run) -> bool:
    """Tell whether the words agree in case and punctuation too.

    The first letter may have the other case and the last word may lack punctuation in the source:
    it breaks off there. A stop of its own would say that the sentence ends where the quote goes on.
    """
    pairs = [
        (alignment.source[block.source + step], alignment.quote[block.quote + step])
        for step in range(block.size)
    ]
    return all(
        is_same(source, quote, is_first=not step, is_last=False)
        or (step == block.size - 1 and quote.key.rstrip(".,;:!?") == source.key)
        for step, (source, quote) in enumerate(pairs)
    )


def _loses_negation(alignment: Alignment, blocks: Sequence[Run], quote: str) -> bool:
    """Tell whether a negation is missing from a sentence of which the source gives words."""
    edges = [
        0,
        *(edge for b in blocks for edge in (b.quote, b.quote + b.size)),
        len(alignment.quote),
    ]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if first == last:
            continue
        run = alignment.quote[first:last]
        is_whole = (first == 0 or alignment.quote[first - 1].ends_sentence) and (
            last == len(alignment.quote) or run[-1].ends_sentence
        )
        if not is_whole and negations(quote[run[0].start : run[-1].end]):
            return True
    return False


def _part(alignment: Alignment, blocks: Sequence[Run], quote: str, passage: str) -> Part:
    spans = tuple(
        (alignment.source[b.source].start, alignment.source[b.source + b.size - 1].end)
        for b in blocks
    )
    collation, done, shown = [], 0, spans[0][0]
    for block, (start, end) in zip(blocks, spans, strict=True):
        opening = alignment.quote[block.quote].start
        closing = alignment.quote[block.quote + block.size - 1].tile
        if opening > done or start > shown:
            op = Op.INSERT if opening > done else Op.DELETE
            collation.append(Difference(op, passage[shown:start], quote[done:opening]))
        collation.append(Difference(Op.EQUAL, passage[start:end], quote[opening:closing]))
        done, shown = closing, end
    if done < len(quote):
        collation.append(Difference(Op.INSERT, "", quote[done:]))
    return Part(spans[0][0], spans[-1][1], spans, tuple(collation))
