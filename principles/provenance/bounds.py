"""What a passage cannot have of a quote, told by its words alone.

Aligning costs a hundred times more than counting words, and most passages that a pasted sentence
is compared with have nothing close to it. Each bound follows from what `alignment` and `closest`
ask for, so that no answer depends on it: where it says no, aligning would have found nothing.
Pure: no Django.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from principles.provenance.alignment import LEAST_PART, LEAST_SHARE
from principles.provenance.collation import plain_words
from principles.provenance.prepared import Prepared
from principles.provenance.telling import is_telling
from principles.provenance.wording import bare
from principles.text import fold

CUT_WORDS = 2
"""Words of a stretch that may be parts of the passage's words: the first and the last."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A quote's words in order and counted; the telling ones and all of them without accents."""

    ordered: tuple[str, ...]
    counts: Counter[str]
    bare: Counter[str]
    telling: Counter[str]


@lru_cache(maxsize=64)
def _words(quote: str) -> _Words:
    """Return the words of a quote, kept while it is compared with one passage after another."""
    ordered = tuple(plain_words(fold(quote)))
    without_accents = Counter(map(bare, ordered))
    telling = Counter({word: n for word, n in without_accents.items() if is_telling(word)})
    return _Words(ordered, Counter(ordered), without_accents, telling)


def shares_word(quote: str, passage: Prepared) -> bool:
    """Tell whether the passage has a word of the quote."""
    return not passage.word_counts.keys().isdisjoint(_words(quote).counts)


def may_be_close(quote: str, passage: Prepared) -> bool:
    """Tell whether a stretch of the passage may be close to the quote.

    It has half of the words, and more than half of the telling ones or else all.
    """
    ours = _words(quote)
    total = ours.counts.total()
    shared = _shared(ours.counts, passage.word_counts)
    if not shared or shared * 2 < total or shared < min(2, total - 1):
        return False
    slack = CUT_WORDS if passage.has_compounds else 0
    if ours.telling:
        told = _shared(ours.telling, passage.bare_counts) + slack
        return told * 2 > ours.telling.total()
    return _shared(ours.bare, passage.bare_counts) + slack >= total


def may_give_part(quote: str, passage: Prepared) -> bool:
    """Tell whether the passage may give a part of the quote: four words in a row, or at a break."""
    ours = _words(quote)
    total = len(ours.ordered)
    shared = _shared(ours.counts, passage.word_counts)
    if shared < LEAST_PART or shared * LEAST_SHARE < total:
        return False
    if passage.breaks is None:
        return True
    if any(before in ours.counts and after in ours.counts for before, after in passage.breaks):
        return _longest_row(passage, ours.counts) >= max(LEAST_PART, total / LEAST_SHARE)
    has = [word in passage.word_counts for word in ours.ordered]
    return any(
        all(has[place : place + LEAST_PART])
        and passage.has_four(ours.ordered[place : place + LEAST_PART])
        for place in range(len(has) - LEAST_PART + 1)
    )


def _longest_row(passage: Prepared, ours: Mapping[str, int]) -> int:
    """Count the words of the passage's longest row of words that the quote has, too."""
    longest = row = 0
    for word in passage.ordered:
        row = row + 1 if word in ours else 0
        longest = max(longest, row)
    return longest


def _shared(ours: Mapping[str, int], theirs: Mapping[str, int]) -> int:
    """Count the words that both have, each as often as both have it."""
    return sum(min(count, theirs[word]) for word, count in ours.items() if word in theirs)
