"""Which passages of a source have a quote's words, so that nobody has to look for them.

The words themselves are looked for in every passage, which is fast; only where none has them, or
a part of them, are the passages with the most words in common compared. Pure: no Django.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from principles.provenance.matching import Outcome, compare, find
from principles.provenance.prepared import Prepared
from principles.text import words

MOST_COMPARED = 8  # passages that are aligned with words that stand nowhere as they are


@dataclass(frozen=True, slots=True)
class Sought:
    """The best verdict that any of the texts gives, and the indices of those that give it."""

    outcome: Outcome
    places: tuple[int, ...] = ()


def seek(quote: str, texts: Sequence[Prepared]) -> Sought:
    """Return which texts show the quote best; none where it is unverified in all of them."""
    if not any(words(quote)):
        return Sought(Outcome.UNVERIFIED)
    likely = [number for number, text in enumerate(texts) if find(quote, text)]
    found = {
        number: compare(quote, texts[number]).outcome for number in likely or _nearest(quote, texts)
    }
    best = min(found.values(), key=list(Outcome).index, default=Outcome.UNVERIFIED)
    if best == Outcome.UNVERIFIED:
        return Sought(best)
    return Sought(best, tuple(number for number, outcome in found.items() if outcome == best))


def _nearest(quote: str, texts: Sequence[Prepared]) -> list[int]:
    """Return the texts that share the most words with the quote, in their order."""
    wanted = Prepared(quote).word_counts
    shared = Counter({n: (wanted & text.word_counts).total() for n, text in enumerate(texts)})
    return sorted(number for number, count in shared.most_common(MOST_COMPARED) if count)
