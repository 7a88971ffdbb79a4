"""Which words stand in which sentences, and how English bends and misspells them.

Written for choosing queries only and knows nothing of any engine. The stems here are cruder than
those of any engine measured: what two engines might tell apart counts as the same, so that a query
is unambiguous for all of them.
"""

from __future__ import annotations

import random
import re
import string
from array import array
from collections.abc import Iterable, Iterator, Sequence

from tests.benchmarks import prose

_STOP_WORDS = """
a about after again all also am an and any are as at be because been before being between both
but by can could did do does doing don down each every few for from further had has have
having he her here hers herself him himself his how i if in into is it its itself just like
many may me might more most much must my myself no nor not now of off on once one only or
other our ours out over own same shall she should so some such than that the their theirs them
themselves then there these they this those through thy thou to too two under until up upon us
very was we were what when where which while who whom whose why will with without would ye you
your yours yourself
"""
STOP = frozenset(_STOP_WORDS.split())
_SUFFIXES = (
    "ations", "ation", "ingly", "edly", "ness", "ment", "ings", "able", "ible", "ing", "ers", "ies",
    "ied", "est", "ion", "ed", "er", "es", "ly", "al", "s", "y", "e",
)  # fmt: skip
_WORD = re.compile(r"[a-z]+")


def tokens(text: str) -> list[str]:
    """Return the words as the site folds them: no accents, apostrophes or capitals."""
    return prose.key(text).split()


def stem(word: str) -> str:
    """Return the beginning that the forms of a word share, and rather too little than too much."""
    shortened = True
    while shortened:
        shortened = False
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word, shortened = word[: -len(suffix)], True
                break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def content(text: str) -> list[str]:
    """Return the words of a text that say something, each once, in their order."""
    return [
        word
        for word in dict.fromkeys(tokens(text))
        if len(word) >= 3 and word not in STOP and _WORD.fullmatch(word)
    ]


class Postings:
    """Where every word and every stem of a corpus stands; sentences count from 1."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self.frequencies: dict[str, int] = {}
        self._stems: dict[str, array[int]] = {}
        known: dict[str, str] = {}
        for number, text in enumerate(self.texts, 1):
            held = set(tokens(text))
            for word in held:
                self.frequencies[word] = self.frequencies.get(word, 0) + 1
            for shared in {known.get(word) or known.setdefault(word, stem(word)) for word in held}:
                self._stems.setdefault(shared, array("I")).append(number)

    def text(self, number: int) -> str:
        return self.texts[number - 1]

    def holding(self, words: Sequence[str]) -> set[int]:
        """Return the sentences that hold some form of every one of the words."""
        lists = sorted((self._stems.get(stem(word), array("I")) for word in words), key=len)
        found = set(lists[0]) if lists else set()
        for numbers in lists[1:]:
            if not found:
                break
            found.intersection_update(numbers)
        return found

    def holding_all_but_one(self, words: Sequence[str]) -> set[int]:
        """Return the sentences that hold some form of all of the words but at most one."""
        found: set[int] = set()
        for left_out in words:
            found |= self.holding([word for word in words if word != left_out])
        return found


def inflections(word: str) -> Iterator[str]:
    """Return other regular forms of a noun or verb, some of which English may not have."""
    base = _base(word)
    vowel = base[-1] in "aeiou"
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    stems = base.removesuffix("e")
    plural = base[:-1] + "ies" if consonant_y else base + ("es" if _hisses(base) else "s")
    past = base[:-1] + "ied" if consonant_y else stems + "ed"
    for form in (base, plural, past, stems + "ing"):
        if form != word and not (vowel and not base.endswith("e")):
            yield form


def _base(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("es") and _hisses(word[:-2]):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _hisses(word: str) -> bool:
    return word.endswith(("s", "x", "z", "ch", "sh"))


def misspelt(word: str, chance: random.Random) -> str:
    """Return the word with one letter left out, doubled, replaced, added or swapped."""
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )
