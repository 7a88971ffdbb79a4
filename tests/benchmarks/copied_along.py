"""What a copy adds to a sentence and how it changes its signs, without touching a word."""

from __future__ import annotations

import random
from collections.abc import Callable

Change = Callable[[str, random.Random], str]
BOLD = {
    ord(letter): chr(first + place)
    for letters, first in (
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0x1D5D4),
        ("abcdefghijklmnopqrstuvwxyz", 0x1D5EE),
    )
    for place, letter in enumerate(letters)
}
WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
LEAST_HYPHENED = 8  # letters of a word that is parted at a line's end


def _spaced(text: str, chance: random.Random) -> str:
    """Put no-break spaces and double ones for some."""
    words = text.split(" ")
    return "".join(
        word + (chance.choice((" ", "\u00a0", "  ", "\u2009")) if place < len(words) - 1 else "")
        for place, word in enumerate(words)
    )


def _curled(text: str, chance: random.Random) -> str:
    return text.translate({ord("'"): "\u2019", 0x2019: "'"})


def _wrapped(text: str, chance: random.Random) -> str:
    """Break the line in the middle, as a mail does."""
    words = text.split(" ")
    place = chance.randint(3, len(words) - 3)
    return " ".join(words[:place]) + "\n" + " ".join(words[place:])


def _hyphened(text: str, chance: random.Random) -> str:
    """Part a long word at the end of a line, as a book does."""
    long = [word for word in text.split() if word.isalpha() and len(word) >= LEAST_HYPHENED]
    if not long:
        return text
    word = chance.choice(long)
    sign = chance.choice(("-", "\u00ad"))
    return text.replace(word, f"{word[:4]}{sign}\n{word[4:]}", 1)


def _bold(text: str, chance: random.Random) -> str:
    return text.translate(BOLD)


def _wide(text: str, chance: random.Random) -> str:
    letters = {code: wide for code, wide in WIDE.items() if chr(code).isalpha()}
    return text.translate(letters)


def _ligatured(text: str, chance: random.Random) -> str:
    return text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def _mangled(text: str, chance: random.Random) -> str:
    """Read the UTF-8 of a curly apostrophe as windows-1252."""
    return text.replace("'", "\u2019").replace("\u2019", "â€™")


TYPOGRAPHY: tuple[Change, ...] = (
    _spaced, _curled, _wrapped, _hyphened, _bold, _wide, _ligatured, _mangled,
)  # fmt: skip


def _numbered(text: str, chance: random.Random) -> str:
    number = chance.randint(1, 12)
    return chance.choice((f"{number}/ {text}", f"{number}. {text}", f"({number}) {text}"))


def _posted(text: str, chance: random.Random) -> str:
    handle = chance.choice(("@reader", "@old_books", "@quotesdaily"))
    return chance.choice(
        (f"RT {handle}: {text} https://t.co/abc123", f"{text} #quotes #wisdom", f"{text} {handle}")
    )


def _timed(text: str, chance: random.Random) -> str:
    return f"[00:{chance.randint(10, 59)}:{chance.randint(10, 59)}] {text}"


def _noted(text: str, chance: random.Random) -> str:
    number = chance.randint(1, 40)
    return chance.choice((f"{text} [{number}]", f"{text}[{number}][{number + 1}]", f"{text}¹²"))


def _cornered(text: str, chance: random.Random) -> str:
    return f"「{text}」"


def _emphasised(text: str, chance: random.Random) -> str:
    word = max(text.split(), key=len)
    marked = text.replace(word, f"*{word}*", 1)
    return chance.choice((f"“{marked}” (emphasis added)", f"“{marked}” [emphasis mine]", marked))


def _tagged(text: str, chance: random.Random) -> str:
    return chance.choice((f"<p>{text}</p>", f"**{text}**", f"> {text}", f"* {text}", f"• {text}"))


def _answered(text: str, chance: random.Random) -> str:
    return f"A: {text}"


MARKS: tuple[Change, ...] = (
    _numbered, _posted, _timed, _noted, _cornered, _emphasised, _tagged, _answered,
)  # fmt: skip
