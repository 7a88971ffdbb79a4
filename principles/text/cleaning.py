"""Text without the characters that nobody sees and nobody meant: from a PDF, a word processor.

They make equal words differ, break a search, or turn the text after them around. Joiners and
direction marks spell words in some scripts, and no-break spaces are typography: they stay. NUL
stays too, since it tells of a broken file, which is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from principles.text.characters import MARK

_SEPARATING = "\x0b\x0c\x1c-\x1f\x85"
_CONTROLS = "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
_WIDTHLESS = "\u200b\ufeff"
_UNSEEN = f"{_CONTROLS}{_DIRECTIONS}{_WIDTHLESS}"
_TAKEN = re.compile(f"[{_SEPARATING}{_UNSEEN}]")
_SPACE = f"[^\\S{_SEPARATING}]?"
_SEPARATOR = re.compile(f"(?P<before>{_SPACE})[{_SEPARATING}]+(?P<after>{_SPACE})")
_UNSEEN_CHARACTER = re.compile(f"[{_UNSEEN}]")
_SOFT_HYPHENS = re.compile(rf"(?<=\w)(?P<mark>{MARK}*)\u00ad+(?=\w)")
# Signs of Windows-1252 that were read as Latin-1 are controls by mistake: what was meant is known.
_OF_WINDOWS = {
    code: sign
    for code in range(0x80, 0xA0)
    if code != 0x85 and (sign := bytes([code]).decode("cp1252", "ignore"))
}
_NAMES = (
    (re.compile(f"[{_SEPARATING}{_CONTROLS}]"), "control character"),
    (re.compile("\u00ad"), "soft hyphen"),
    (re.compile("\u200b"), "zero-width space"),
    (re.compile("\ufeff"), "byte-order mark"),
    (re.compile(f"[{_DIRECTIONS}]"), "direction override"),
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text, and how many characters of each kind were taken out of it."""

    text: str
    taken: Counter[str]


def cleaned(text: str) -> Cleaned:
    """Return the text without characters that are never meant, and what was taken out.

    A control character that is a sign of Windows-1252 read as Latin-1 becomes that sign.
    Soft hyphens are taken out inside words only. Where a control character is all that parts two
    words (a line or a page break of its own), a space takes its place.
    """
    if "\u00ad" not in text and not _TAKEN.search(text):
        return Cleaned(text, Counter())
    seen = _UNSEEN_CHARACTER.sub("", text.translate(_OF_WINDOWS))
    kept = _SOFT_HYPHENS.sub(r"\g<mark>", _SEPARATOR.sub(_parted, seen))
    counts = ((name, len(kind.findall(text)) - len(kind.findall(kept))) for kind, name in _NAMES)
    return Cleaned(kept, Counter({name: count for name, count in counts if count}))


def counted(taken: Counter[str]) -> str:
    """Return what was taken out in words: 2 soft hyphens and 1 zero-width space."""
    named = [f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in taken.items()]
    return " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))


def _parted(found: re.Match[str]) -> str:
    beside = found["before"] + found["after"]
    return beside or " "
