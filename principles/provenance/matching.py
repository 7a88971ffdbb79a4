"""Compare a quote with a passage: verdict, place, and difference.

Decided by folding and substring, never by a similarity score: a negated sentence can score 0.98.
A literal match comes first, so that a quote may hold the dots its source prints; then ellipses and
brackets are read as editors' marks; then its sentences are looked for one by one; then a source
that gives only a part of the quote; only then is the closest stretch aligned, to show the reader
what differs. What a reader pastes is judged by the same rule (`deciding`). Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from principles.budget import spend
from principles.provenance.closest import closest, collated, nearest
from principles.provenance.edges import loses_negation, with_edges
from principles.provenance.elision import elided
from principles.provenance.findings import Finding, Outcome, same_words
from principles.provenance.headings import headed
from principles.provenance.occurrences import core, literal_places, occurrences, pattern
from principles.provenance.prepared import Prepared
from principles.provenance.spelling import spellings
from principles.provenance.telling import Telling, is_telling
from principles.provenance.together import joined, scattered
from principles.text import Span, words
from principles.text.characters import DOUBLE, SINGLE

__all__ = ["Finding", "Outcome", "compare", "find"]

_ASKS = re.compile(rf"[{DOUBLE}{SINGLE}\s]*[?？]")
_STATES = re.compile(rf"[.。][{DOUBLE}{SINGLE}\s]*$")
MOST_PLACES = 200
"""Places at which a quote stands that are tried for one where it loses no negation."""


def compare(quote: str, passage: str | Prepared, *, telling: Telling = is_telling) -> Finding:
    """Compare the quote with the passage, which may be given prepared for many quotes.

    Verbatim: the folded quote is a substring of the folded passage on word boundaries. Elided:
    its parts between ellipses and brackets are, in order, or the source gives a part of it.
    Altered: a negation beside the words is cut off; sentences do not stand together; or the
    closest stretch is close. Unverified: nothing is; no place then, but what is told.
    """
    spend()
    ready = Prepared(passage) if isinstance(passage, str) else passage
    if not any(words(quote)):
        return Finding(Outcome.UNVERIFIED)
    found = _in_text(quote, ready, telling=telling)
    if not ready.heading or found.outcome == Outcome.VERBATIM:
        return found
    in_heading = _in_heading(quote, ready, telling=telling)
    is_better = in_heading and _ORDER.index(in_heading.outcome) <= _ORDER.index(found.outcome)
    return in_heading if in_heading and is_better else found


def _in_heading(quote: str, ready: Prepared, *, telling: Telling) -> Finding | None:
    """Return what is found of a quote that begins with the passage's heading, if it does."""

    def compare_rest(rest: str) -> Finding:
        return _in_text(rest, ready, telling=telling)

    for spelling in spellings(quote, ready):
        found = headed(spelling.text, ready, compare_rest=compare_rest)
        if found and spelling.passage is ready:
            return spelling.restored(found, stored=ready)
    return None


def _weakness(found: Finding) -> tuple[int, int]:
    """Return the sort key that puts the best verdict first, and then that with fewest changes."""
    differing = (side for d in found.differences for side in (d.source_words, d.quote_words))
    return _ORDER.index(found.outcome), sum(1 for side in differing for _ in words(side))


_ORDER = list(Outcome)


def _in_text(quote: str, ready: Prepared, *, telling: Telling) -> Finding:
    """Return the best of what is found of the quote in the passage, in any of its spellings."""
    spelt = list(spellings(quote, ready))
    for step in (partial(find, telling=telling), _apart, partial(closest, telling=telling)):
        found = []
        for spelling in spelt:
            here = step(spelling.text, spelling.passage)
            if here is not None:
                here = with_edges(spelling.restored(here, stored=ready), ready)
                if here.outcome == Outcome.VERBATIM:
                    return here
                found.append(here)
        if found:
            return min(found, key=_weakness)
    return Finding(Outcome.UNVERIFIED)


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
        if _answers(quote, ready.text, end):
            continue
        if not loses_negation((start, end), ready.text):
            return same_words(quote, ready.text, start=start, end=end)
        first = first or (start, end)
    return same_words(quote, ready.text, start=first[0], end=first[1]) if first else None


def _answers(quote: str, text: str, end: int) -> bool:
    """Tell whether a full stop makes a statement of a question, or of its last part."""
    asks = _ASKS.match(text, end) is not None and not text[:end].endswith(".")
    return asks and _STATES.search(quote) is not None


def _places(quote: str, ready: Prepared) -> Iterator[Span]:
    yield from islice(literal_places(quote, ready.text), MOST_PLACES)
    if core(quote) not in ready.folded_text:
        return
    for span in islice(occurrences(pattern(quote), ready.text, ready.folded), MOST_PLACES):
        yield ready.folded.span(*span)


def _apart(quote: str, ready: Prepared) -> Finding | None:
    """Return the finding that the sentences are all there, but not together; None otherwise."""
    apart, places = scattered(quote, ready)
    if not apart:
        return None
    found = joined(quote, places, ready) or nearest(quote, ready)
    found = found or collated(quote, places[0], ready.text)
    return replace(found, outcome=Outcome.ALTERED, typography_only=False, apart=apart)
