"""A collation as readers see it: one row for the quote, one for each other form of its words.

Differences are pairs of words; a page needs runs of text, marked or not, and a gap where a
witness (a source that has the words) lacks some of them. Forms that fold alike are one witness.
Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from principles.provenance.collation import Difference, Op
from principles.text import Span, fold


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of a row, marked if they differ; `missing` are words that the row lacks here."""

    text: str
    is_marked: bool = False
    is_negation: bool = False
    missing: str = ""


def witness_row(collation: Sequence[Difference]) -> list[TextRun]:
    """Return what the source has, its departures from the quote marked."""
    return [run for difference in collation for run in _runs(difference)]


def quote_row(quote: str, collations: Iterable[Sequence[Difference]]) -> list[TextRun]:
    """Return the quote with every place marked at which some witness departs from it."""
    places = sorted(place for collation in collations for place in _departures(collation))
    runs: list[TextRun] = []
    at = 0
    for start, end in places:
        if end <= at:
            continue
        runs += [TextRun(quote[at:start]), TextRun(quote[max(at, start) : end], is_marked=True)]
        at = end
    return [run for run in [*runs, TextRun(quote[at:])] if run.text]


def same_words(collation: Sequence[Difference]) -> str:
    """Return a key that is equal for witnesses whose words fold alike."""
    return fold("".join(difference.source_words for difference in collation)).text


def _runs(difference: Difference) -> Iterator[TextRun]:
    if difference.op == Op.EQUAL:
        yield TextRun(difference.source_words)
    elif difference.source_words.strip():
        yield from _marked(difference.source_words, is_negation=difference.is_negation)
    else:
        yield TextRun(
            difference.source_words,
            is_negation=difference.is_negation,
            missing=difference.quote_words.strip(),
        )


def _marked(words: str, *, is_negation: bool) -> Iterator[TextRun]:
    """Mark the words, not the white space around them."""
    body = words.strip()
    before, _, after = words.partition(body)
    yield from (TextRun(before),) if before else ()
    yield TextRun(body, is_marked=True, is_negation=is_negation)
    yield from (TextRun(after),) if after else ()


def _departures(collation: Sequence[Difference]) -> Iterator[Span]:
    """Yield where in the quote the words differ, without the white space around them."""
    at = 0
    for difference in collation:
        words = difference.quote_words
        body = words.strip()
        if difference.op != Op.EQUAL and body:
            start = at + words.index(body)
            yield start, start + len(body)
        at += len(words)
