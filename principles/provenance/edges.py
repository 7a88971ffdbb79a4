"""What the source has around a match: a negation that the cut takes away, the rest of a sentence.

A quote may begin and end inside a sentence. Where it begins or ends directly beside a negation of
the same clause, the words say the opposite of the source, and no mark at the edge excuses that;
any other cut leaves a part of a sentence. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from principles.provenance.collation import Difference, Op, ends_clause, negations
from principles.provenance.findings import Finding, Outcome
from principles.provenance.prepared import Prepared
from principles.provenance.telling import plain
from principles.text import Span, words

_BRACKETS = "[]"
_AROUND_BRACKET = " \n.…“”‘’\"'"
WORDS_BEFORE = 3
"""Source words before the first matched one that are asked for a negation; after the last, one."""
REACH = 400  # characters looked at on either side, which hold these words
_UNDER = re.compile(
    # Words behind a negation that take it on: “not that rare”, “not because”, “do not say that”.
    r"^\s*(?:which|who|if|when|while|though|as|so|because)\b|\bthat\b"
)


def loses_negation(span: Span, text: str) -> bool:
    """Tell whether a negation of the same clause stands directly beside that span of the text."""
    return uncut(span, text) != span


def uncut(span: Span, text: str) -> Span:
    """Return the span, widened to a negation of the same clause that stands beside it."""
    start, end = span
    if not any(map(str.isalnum, text[start:end])):
        return span
    head, tail = start, end
    while not text[head].isalnum():
        head += 1
    while not text[tail - 1].isalnum():
        tail -= 1
    return (
        _back_to_negation(start, text, first_word=head),
        _on_to_negation(end, text, last_word=tail),
    )


def _back_to_negation(start: int, text: str, *, first_word: int) -> int:
    """Return where the farthest negation begins among the words before; `start` if none does."""
    first = max(0, start - REACH)
    before, found = text[first:start], start
    for word_start, word_end in reversed(list(words(before))[-WORDS_BEFORE:]):
        between = text[first + word_end : first_word]
        if negations(before[word_start:word_end]) and not ends_clause(_UNDER.sub(" ", between)):
            found = first + word_start
    return found


def _on_to_negation(end: int, text: str, *, last_word: int) -> int:
    """Return where the next word ends, if it is a negation; otherwise `end`."""
    after = text[end : end + REACH]
    word = next(words(after), None)
    if word is None or not negations(after[slice(*word)]):
        return end
    return end if ends_clause(text[last_word : end + word[0]]) else end + word[1]


def with_edges(found: Finding, passage: Prepared) -> Finding:
    """Return the finding with what the source has around the match.

    Altered if a negation is lost at an edge, which is then shown as left out.
    """
    if found.start is None or found.end is None:
        return found
    start, end = _widened(found, passage.text)
    if (start, end) != (found.start, found.end):
        found = replace(
            found,
            outcome=Outcome.ALTERED,
            start=start,
            end=end,
            typography_only=False,
            gives_part=False,
            collation=_with_lost(
                found.collation,
                before=passage.text[start : found.start],
                after=passage.text[found.end : end],
            ),
        )
    first, last = passage.sentences_around((start, end))
    before, after = passage.text[first:start], passage.text[end:last]
    return replace(
        found,
        before=before if any(words(before)) else "",
        after=after if any(words(after)) else "",
    )


def _widened(found: Finding, text: str) -> Span:
    """Return the finding's span, widened to negations beside a matched first or last word."""
    span = found.start or 0, found.end or 0
    start, end = uncut(span, text)
    placed = [d for d in found.collation if any(words(d.quote_words + d.source_words))]
    is_begun, is_ended = _meets(placed[0], at=0), _meets(placed[-1], at=-1)
    return start if is_begun else span[0], end if is_ended else span[1]


def _meets(piece: Difference, *, at: int) -> bool:
    """Tell whether a word of both stands at that end of the piece, or the source has none there.

    A bracket there stands in for what it replaces, so that it is asked what is beside that.
    """
    if piece.quote_words.strip(_AROUND_BRACKET)[at:][:1] == _BRACKETS[at]:
        return True
    ours, theirs = (
        [plain(text[start:end]) for start, end in words(text)]
        for text in (piece.quote_words, piece.source_words)
    )
    return piece.op == Op.EQUAL or not theirs or (bool(ours) and ours[at] == theirs[at])


def _with_lost(
    collation: Sequence[Difference], *, before: str, after: str
) -> tuple[Difference, ...]:
    """Return the collation with the lost words put at its ends."""
    whole = list(collation)
    if before:
        whole[:1] = _beside(Difference(Op.DELETE, before, ""), whole[0])
    if after:
        whole[-1:] = _beside(whole[-1], Difference(Op.DELETE, after, ""))
    return tuple(whole)


def _beside(one: Difference, other: Difference) -> list[Difference]:
    """Return both, or one replacement of them where neither is equal."""
    if Op.EQUAL in {one.op, other.op}:
        return [one, other]
    source = one.source_words + other.source_words
    quote = one.quote_words + other.quote_words
    return [Difference(Op.REPLACE if quote else Op.DELETE, source, quote)]
