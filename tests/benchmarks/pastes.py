"""What readers paste, made from sentences of the corpus: as they stand, changed, or not theirs.

Seeded. What is changed is told with the verdict that is right for it; a sentence that is absent
comes from the corpus too, every content word of it replaced by one of another sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

KINDS = ("verbatim", "typographic", "altered", "elided", "absent")
LEAST_WORDS = 8
CONTENT = re.compile(r"[a-z]{4,}")
QUOTES = str.maketrans({"'": "’", '"': "”", "-": "‐"})


@dataclass(frozen=True, slots=True)
class Paste:
    """A sentence to check: its kind, the passage it is from and the verdict that is right."""

    kind: str
    text: str
    passage: int
    verdict: str


def pastes(passages: Sequence[Sequence[str]], each: int, *, seed: str) -> list[Paste]:
    """Return so many of each kind, in turn."""
    chance = random.Random(seed)
    found: list[Paste] = []
    while len(found) < each * len(KINDS):
        kind = KINDS[len(found) % len(KINDS)]
        number = chance.randrange(len(passages))
        text = chance.choice(passages[number])
        changed = MAKERS[kind](text, passages, chance) if _is_plain(text) else None
        if changed:
            verdict = {"typographic": "verbatim", "absent": "unverified"}.get(kind, kind)
            found.append(Paste(kind, changed, number + 1, verdict))
    return found


def _is_plain(text: str) -> bool:
    words = text.split()
    return len(words) >= LEAST_WORDS and not re.search(r"…|\.\.|[\[\]]|[.!?] [A-Z\"']", text)


Maker = Callable[[str, Sequence[Sequence[str]], random.Random], str | None]


def _verbatim(text: str, passages: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    return text


def _typographic(text: str, passages: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    changed = text.translate(QUOTES).replace(" ", "\u00a0", 1)
    return f"“{changed}”"


def _altered(text: str, passages: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    """Replace, leave out or put in a word, one for each eight."""
    words = text.split()
    for _ in range(max(1, len(words) // 8)):
        place = chance.randrange(1, len(words) - 1)
        match chance.choice(("replace", "leave out", "put in", "misspell")):
            case "replace":
                words[place] = _other(passages, chance)
            case "leave out":
                del words[place]
            case "put in":
                words.insert(place, _other(passages, chance))
            case _:
                words[place] = words[place][:1] + "x" + words[place][2:]
    changed = " ".join(words)
    return changed if changed != text else None


def _elided(text: str, passages: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    words = text.split()
    if len(words) < LEAST_WORDS + 4:
        return None
    start = chance.randrange(3, len(words) - 6)
    end = chance.randrange(start + 1, min(start + 8, len(words) - 3))
    if re.search(r"\b(?:no|not|never|none|nothing|without|nor|neither|cannot)\b|n't", text):
        return None
    return f"{' '.join(words[:start])} … {' '.join(words[end:])}"


def _absent(text: str, passages: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    def other(found: re.Match[str]) -> str:
        return _other(passages, chance)

    return CONTENT.sub(other, text)


def _other(passages: Sequence[Sequence[str]], chance: random.Random) -> str:
    while True:
        words = CONTENT.findall(chance.choice(chance.choice(passages)))
        if words:
            return str(chance.choice(words))


MAKERS: dict[str, Maker] = {
    "verbatim": _verbatim,
    "typographic": _typographic,
    "altered": _altered,
    "elided": _elided,
    "absent": _absent,
}


def long_paste(passages: Sequence[Sequence[str]], *, seed: str, words: int = 2_000) -> str:
    """Return so many words: runs of sentences as they stand, with changed and absent ones."""
    chance = random.Random(seed)
    found: list[str] = []
    length = 0
    while length < words:
        number = chance.randrange(len(passages))
        start = chance.randrange(len(passages[number]))
        run = list(passages[number][start : start + chance.randint(1, 6)])
        kind = chance.choice(("verbatim", "verbatim", "typographic", "altered", "absent"))
        run = [
            MAKERS[kind](text, passages, chance) or text if _is_plain(text) else text
            for text in run
        ]
        found.append(" ".join(run))
        length += sum(len(text.split()) for text in run)
    return "\n\n".join(found)[:20_000]
