"""Made-up people, works, tags and principles for sentences that have none of their own.

All of it follows from the sentences and a seed. Frequencies are Zipf's: few speakers say much.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

_GIVEN_WORDS = """
Ada Alan Alice Amara Anders Anita Arthur Astrid Bela Bruno Carla Cedric Clara Conrad Daria
Dinah Edgar Edith Elias Emil Enid Esther Felix Flora Gavin Gerda Hanna Harald Hector Ida Irene
Ivan Jonas Judith Klara Lars Leona Linus Magda Marta Milan Nadia Nora Olga Oscar Paula Petra
Quentin Rosa Rufus Sasha Selma Stella Sven Tessa Theo Ursula Viktor Wanda Yusuf
"""
_GIVEN = _GIVEN_WORDS.split()
_ONSETS_WORDS = """
Al Bar Bel Car Dal Dren Els Fal Gar Hal Har Kel Lin Mar Mor Nor Pel Quin Ras Sel Tor Val Wen
"""
_ONSETS = _ONSETS_WORDS.split()
_CODAS_WORDS = """
bert by combe den der dock field ford grave ham hurst ik ley low man mere ner quist ridge son
"""
_CODAS = _CODAS_WORDS.split()
_ABSTRACT = re.compile(r"^[a-z]{4,11}(tion|ness|ment|ity|ship|ance|ence)$")
_TITLES = (
    "The {a} {b}", "On {a} and {b}", "{a}, a letter", "Talks on {a}", "The {a} of {b}",
    "Notes towards {a}", "{a} without {b}", "Lectures on {a} and {b}", "{a} in practice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """A made-up source."""

    title: str
    year: int | None


class Zipf:
    """Places below a size, drawn with a frequency that falls with the place."""

    def __init__(self, size: int, *, exponent: float = 1.0) -> None:
        self.sums = list(accumulate((place + 1) ** -exponent for place in range(size)))

    def draw(self, chance: random.Random) -> int:
        return bisect(self.sums, chance.random() * self.sums[-1])


def people(count: int, *, seed: int) -> list[str]:
    """Return that many different names."""
    surnames = [onset + coda for onset in _ONSETS for coda in _CODAS]
    every = [f"{given} {surname}" for given in _GIVEN for surname in surnames]
    return random.Random(seed).sample(every, count)


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """Return in how many texts each word of small letters stands."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(set(re.findall(r"\b[a-z]{3,}\b", text)))
    return counted


def subjects(counted: Counter[str]) -> list[str]:
    """Return the abstract nouns of a vocabulary, the most frequent first."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [word for word, _ in ordered if _ABSTRACT.match(word)]


def works(count: int, *, vocabulary: Counter[str], seed: int) -> list[Work]:
    """Return that many works with different titles, most of them with a year."""
    chance = random.Random(seed)
    words = sorted(word for word, n in vocabulary.items() if len(word) >= 5 and 4 <= n <= 200)
    made: dict[str, Work] = {}
    while len(made) < count:
        a, b = chance.sample(words, 2)
        title = chance.choice(_TITLES).format(a=a, b=b)
        title = title[0].upper() + title[1:]
        year = None if chance.random() < 0.03 else chance.randint(1950, 2024)
        if chance.random() < 0.3:
            year = chance.randint(1580, 1949)
        made.setdefault(title, Work(title, year))
    return list(made.values())


def principle_names(nouns: Sequence[str], count: int) -> list[str]:
    """Return that many names of principles from pairs of nouns that no tag has."""
    pairs = zip(nouns, nouns[count:], strict=False)
    return [f"{first.capitalize()} before {second}" for first, second in pairs][:count]
