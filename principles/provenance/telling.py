"""Which words tell one text from another: those that few texts have.

A run of words shows where a sentence comes from if it has such words, and a bracket that stands
for one changes what is said. The default is a list of the words common to all English writing; who
has a lexicon can ask that instead. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from principles.text import fold

Telling = Callable[[str], bool]

RAREST_PART = 8
"""A word tells if at most one entry in so many has it: an inverse document frequency, ln(N/n), of
ln 8 or about 2.1. In a base of 150 entries that leaves out *customer*, and keeps *process*."""
FEW_ENTRIES = 2  # a word in no more of them tells in the smallest base, too

COMMON = frozenset(
    """a about above after again all also am an and any are as at be because been before being both
    but by can could did do does doing down during each for from get go had has have he her here him
    his how i if in into is it its just like made make many may me might more most much must my no
    nor not now of off on once one only or other our out over said same see she should so some such
    than that the their them then there these they this those through to too two under until up upon
    us very was way we well were what when where which while who why will with would you your
    """.split()  # noqa: SIM905 - reads as a list of words
)
"""Words common to all English writing, in small letters."""


LONGEST_KEPT = 40  # letters of a word that is kept
MOST_KEPT = 1 << 14


def plain(word: str) -> str:
    """Return the word folded and in small letters; kept for a while, as texts share their words."""
    return _kept(word) if len(word) <= LONGEST_KEPT else _plain(word)


def _plain(word: str) -> str:
    return (word if word.isascii() else fold(word).text).casefold()


_kept = lru_cache(maxsize=MOST_KEPT)(_plain)


def is_telling(word: str) -> bool:
    """Tell whether the word, in any letter case, is none of the words common to all writing."""
    return plain(word) not in COMMON


def rarer_than_most(entries: Mapping[str, int], *, total: int) -> Telling:
    """Return what tells whether a word is rare in a base of that many entries.

    `entries` says how many of them have the word, given in small letters; one that it lacks tells,
    unless it is common to all writing.
    """
    most = max(FEW_ENTRIES, total // RAREST_PART)

    def tells(word: str) -> bool:
        return is_telling(word) and entries.get(plain(word), 0) <= most

    return tells
