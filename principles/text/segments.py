"""Where words, sentences and paragraphs begin and end, as pages and matching both count them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from principles.text.characters import DOUBLE, INVISIBLE, MARK, SINGLE, UNSPACED
from principles.text.folding import Span

_LETTER = rf"(?:[^\W_{UNSPACED}]{MARK}*)"
_JOINS = "'\u2019\u02bc\u2010\u2011&_-"  # inside a word; dashes of other lengths part words
_HIDDEN = rf"[{INVISIBLE}]*"
_WORD = re.compile(
    rf"[{UNSPACED}]{MARK}*"
    rf"|(?:[$€£](?=\d))?{_LETTER}+(?:{_HIDDEN}(?:[.,:{_JOINS}]{_HIDDEN})?{_LETTER}+)*(?:%{MARK}*)?"
)
_STOP = re.compile(r"[.,:]")
_IS_MARK = re.compile(MARK).match
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]").match
_NOT_SPACE = re.compile(r"\S")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSING = rf"[\"'{DOUBLE}{SINGLE})\]]*"
_FULL_STOPS = ".!?\u061f\u06d4\u0964"
_SENTENCE_END = re.compile(
    rf"(?:(?<![{_FULL_STOPS}])[{_FULL_STOPS}]+|\u2026){_CLOSING}"
    rf"(?=\s+[\"'{DOUBLE}{SINGLE}(\[]*(?P<next>[^\W_]))"
    rf"|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d]*|(?P<list>(?=\n[^\S\n]*\d{{1,3}}\.\s))"
)
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|vs|inc|co|corp|ltd|jr|sr|e\.g|i\.e|cf|approx|[a-z](?:\.[a-z])*)\.$",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"\b(?:no|vol|fig)\.$", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\d{1,3}\.(?=\s)")


def words(text: str) -> Iterator[Span]:
    """Yield where each word begins and ends.

    A word may hold apostrophes, hyphens and decimal points inside, and keeps the currency sign
    before it and the per cent sign after it. In scripts without spaces each letter is a word.
    """
    for found in _WORD.finditer(text):
        start, end = found.span()
        if not found[0].isalnum():
            for stop in _STOP.finditer(text, start, end):
                if not _joins(text, stop.start()):
                    yield start, _visible_end(text, stop.start())
                    start = _visible_start(text, stop.end())
        yield start, end


def _visible_start(text: str, place: int) -> int:
    while text[place] in INVISIBLE:
        place += 1
    return place


def _visible_end(text: str, place: int) -> int:
    while text[place - 1] in INVISIBLE:
        place -= 1
    return place


def is_word_boundary(text: str, place: int) -> bool:
    """Tell whether a word may begin or end at the place, an index into the text."""
    if place <= 0 or place >= len(text):
        return True
    if _IS_MARK(text, place):
        return False
    before, after = _before(text, place), _after(text, place - 1)
    if before < 0 or after == len(text):
        return True
    if _in_word(text, before) and (_in_word(text, after) or text[after] == "%"):
        return False
    if text[before] in "$€£" and before + 1 == after and text[after].isdecimal():
        return False
    return not (_joins(text, before) or _joins(text, after))


def _before(text: str, place: int) -> int:
    """Return the index of the character before, passing over marks and invisible ones."""
    place -= 1
    while place >= 0 and (text[place] in INVISIBLE or _IS_MARK(text, place)):
        place -= 1
    return place


def _after(text: str, place: int) -> int:
    """Return the index of the character after this one, in the same way."""
    place += 1
    while place < len(text) and (text[place] in INVISIBLE or _IS_MARK(text, place)):
        place += 1
    return place


def _in_word(text: str, place: int) -> bool:
    return text[place].isalnum() and not _IS_UNSPACED(text, place)


def _joins(text: str, place: int) -> bool:
    """Tell whether the sign at the index is inside a word: don't, well-known, Amazon.com."""
    sign = text[place]
    if sign not in _JOINS and sign not in ".,:":
        return False
    first, last = _before(text, place), _after(text, place)
    if first < 0 or last == len(text) or not (_in_word(text, first) and _in_word(text, last)):
        return False
    before, after = text[first], text[last]
    if sign in ".,:" and before.isdecimal() and after.isdecimal():
        return True
    if sign == ".":
        return before.isupper() or not (after.isupper() or after.isdecimal())
    return sign in _JOINS


def paragraphs(text: str) -> Iterator[Span]:
    """Yield where each paragraph begins and ends; blank lines part them."""
    start = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        body = text[start:end]
        if body.strip():
            lead = len(body) - len(body.lstrip())
            yield start + lead, start + len(body.rstrip())
        start = found.end() if found else end


def sentences(text: str) -> Iterator[Span]:
    """Yield where each sentence begins and ends; none runs over a blank line.

    A sentence ends at a full stop, question or exclamation mark or ellipsis, with the marks that
    close after it, where the next word does not begin with a small letter; abbreviations,
    initials and the numbers of a list do not end one.
    """
    for first, last in paragraphs(text):
        start, is_list = first, bool(_LIST_NUMBER.match(text, first))
        for found in _SENTENCE_END.finditer(text, first, last):
            following = _NOT_SPACE.search(text, found.end(), last)
            if following is None or not _is_sentence_end(found, since=start, is_list=is_list):
                continue
            yield start, found.end()
            start = following.start()
        if start < last:
            yield start, last


def _is_sentence_end(found: re.Match[str], *, since: int, is_list: bool) -> bool:
    """Tell whether the sentence that began there ends with what was found."""
    text, end, following = found.string, found.end(), found["next"] or ""
    if found["list"] is not None:
        return is_list
    number = _LIST_NUMBER.match(text, since) if is_list else None
    if number and number.end() == end:
        return False
    if following.islower() or _ABBREVIATION.search(text, max(since, end - 12), end):
        return False
    return not (following.isdecimal() and _BEFORE_NUMBER.search(text, max(since, end - 6), end))
