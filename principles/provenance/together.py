"""Whether the sentences of a claim stand together in a text, and if not, what parts them.

A claim of several sentences says that they follow one another. Where each is in the sources but
they do not, the reader is told why: words are left out between them, the order is another, or they
stand in two places. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import islice, pairwise
from typing import TypeVar

from principles.budget import spend
from principles.provenance.collation import Difference, Op
from principles.provenance.elision import elided
from principles.provenance.findings import Apart, Finding, Outcome, Parting
from principles.provenance.occurrences import core, occurrences, pattern
from principles.provenance.prepared import Prepared
from principles.text import Span, sentences, words

MOST_PLACES = 50  # of one sentence that are looked at

Key = TypeVar("Key", bound=Hashable)


def apart(places: Sequence[tuple[Key, Span]], texts: Mapping[Key, str]) -> tuple[Apart, ...]:
    """Return what parts sentences that are found at the places, each the key of a text and a span.

    Empty if they follow one another in one text with no words between.
    """
    found = []
    for number, ((key, (_, end)), (other, (first, _))) in enumerate(pairwise(places)):
        if key != other:
            found.append(Apart(number, Parting.TWO_PLACES))
        elif first < end:
            found.append(Apart(number, Parting.OTHER_ORDER))
        elif any(words(texts[key][end:first])):
            found.append(Apart(number, Parting.LEFT_OUT, (end, first)))
    return tuple(found)


def scattered(claim: str, passage: Prepared) -> tuple[tuple[Apart, ...], tuple[Span, ...]]:
    """Return what parts the claim's sentences in the passage, and where each stands.

    Both are empty unless the claim has several sentences and the passage has all of them.
    """
    spans = [span for span in sentences(claim) if any(words(claim[slice(*span)]))]
    if len(spans) < 2:
        return (), ()
    places: list[Span] = []
    known: dict[str, list[Span]] = {}
    for start, end in spans:
        sentence = claim[start:end]
        if sentence not in known:
            known[sentence] = _places(sentence, passage)
        if not known[sentence]:
            return (), ()
        since = places[-1][1] if places else 0
        later = (place for place in known[sentence] if place[0] >= since)
        places.append(next(later, known[sentence][0]))
    return apart([(0, place) for place in places], {0: passage.text}), tuple(places)


def _places(sentence: str, passage: Prepared) -> list[Span]:
    """Return the first places of the sentence, or the one where its parts follow one another."""
    spend()
    may_stand = core(sentence) in passage.folded_text
    found = occurrences(pattern(sentence), passage.text, passage.folded) if may_stand else ()
    places = [passage.folded.span(*span) for span in islice(found, MOST_PLACES)]
    marked = None if places else elided(sentence, passage)
    if marked is None or marked.outcome == Outcome.ALTERED:
        return places
    return [(marked.spans[0][0], marked.spans[-1][1])]


def joined(claim: str, places: Sequence[Span], passage: Prepared) -> Finding | None:
    """Return the claim collated with the sentences at their places, in order; None in another.

    What the passage has between them is shown as left out.
    """
    if any(start < end for (_, end), (start, _) in pairwise(places)):
        return None
    spans = [span for span in sentences(claim) if any(words(claim[slice(*span)]))]
    collation, shown, done = [], places[0][0], 0
    for (start, end), (first, last) in zip(places, spans, strict=True):
        between, marks = passage.text[shown:start], claim[done:first]
        if between or marks:
            is_left_out = any(words(between))
            collation.append(Difference(Op.DELETE if is_left_out else Op.EQUAL, between, marks))
        collation.append(Difference(Op.EQUAL, passage.text[start:end], claim[first:last]))
        shown, done = end, last
    if claim[done:]:
        collation.append(Difference(Op.EQUAL, "", claim[done:]))
    return Finding(
        Outcome.ALTERED,
        places[0][0],
        places[-1][1],
        spans=tuple(places),
        collation=tuple(collation),
    )
