"""Pastes that are meant to take long, in families; and a usual one of the same length beside them.

Each family says how its pieces look; as many are joined as fit the field and are not refused.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.copied_along import BOLD, WIDE

LONGEST = 20_000  # characters
COMMON = (
    "the", "of", "and", "to", "in", "that", "is", "was", "he", "for", "it", "with", "as", "his",
    "on", "be", "at", "by", "had", "not", "are", "but", "from", "or", "have",
)  # fmt: skip
NAMES = ("Jeff Bezos", "Joi Ito", "Mary Ann Evans", "T. S. Eliot", "Dr. No", "Smith, John")
Piece = Callable[["Hand"], str]
_MARK = re.compile(r"[].?!…\"“”[]")


@dataclass(frozen=True, slots=True)
class Hand:
    """Sentences of the texts to make pieces of, and chance."""

    sentences: Sequence[str]
    chance: random.Random

    def sentence(self) -> str:
        """Return a sentence of the texts."""
        return self.chance.choice(self.sentences)

    def words(self, count: int) -> str:
        """Return so many words of the texts, each from another sentence."""
        return " ".join(self.chance.choice(self.sentence().split()) for _ in range(count))

    def common(self, count: int) -> str:
        """Return so many words that every text has."""
        return " ".join(self.chance.choices(COMMON, k=count))

    def run(self, count: int) -> str:
        """Return so many words in a row."""
        words = self.sentence().split()
        first = self.chance.randint(0, max(0, len(words) - count))
        return " ".join(words[first : first + count]).rstrip(".,;:!?")

    def altered(self) -> str:
        """Return a sentence with a word changed for each eight."""
        words = self.sentence().split()
        for _ in range(max(1, len(words) // 8)):
            words[self.chance.randrange(len(words))] = self.words(1)
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Family:
    """How the pieces of a paste look, and what stands between and around them."""

    piece: Piece
    between: str = " "
    around: tuple[str, str] = ("", "")

    def paste(self, hand: Hand, pieces: int) -> str:
        """Return a paste of so many pieces, no longer than the field takes."""
        before, after = self.around
        parts: list[str] = []
        left = LONGEST - len(before) - len(after)
        for _ in range(pieces):
            part = self.piece(hand)
            left -= len(part) + len(self.between)
            if left < 0:
                break
            parts.append(part)
        return before + self.between.join(parts) + after


def _elided(parts: int, words: int) -> Piece:
    """Return what makes a sentence of parts that other texts have, between ellipses."""
    return lambda hand: " … ".join(_unmarked(hand, words) for _ in range(parts)) + "."


def _elided_common(hand: Hand) -> str:
    return " … ".join(hand.common(2) for _ in range(12)) + "."


def _bracketed(hand: Hand) -> str:
    return " ".join(f"{_unmarked(hand, 3)} [{_unmarked(hand, 1)}]" for _ in range(6)) + "."


def _unmarked(hand: Hand, words: int) -> str:
    """Return so many words in a row that end no sentence and have no ellipsis or bracket."""
    return _MARK.sub("", hand.run(words)) or COMMON[0]


def _hyphened(hand: Hand) -> str:
    return "-\n".join(word[:3] for word in hand.sentence().split()) + "."


def _invisible(hand: Hand) -> str:
    return "\u200b\u0301".join(hand.sentence())


def _struck(hand: Hand) -> str:
    return " ".join(f"~~{word}~~ <s>{word}</s> {word}" for word in hand.sentence().split())


def _emphasised(hand: Hand) -> str:
    return "".join(hand.chance.choices(("**", "_", "***", "<b>", "</i>", "a "), k=40))


def _said(hand: Hand) -> str:
    return f"“{hand.run(4)},” {hand.chance.choice(NAMES)} said, “{hand.run(4)}.”"


def _named(hand: Hand) -> str:
    return f"{hand.chance.choice(NAMES)}: “{hand.sentence()}” — {hand.chance.choice(NAMES)}, 1997"


def _row(hand: Hand) -> str:
    return f"| {hand.sentence()} | {hand.chance.choice(NAMES)} |"


FAMILIES: dict[str, Family] = {
    "as they stand": Family(Hand.sentence),
    "altered sentences": Family(Hand.altered),
    "words of all texts": Family(lambda hand: hand.words(25).capitalize() + "."),
    "common words": Family(lambda hand: hand.common(30).capitalize() + "."),
    "runs of five of other texts": Family(lambda hand: f"{hand.run(5)} {hand.run(5)}."),
    "ellipses, twelve parts": Family(_elided(12, 3), "\n\n"),
    "ellipses, more parts": Family(_elided(40, 2)),
    "ellipses, common words": Family(_elided_common, "\n\n"),
    "ellipses, one claim": Family(lambda hand: hand.run(4), " … "),
    "brackets": Family(_bracketed, "\n\n"),
    "brackets, nested": Family(lambda hand: f"[{hand.run(2)} [", " ", ("", "]" * 200)),
    "marks around sentences": Family(lambda hand: f"“{hand.sentence()}”"),
    "marks opened only": Family(lambda hand: f"“{hand.run(4)} ‘"),
    "straight marks": Family(lambda hand: f'"{hand.run(3)} " '),
    "marks inside marks": Family(lambda hand: f"“{hand.run(3)} ‘{hand.run(3)}’”"),
    "one mark around all": Family(Hand.sentence, " ", ("“", "”")),
    "one mark around altered ones": Family(Hand.altered, " ", ("“", "”")),
    "list items": Family(lambda hand: f"- {hand.words(1)}: “{hand.sentence()}”", "\n"),
    "short list items": Family(lambda hand: f"- {hand.words(2)}", "\n"),
    "names": Family(_named, "\n"),
    "names inside": Family(_said),
    "names alone": Family(lambda hand: f"— {hand.chance.choice(NAMES)}", "\n"),
    "rows of a table": Family(_row, "\n", ("| Quote | Who |\n|---|---|\n", "")),
    "one long sentence": Family(lambda hand: hand.run(8).lower()),
    "one long sentence of common words": Family(lambda hand: hand.common(8)),
    "one word again and again": Family(lambda hand: "process"),
    "one sentence again and again": Family(lambda hand: hand.sentences[0]),
    "very short sentences": Family(lambda hand: f"{hand.common(2).capitalize()}."),
    "blocks quoted deeply": Family(lambda hand: f"{'>' * 40} {hand.sentence()}", "\n"),
    "emphasis": Family(_emphasised),
    "addresses": Family(lambda hand: f"[{hand.run(2)}](https://a.b/c_(d)) https://e.f"),
    "struck words": Family(_struck),
    "hyphens at line ends": Family(_hyphened, "\n"),
    "wrong encoding": Family(lambda hand: hand.sentence().replace(" ", " â€™ ")),
    "bold letters": Family(lambda hand: hand.sentence().translate(BOLD)),
    "wide letters": Family(lambda hand: hand.sentence().translate(WIDE)),
    "invisible signs": Family(_invisible),
    "without spaces": Family(lambda hand: "".join(chr(hand.chance.randint(0x4E00, 0x5200))), ""),
    "signs alone": Family(lambda hand: hand.chance.choice(".,;:!?-—“”()[]…"), "", ("Word. ", "")),
    "line ends": Family(lambda hand: hand.words(1), "\n\n"),
}


def hand(passages: Sequence[Sequence[str]], *, seed: str) -> Hand:
    """Return the sentences of the passages to draw from."""
    sentences = [text for passage in passages for text in passage]
    return Hand(sentences, random.Random(seed))


def usual(passages: Sequence[Sequence[str]], *, seed: str, pieces: int) -> str:
    """Return paragraphs as readers paste them: runs of sentences, some of them with a word changed.

    Sentences are long ones, so that the field is full before they are too many.
    """
    drawn = hand(passages, seed=seed)
    parts: list[str] = []
    for _ in range(pieces):
        passage = drawn.chance.choice(passages)
        first = drawn.chance.randrange(len(passage))
        run = " ".join(passage[first : first + drawn.chance.randint(2, 6)])
        parts.append(run if drawn.chance.random() < 0.7 else drawn.altered())
    text = "\n\n".join(parts)
    return text[: text.rfind(" ", 0, LONGEST)] if len(text) > LONGEST else text
