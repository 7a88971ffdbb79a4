"""Pastes whose right answer is certain: claims that are true, false, or under a wrong name.

Seeded. The words that change a claim stand here and not in the site's code, and a changed claim is
taken only where no text has its words, whatever the signs between them; so a label is right by how
the claim was made, and by nothing that the verifier knows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tests.benchmarks.rated_texts import CORPUS, SEED, Spot, Stock, plain_words

TRIES = 4_000  # for a kind, before it is given up
FROM_SEED = 0.25  # of the claims of a kind, as far as the seed has sentences for it
NEGATIONS = frozenset({
    "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot",
    "without", "hardly", "scarcely", "ne", "nay", "unless", "lest",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paste, what is right to say of it, and how it was made.

    `verdict` is verbatim or elided; empty where the words are not there, so that altered and
    unverified are both right. Name and place are what is right of those that the paste gives.
    """

    kind: str
    text: str
    verdict: str = ""
    name: str = ""
    place: str = ""
    origin: str = ""

    @property
    def is_true(self) -> bool:
        """Say whether the sources have the words."""
        return bool(self.verdict)


@dataclass(frozen=True, slots=True)
class Draw:
    """What a maker makes a claim of."""

    stock: Stock
    chance: random.Random
    origin: str

    def spot(self) -> Spot:
        """Return a plain sentence."""
        return self.chance.choice(self.stock.spots[self.origin])

    def other(self, spot: Spot) -> Spot:
        """Return a sentence of another text."""
        while True:
            found = self.chance.choice(self.stock.spots[CORPUS])
            if found.text is not spot.text:
                return found

    def marked(self, words: str) -> str:
        """Return the words in quotation marks of one sort or another."""
        first, last = self.chance.choice((("“", "”"), ('"', '"'), ("“", "”")))
        return f"{first}{words}{last}"

    def maybe_marked(self, words: str) -> str:
        """Return the words in quotation marks or without."""
        return self.marked(words) if self.chance.random() < 0.5 else words


Maker = Callable[[Draw], Labelled | None]


def labelled(
    stock: Stock, makers: Mapping[str, Maker], *, each: int, seed: str
) -> Iterator[Labelled]:
    """Yield so many claims of each kind, none twice; fewer where the texts have no more."""
    for kind, maker in makers.items():
        chance = random.Random(f"{seed} {kind}")
        seen: set[str] = set()
        for tried in range(TRIES):
            if len(seen) == each:
                break
            is_seed = len(seen) < each * FROM_SEED and tried < TRIES // 4
            origin = SEED if is_seed else CORPUS
            made = maker(Draw(stock, chance, origin))
            if made is None or made.text in seen:
                continue
            seen.add(made.text)
            yield replace(made, kind=kind, origin=made.origin or origin)


def is_negated(text: str) -> bool:
    """Tell whether the text has a word that negates, or one that might be read so."""
    return any(word in NEGATIONS or word.endswith(("n't", "nt")) for word in plain_words(text))


def bare(word: str) -> str:
    """Return the word without the signs around it."""
    return re.sub(r"^\W+|\W+$", "", word)


def in_place_of(word: str, other: str) -> str:
    """Return the other word with the signs and the first capital of the word."""
    inner = bare(word)
    if inner[:1].isupper():
        other = other[:1].upper() + other[1:]
    return word.replace(inner, other, 1)
