"""The texts that the labelled claims are made of: the seed's, and sentences of the corpus.

Of the corpus they are the lines that the GCIDE cites from twenty authors, each author's as a book
in the order of the dictionary, five to a paragraph and twenty paragraphs to a passage. Authors and
lines are real; titles and years are made up. Claims are made of plain sentences alone, which have
neither quotation marks nor brackets, and no stop inside. How they are parted and compared is
written here anew, since what the site does with a text is what is measured.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tests.benchmarks import corpus

Item = TypeVar("Item")
SEED, CORPUS = "seed", "texts"
AUTHORS, MOST_SENTENCES = 20, 120
SENTENCES, PARAGRAPHS = 5, 20
LEAST_WORDS, MOST_WORDS = 7, 32
TITLES = (
    "Winter Orchards", "Salt and Cinder", "Harbour Lanterns", "Copper Bells", "Twelve Millstones",
    "Amber Ferry", "Juniper Road", "Marble Kettles", "Thistle Court", "Velvet Quarry",
    "Walnut Parade", "Saffron Bridge", "Pewter Meadow", "Ivory Plough", "Cobalt Stairs",
    "Hazel Anvils", "Tallow Market", "Crimson Weirs", "Birch Almanac", "Slate Cathedral",
)  # fmt: skip
_PERSON = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_PLAIN = re.compile(r"[A-Z][A-Za-z0-9$%',:;.\u2019\u2013 -]*[.!?]")
_WORD = re.compile(r"[a-z0-9$%]+(?:'[a-z]+)*")
_PARTED = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_INSIDE = re.compile(r"[.!?]\s")


@dataclass(frozen=True, slots=True)
class Text:
    """A source with its author, as this program reads it: paragraphs of sentences, headings."""

    origin: str
    slug: str
    title: str
    year: int | None
    author: str
    passages: Sequence[Sequence[Sequence[str]]]
    headings: Sequence[str] = ()

    @property
    def paragraphs(self) -> Iterator[Sequence[str]]:
        """Return the paragraphs of all passages."""
        for passage in self.passages:
            yield from passage


@dataclass(frozen=True, slots=True)
class Spot:
    """A plain sentence, and those after it in its paragraph."""

    text: Text
    sentence: str
    following: Sequence[str]


@dataclass(slots=True)
class Stock:
    """All texts, with what is needed to be sure of a label."""

    texts: Sequence[Text]
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    frequency: Counter[str] = field(default_factory=Counter)
    _bodies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read every text once."""
        for text in self.texts:
            for passage in text.passages:
                body = " ".join(" ".join(paragraph) for paragraph in passage)
                self._bodies.append(f" {' '.join(plain_words(body))} ")
                self.frequency.update(plain_words(body))
            self._bodies += [f" {' '.join(plain_words(heading))} " for heading in text.headings]
            for paragraph in text.paragraphs:
                self.spots.setdefault(text.origin, []).extend(_spots(text, paragraph))

    def count(self, words: str) -> int:
        """Return how often the texts have these words in a row, whatever stands between them."""
        wanted = f" {' '.join(plain_words(words))} "
        return sum(body.count(wanted) for body in self._bodies)


def plain_words(text: str) -> list[str]:
    """Return the words in small letters, without any sign but the apostrophe inside."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def is_plain(sentence: str) -> bool:
    """Tell whether a sentence is one, of usual length, without marks that could part it."""
    count = len(sentence.split())
    return (
        LEAST_WORDS <= count <= MOST_WORDS
        and bool(_PLAIN.fullmatch(sentence))
        and not _INSIDE.search(sentence)
    )


def stock(folder: Path, fixtures: Path) -> Stock:
    """Return the seed's texts and those of the corpus."""
    return Stock([*seed_texts(fixtures), *corpus_texts(corpus.corpus(folder, "25k"))])


def corpus_texts(path: Path) -> Iterator[Text]:
    """Return a text for each of the authors whom the GCIDE cites most."""
    lines: dict[str, list[str]] = {}
    for entry in corpus.read(path):
        if entry.origin == "gcide" and _PERSON.fullmatch(entry.speaker):
            lines.setdefault(entry.speaker, []).append(entry.text)
    cited = sorted(lines, key=lambda speaker: (-len(lines[speaker]), speaker))[:AUTHORS]
    for number, speaker in enumerate(cited):
        paragraphs = list(batched(lines[speaker][:MOST_SENTENCES], SENTENCES))
        passages = list(batched(paragraphs, PARAGRAPHS))
        slug = TITLES[number].lower().replace(" ", "-")
        yield Text(CORPUS, slug, TITLES[number], 1700 + 11 * number, speaker, passages)


def seed_texts(fixtures: Path) -> Iterator[Text]:
    """Return the seed's sources that have a text."""
    people = tomllib.loads((fixtures / "people.toml").read_text(encoding="utf-8"))["person"]
    names = {person["slug"]: person["name"] for person in people}
    for folder in sorted((fixtures / "sources").iterdir()):
        if not (folder / "text.txt").exists():
            continue
        about = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
        body = (folder / "text.txt").read_text(encoding="utf-8")
        sections = re.split(r"^=== .*$", body, flags=re.MULTILINE)[1:]
        authors = [names[one["person"]] for one in about.get("contributor", ())]
        yield Text(
            SEED,
            about["slug"],
            about["title"],
            about.get("year"),
            authors[0] if authors else "",
            [
                [_PARTED.split(part.strip()) for part in re.split(r"\n\s*\n", section)]
                for section in sections
            ],
            [one["heading"] for one in about["passage"] if one.get("heading")],
        )


def batched(values: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Return the values in lists of that size."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def _spots(text: Text, paragraph: Sequence[str]) -> Iterator[Spot]:
    is_quoted = any(mark in " ".join(paragraph) for mark in '“”"')
    for number, sentence in enumerate(paragraph):
        if is_plain(sentence) and not (is_quoted and text.origin == SEED):
            following: list[str] = []
            for other in paragraph[number + 1 :]:
                if not is_plain(other):
                    break
                following.append(other)
            yield Spot(text, sentence, following)
