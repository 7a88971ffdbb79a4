"""WordNet's words of one family, and its compounds.

Words of a family are those that a derivational link (+) or a pertainym (\\) joins
(https://wordnet.princeton.edu/documentation/wninput5wn). A noun in -er is linked by its first sense
alone, the commonest, or not at all: a primer is a book before it is what primes, a counter a table.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

DATABASE = Path("usr/share/wordnet")
LICENCE = Path("usr/share/doc/wordnet-base/copyright")
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
LINKS = ("+", "\\")
# A compound has parts of two letters only where a hyphen joins them: not log on, not up on.
COMPOUND = re.compile(r"([a-z]{3,})_([a-z]{3,})|([a-z]{2,})-([a-z]{2,})")

Key = tuple[str, int]  # part of speech and offset
Link = tuple[int, Key, int]  # from which word, to which synset, to which word; 0 is all of them


def pairs(root: Path) -> set[tuple[str, str]]:
    """Return the pairs of words that a link joins, each once, in lower case."""
    synsets, first = dict(_synsets(root)), dict(_first_senses(root))
    found = set()
    for key, (words, links) in synsets.items():
        for at, target, other in links:
            for one in words[at - 1 : at] if at else words:
                others = synsets[target][0]
                for word in others[other - 1 : other] if other else others:
                    is_meant = not (_is_doer(one, word) and first.get(one) != key[1])
                    is_meant &= not (_is_doer(word, one) and first.get(word) != target[1])
                    if one != word and one.isalpha() and word.isalpha() and is_meant:
                        found.add((min(one, word), max(one, word)))
    return found


def _is_doer(word: str, other: str) -> bool:
    """Say whether the word is another one with -er: prime, primer."""
    return word.endswith("er") and len(word) > len(other) and word.startswith(other[:-1])


def _first_senses(root: Path) -> Iterator[tuple[str, int]]:
    """Yield the offset of the first sense of each noun."""
    for line in (root / DATABASE / "index.noun").read_text(encoding="ascii").splitlines():
        if not line.startswith("  "):  # the licence
            word, _, count, *fields = line.split()
            yield word, int(fields[-int(count)])


def compounds(root: Path, listed: Container[str]) -> dict[str, str]:
    """Return the two parts of each word that is also written apart or with a hyphen."""
    every = {word for words, _ in dict(_synsets(root)).values() for word in words}
    found = {}
    for parts in filter(None, map(COMPOUND.fullmatch, sorted(every))):
        one, other = filter(None, parts.groups())
        if one + other in every or one + other in listed:
            found[one + other] = f"{one} {other}"
    return found


def _synsets(root: Path) -> Iterator[tuple[Key, tuple[list[str], list[Link]]]]:
    for name, part in PARTS.items():
        for line in (root / DATABASE / f"data.{name}").read_text(encoding="ascii").splitlines():
            if not line.startswith("  "):  # the licence
                yield (part, int(line[:8])), _synset(line.partition(" | ")[0].split())


def _synset(fields: list[str]) -> tuple[list[str], list[Link]]:
    count = int(fields[3], 16)
    words = [re.sub(r"\(.*\)", "", word).lower() for word in fields[4 : 4 + 2 * count : 2]]
    after = 4 + 2 * count
    links: list[Link] = []
    for n in range(int(fields[after])):
        sign, offset, part, places = fields[after + 1 + 4 * n : after + 5 + 4 * n]
        if sign in LINKS:
            at, other = bytes.fromhex(places)
            links.append((at, (part, int(offset)), other))
    return words, links
