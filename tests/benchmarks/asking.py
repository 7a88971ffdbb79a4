"""Questions and short queries as readers type them, from seeded templates over the corpus.

A question has the words of a quote, the name of its speaker or the year of its source within words
that tell nothing; beside it stands what is left without these. A short query has one word or two,
half of them a word that is nowhere. None of it is made of queries that somebody collected.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks import corpus, words
from tests.benchmarks.queries import PARTS

EACH = 40  # questions of a template
SHORT = 100  # queries of a kind
COMMON_PART = 100  # a word that more than one quote in so many has is not drawn
TEMPLATES = (
    ("who said {row}", "{row}"),
    ("who said that {row}", "{row}"),
    ("what did {surname} say about {two}", "{surname} {two}"),
    ("what did {name} say about {three}", "{name} {three}"),
    ("{three} said by {surname}", "{three} {surname}"),
    ("quotes by {name} about {two}", "{name} {two}"),
    ("quotes from {surname} on {three}", "{surname} {three}"),
    ("{surname} quotes about {two}", "{surname} {two}"),
    ("is there a quote about {three}", "{three}"),
    ("is there a quote about {two} by {name}", "{two} {name}"),
    ("a quote on {three}", "{three}"),
    ("quotes about {three} from {year}", "{three} {year}"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its bare words, the number of the quote it is after, and its template."""

    text: str
    bare: str
    number: int
    template: str


@dataclass(frozen=True, slots=True)
class Short:
    """A query of one word or two; `is_there` says of each whether the base has it."""

    text: str
    is_there: tuple[bool, ...]


def questions(entries: Sequence[corpus.Entry], part: str) -> list[Question]:
    """Return forty questions of each template; parts are after different quotes."""
    seed, _ = PARTS[part]
    chance = random.Random(f"questions {seed}")
    telling = _telling(entries)
    numbers = [n for n in range(1, len(entries) + 1) if n % len(PARTS) == seed]
    made: list[Question] = []
    for asked, bare in TEMPLATES:
        places = iter(chance.sample(numbers, len(numbers)))
        drawn = (
            (number, drawn)
            for number in places
            if (drawn := _drawn(entries[number - 1], telling, chance, asked)) is not None
        )
        for (number, values), _ in zip(drawn, range(EACH), strict=False):
            made.append(Question(asked.format(**values), bare.format(**values), number, asked))
    return made


def short(entries: Sequence[corpus.Entry], lacking: Sequence[str], part: str) -> list[Short]:
    """Return a hundred queries of each kind: one word or two, there or with one that is nowhere.

    `lacking` are words that the base lacks. Two that are there come from different quotes.
    """
    chance = random.Random(f"short {PARTS[part][0]}")
    there = sorted(_telling(entries))
    nowhere = iter(chance.sample(sorted(lacking), 2 * SHORT))
    made: list[Short] = []
    for _ in range(SHORT):
        one, other, beside = chance.sample(there, 3)
        pair = [(beside, True), (next(nowhere), False)]
        chance.shuffle(pair)
        made += [
            Short(one, (True,)),
            Short(next(nowhere), (False,)),
            Short(f"{one} {other}", (True, True)),
            Short(" ".join(word for word, _ in pair), tuple(is_there for _, is_there in pair)),
        ]
    return made


def _telling(entries: Sequence[corpus.Entry]) -> set[str]:
    """Return the words that say something and that few quotes have."""
    counts = Counter(word for entry in entries for word in words.content(entry.text))
    most = len(entries) / COMMON_PART
    return {word for word, count in counts.items() if len(word) >= 4 and count <= most}


def _drawn(
    entry: corpus.Entry, telling: set[str], chance: random.Random, template: str
) -> dict[str, object] | None:
    """Return what the template takes of the quote; None where it has too little."""
    own = [word for word in words.content(entry.text) if word in telling]
    name = " ".join(words.tokens(entry.speaker))
    row = next(_rows(entry.text, set(own), chance), "")
    surname = name.split()[-1] if name else ""
    wanted = set(re.findall(r"\{(\w+)\}", template))
    has_name = len(surname) >= 3 and surname not in words.tokens(entry.text)
    if len(own) < 3 or (wanted & {"name", "surname"} and not has_name):
        return None
    if ("year" in wanted and entry.year is None) or ("row" in wanted and not row):
        return None
    three = [word for word in own if word in set(chance.sample(own, 3))]
    return {
        "row": row,
        "two": " ".join(three[:2]),
        "three": " ".join(three),
        "name": name,
        "surname": surname,
        "year": entry.year,
    }


def _rows(text: str, telling: set[str], chance: random.Random) -> Iterator[str]:
    """Yield four to six words in a row, of which two tell something."""
    every = words.tokens(text)
    length = chance.randint(4, 6)
    starts = list(range(len(every) - length + 1))
    for start in chance.sample(starts, len(starts)):
        row = every[start : start + length]
        if len(telling & set(row)) >= 2:
            yield " ".join(row)
