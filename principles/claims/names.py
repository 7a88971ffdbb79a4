"""What a name looks like: a few words with capitals, joined with others or inverted.

A name is recognised by its capitals; whose it is, is asked elsewhere. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from principles.claims.places import is_work
from principles.text import Span

LONGEST_BYLINE = 160  # characters of a name with what is said of it
MOST_NAME_WORDS = 6
MOST_WORK_WORDS = 10
PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le of van von y".split())  # noqa: SIM905 - reads as a list of words
NOBODY = frozenset(
    """he she i it we you they one people somebody someone this that who no not never false
    untrue""".split()  # noqa: SIM905 - reads as a list of words
)
_REST = re.compile(
    r"[,;|(\n]|['’]s\s|(?<=[sS])['’]\s|\s+[-–—]\s+|\s+(?=(?:in|on|at|from|via)\s)|:\s|\s+(?=(?:1[5-9]|20)\d\d\b)"
)
_WORK_BEGINS = re.compile(r"[Tt]he\s|[^\W_a-z]")
_INVERTED = re.compile(r",\s*(?P<first>[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.]*)?)\s*(?=[,(]|$)")
_TOGETHER = re.compile(r"\s*(?:[&;/+]|\band\b)\s*")
_JOINS = re.compile(r"(?:and|&|with)\s")
_LAST_WORDS = re.compile(r"\.\s+\S")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names, where they stand, and the offset at which the words they go with begin or end."""

    names: tuple[str, ...]
    start: int
    end: int
    words: int
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """Names, and where they stand."""

    names: tuple[str, ...]
    start: int
    end: int

    def byline(self, words: int) -> Byline:
        """Return the byline of these names for words that begin or end at the offset."""
        return Byline(self.names, self.start, self.end, words)


def is_name(text: str) -> bool:
    """Tell whether it looks like somebody's name: a few words with capitals, no digits."""
    parts = text.replace("\u00a0", " ").split()
    if len(parts) == 1 and parts[0].lower() in NOBODY:
        return False
    if not 1 <= len(parts) <= MOST_NAME_WORDS or any(sign.isdigit() for sign in text):
        return False
    if not all(is_name_word(part) for part in parts):
        return False
    has_word = any(sum(sign.isalpha() for sign in part) > 1 for part in parts)
    return has_word and not parts[0][0].islower()


def is_name_word(part: str) -> bool:
    """Tell whether it may be a word of a name: one with a capital, or a particle."""
    if part.lower() in PARTICLES:
        return True
    letters = [sign for sign in part if sign.isalpha()]
    is_plain = all(sign.isalpha() or sign in ".'’-‐‑" for sign in part)
    return bool(letters) and is_plain and not letters[0].islower()


def names_at_start(text: str, span: Span) -> Names | None:
    """Return the names that the span begins with; None if it begins with none."""
    start, end = span
    whole = text[start:end].rstrip(" \t\n.,;*_")
    if not whole or len(whole) > LONGEST_BYLINE or _LAST_WORDS.search(whole.replace(". ", ".", 3)):
        return None
    rest = next((r for r in _REST.finditer(whole) if not _goes_on(whole, r)), None)
    name = (whole[: rest.start()] if rest else whole).strip(" \t\n*_")
    begun = start + text[start:end].index(name) if name else start
    if _is_work_alone(name, whole):
        return Names((), begun, begun + len(name))
    names = () if _JOINS.match(name) else names_in(name)
    if not names or not all(is_name(part) for part in names):
        return None
    turned = _INVERTED.match(whole, rest.start()) if rest and " " not in name else None
    if turned:
        names, name = (
            (f"{turned['first']} {name}",),
            text[begun : begun + len(name) + len(turned[0])],
        )
    return Names(names, begun, begun + len(name.rstrip()))


def _goes_on(whole: str, cut: re.Match[str]) -> bool:
    """Tell whether another name follows the semicolon at which a name would end."""
    following = _REST.split(whole[cut.end() :], 1)[0].strip() if cut[0] == ";" else ""
    return " " in following and is_name(following) and not is_work(following)


def _is_work_alone(name: str, whole: str) -> bool:
    """Tell whether the words name a work and nobody: “Amazon Shareholder Letter, 2016”."""
    if not is_work(name) or len(whole.split()) > MOST_WORK_WORDS:
        return False
    return bool(_WORK_BEGINS.match(name))


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that “and”, “&”, a semicolon, a slash or a plus sign join."""
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[str]:
    for part in _TOGETHER.split(text):
        if part.strip():
            yield part.strip()
