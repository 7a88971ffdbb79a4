"""Queries as readers make them, with the sentence each is after.

Seven classes: a) three to five telling words in any order, b) words in another inflection, c) one
word misspelt into what no list of words has, d) two words and the speaker's surname, e) a phrase in
quotation marks, f) one word too many that the sentence does not have, g) as a, the last word half
typed. Targets are quotes of the smaller corpus, so both sizes answer the same queries.

There are two sets. `relevance` takes the words as they come, and only the sentence they were taken
from counts, although another may have the same words: no engine can be right every time. `clear`
keeps a query only if its sentence alone answers it: no other of the larger corpus has all the words
that were meant, in any form (for f: as many of them). Where ten tries give no such query the target
is passed over, so sentences made of common words are rare among these. The parts (dev for tuning,
test, report) have different targets.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from principles.search.wordlists import level
from tests.benchmarks import corpus, words
from tests.benchmarks.words import Postings

CLASSES = ("a", "b", "c", "d", "e", "f", "g")
NAMES = {
    "a": "words", "b": "inflected", "c": "typo", "d": "author", "e": "phrase", "f": "wrong word",
    "g": "prefix",
}  # fmt: skip
PARTS = {"report": (0, 200), "dev": (1, 100), "test": (2, 200)}
SPELT = 300  # cases of correction
DOUBLED = 360  # cases of near-duplicates
TRIES = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A query and what it is after; `typed` and `truth` are the misspelt word and the right one."""

    text: str
    number: int
    kind: str
    typed: str = ""
    truth: str = ""


@dataclass(frozen=True, slots=True)
class Cases:
    """The queries of a part; `slips` are left out: words misspelt into other real words."""

    relevance: tuple[Case, ...]
    clear: tuple[Case, ...]
    corrections: tuple[Case, ...]
    duplicates: tuple[Case, ...]
    slips: tuple[Case, ...] = ()


def cases(folder: Path, part: str) -> Cases:
    """Return the queries of that part, making those of all parts where the corpus changed."""
    corpus.corpus(folder, "1m")
    mark = _mark(folder)
    kept = folder / "corpus" / "queries.json"
    if not kept.exists() or json.loads(kept.read_text())["mark"] != mark:
        made = {name: asdict(cases) for name, cases in _all(folder)}
        kept.write_text(json.dumps({"mark": mark, **made}, ensure_ascii=False))
    found = json.loads(kept.read_text())[part]
    return Cases(**{name: tuple(Case(**case) for case in found[name]) for name in found})


def _mark(folder: Path) -> str:
    programs = [Path(__file__), Path(words.__file__)]
    made = b"\0".join(map(corpus.program, programs)) + corpus.fingerprint(folder).encode()
    return hashlib.sha256(made).hexdigest()


def _all(folder: Path) -> Iterator[tuple[str, Cases]]:
    quotes = list(corpus.read(corpus.corpus(folder, "25k")))
    every = list(corpus.read(corpus.corpus(folder, "1m")))
    postings = Postings(entry.text for entry in every)
    surnames = [(words.tokens(entry.speaker) or [""])[-1] for entry in every]
    for part, (seed, count) in PARTS.items():
        chance = random.Random(f"queries {seed}")
        targets = [n for n in range(1, len(quotes) + 1) if n % len(PARTS) == seed]
        maker = _Maker(quotes, postings, surnames, chance=chance)
        clear = [case for kind in CLASSES for case in maker.make(kind, targets, count=count)]
        spelt = maker.make("c", targets, count=SPELT)
        doubled = maker.make("double", targets, count=DOUBLED)
        maker.is_clear = False
        free = [case for kind in CLASSES for case in maker.make(kind, targets, count=count)]
        slips = tuple(maker.slips)
        yield part, Cases(tuple(free), tuple(clear), tuple(spelt), tuple(doubled), slips)


class _Maker:
    def __init__(
        self,
        quotes: Sequence[corpus.Entry],
        postings: Postings,
        surnames: Sequence[str],
        *,
        chance: random.Random,
    ) -> None:
        self.quotes = quotes
        self.postings = postings
        self.surnames = surnames
        self.is_clear = True
        self.slips: list[Case] = []
        self.chance = chance
        common = len(postings.texts) // 20
        self.common = {word for word, n in postings.frequencies.items() if n > common}
        self.middling = sorted(
            word
            for word, n in postings.frequencies.items()
            if 50 <= n <= 5_000 and word.isalpha() and word not in words.STOP and len(word) >= 4
        )

    def make(self, kind: str, targets: Sequence[int], *, count: int) -> list[Case]:
        made: list[Case] = []
        for number in self.chance.sample(targets, len(targets)):
            if len(made) == count:
                break
            attempts = (self._try(kind, number) for _ in range(TRIES))
            made += [case for case in attempts if case is not None][:1]
        return made

    def _try(self, kind: str, number: int) -> Case | None:
        entry = self.quotes[number - 1]
        telling = [word for word in words.content(entry.text) if word not in self.common]
        if kind == "double":
            return self._double(number, entry.text)
        if len(telling) < (3 if kind in "abcfg" else 2):
            return None
        make: Callable[[int, list[str]], Case | None] = getattr(self, f"_{kind}")
        return make(number, telling)

    def _pick(self, telling: list[str], fewest: int, most: int) -> list[str]:
        most = min(most, len(telling))
        return self.chance.sample(telling, self.chance.randint(min(fewest, most), most))

    def _is_alone(self, number: int, meant: Sequence[str]) -> bool:
        return not self.is_clear or self.postings.holding(meant) == {number}

    def _a(self, number: int, telling: list[str]) -> Case | None:
        meant = self._pick(telling, 3, 5)
        return Case(" ".join(meant), number, "a") if self._is_alone(number, meant) else None

    def _b(self, number: int, telling: list[str]) -> Case | None:
        meant = self._pick(telling, 3, 4)
        typed = list(meant)
        for place, word in enumerate(meant):
            forms = [f for f in words.inflections(word) if self.postings.frequencies.get(f, 0) >= 5]
            if len(word) >= 4 and forms:
                typed[place] = self.chance.choice(forms)
        bent = sum(one != other for one, other in zip(meant, typed, strict=True))
        if bent < 2 or not self._is_alone(number, meant):
            return None
        return Case(" ".join(typed), number, "b")

    def _c(self, number: int, telling: list[str]) -> Case | None:
        meant = self._pick(telling, 3, 4)
        long = [word for word in meant if len(word) >= 5]
        if not long or not self._is_alone(number, meant):
            return None
        truth = self.chance.choice(long)
        typed = words.misspelt(truth, self.chance)
        if typed == truth or typed in self.postings.frequencies:
            return None
        text = " ".join(typed if word == truth else word for word in meant)
        case = Case(text, number, "c", typed=typed, truth=truth)
        if level(typed):
            self.slips.append(case)
            return None
        return case

    def _d(self, number: int, telling: list[str]) -> Case | None:
        surname = self.surnames[number - 1]
        meant = self._pick(telling, 2, 2)
        if len(surname) < 3 or surname in words.tokens(self.quotes[number - 1].text):
            return None
        case = Case(" ".join([*meant, surname]), number, "d")
        if not self.is_clear:
            return case
        rivals = self.postings.holding(meant) - {number}
        named = self.postings.holding([*meant, surname])
        is_shared = named or any(self.surnames[rival - 1] == surname for rival in rivals)
        return None if is_shared else case

    def _e(self, number: int, telling: list[str]) -> Case | None:
        every = words.tokens(self.quotes[number - 1].text)
        length = self.chance.randint(4, 6)
        if len(every) <= length:
            return None
        first = self.chance.randrange(len(every) - length)
        phrase = every[first : first + length]
        if len(set(phrase) & set(telling)) < 2:
            return None
        spelt = f" {' '.join(phrase)} "
        rivals = self.postings.holding(phrase) - {number} if self.is_clear else ()
        if any(spelt in f" {' '.join(words.tokens(self.postings.text(n)))} " for n in rivals):
            return None
        return Case(f'"{" ".join(phrase)}"', number, "e")

    def _f(self, number: int, telling: list[str]) -> Case | None:
        meant = self._pick(telling, 3, 4)
        wrong = self.chance.choice(self.middling)
        held = {words.stem(word) for word in words.tokens(self.quotes[number - 1].text)}
        typed = self.chance.sample([*meant, wrong], len(meant) + 1)
        if words.stem(wrong) in held:
            return None
        is_shared = self.is_clear and self.postings.holding_all_but_one(typed) != {number}
        return None if is_shared else Case(" ".join(typed), number, "f")

    def _g(self, number: int, telling: list[str]) -> Case | None:
        meant = self._pick(telling, 3, 5)
        last = meant[-1]
        if len(last) < 6:
            return None
        half = last[: self.chance.randint(3, len(last) - 2)]
        rivals = self.postings.holding(meant[:-1]) - {number} if self.is_clear else ()
        if len(rivals) > 2_000 or any(self._begins(rival, half) for rival in rivals):
            return None
        return Case(" ".join([*meant[:-1], half]), number, "g")

    def _begins(self, number: int, half: str) -> bool:
        return any(word.startswith(half) for word in words.tokens(self.postings.text(number)))

    def _double(self, number: int, text: str) -> Case | None:
        """Return the text as it would be entered a second time: an edit for each eight words."""
        changed = text.split()
        if len(changed) < 6:
            return None
        for _ in range(max(1, len(changed) // 8)):
            place = self.chance.randrange(len(changed) - 1)
            match self.chance.choice(("drop", "replace", "swap", "misspell")):
                case "drop":
                    del changed[place]
                case "replace":
                    changed[place] = self.chance.choice(self.middling)
                case "swap":
                    changed[place : place + 2] = reversed(changed[place : place + 2])
                case "misspell" if len(changed[place]) >= 4:
                    changed[place] = words.misspelt(changed[place], self.chance)
        doubled = " ".join(changed)
        return Case(doubled, number, "double") if doubled != text else None
