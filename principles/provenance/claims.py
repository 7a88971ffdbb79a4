"""A pasted text taken apart: the sentences it claims were said, and the names it gives with them.

What people paste is seldom plain prose: bullets, wrapped lines, a slide's title, footnote numbers,
emoji, hashtags, quotation marks around several sentences, a name after a dash. What surrounds the
words is left out of the claim, so that it is never taken for a departure from the source. Pure: no
Django.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from principles.provenance.bylines import Byline, byline_after, byline_alone, byline_before
from principles.provenance.markup import Plain, without_markup
from principles.provenance.quoted import Quoted, quoted
from principles.text import Span, paragraphs, sentences, words
from principles.text.characters import (
    DASHES,
    DOUBLE,
    INVISIBLE,
    PICTURES,
    SINGLE,
)

_PICTURE = rf"(?!\ufe0f)[{PICTURES}][{PICTURES}\u200d]*"
_BULLET = re.compile(
    rf"(?:>\s?)*(?:{_PICTURE}|\d\ufe0f?\u20e3"
    rf"|[•‣◦▪▫●○■□◆*+·{PICTURES}]+|[{DASHES}](?![{DASHES}])|\d{{1,2}}[.)](?=\s)|\(?[a-z]\)(?=\s))"
    rf"[^\S\n]+|(?:>\s?)+|#{{1,6}}\s+"
)
_QUOTED = re.compile(r"(?:>\s?)+")
_FOOTNOTE = re.compile(
    rf"(?<=[.!?…,;:{DOUBLE}{SINGLE}])(?:\s?\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\]|\s?【[^】]{{0,40}}】|[¹²³⁰⁴-⁹]+)"
)
_PICTURES = re.compile(rf"(?<=[^\n]){_PICTURE}")
_HASHTAG = re.compile(r"[#@][^\W\d_][\w-]*")
_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_ENDS_OPEN = re.compile(rf"(?:{_DOTS}|[\[(]\s*{_DOTS}\s*[\])])[{DOUBLE}{SINGLE}\s]*$")
LONGEST_END = 80  # characters in which an ellipsis at the end is looked for
_OUTSIDE = rf"\s*_~{DOUBLE}{SINGLE}{INVISIBLE}{PICTURES}"
_AROUND = re.compile(rf"[{_OUTSIDE}|:;,{DASHES}]*")
_STOPS = re.compile(rf"[.!?…:;,{DASHES}][{DOUBLE}{SINGLE})\]]*$")
_OPENS = re.compile(rf"[{DOUBLE}{SINGLE}(\[]*[^\W_a-z]")


@dataclass(frozen=True, slots=True)
class Ascription:
    """The names given with some of the sentences; `given` is how they were written."""

    given: str
    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that is claimed to have been said, from `start` to `end` of the pasted text.

    `text` lacks outer quotation marks, bullets, footnotes and markup. `ascription` is the name
    given with it. `quoted` are words that it has in quotation marks among others: they are looked
    for where the whole is not found, and each stands at the index `at` of the text.
    """

    text: str
    start: int
    end: int
    ascription: Ascription | None = None
    quoted: tuple[Claim, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted text with the claims in it and the names it gives, both in order."""

    text: str
    claims: tuple[Claim, ...]
    ascriptions: tuple[Ascription, ...]

    @property
    def readings(self) -> list[Claim]:
        """Return all that is looked for: each claim, followed by what it quotes."""
        return [reading for claim in self.claims for reading in (claim, *claim.quoted)]


Inside = list[tuple[Span, Ascription | None]]
"""The spans of quoted words in a block, each with the name in front of it."""


def take_apart(text: str) -> Pasted:
    """Return the sentences of a pasted text and who is said to have said them; linear time.

    A name after the words goes with all before it, back to the name before; a name in front of
    quoted words with those of its paragraph. Sentences joined by an ellipsis are one claim.
    """
    plain = without_markup(text)
    claims, found = _apart(plain.text)
    return Pasted(
        text,
        tuple(_placed(claim, plain) for claim in claims),
        tuple(_placed_name(name, plain) for name in found),
    )


def _placed(claim: Claim, plain: Plain) -> Claim:
    """Return the claim with where it stands in the text as pasted."""
    start, end = plain.span(claim.start, claim.end)
    name = _placed_name(claim.ascription, plain) if claim.ascription else None
    inside = tuple(_placed(part, plain) for part in claim.quoted)
    return replace(claim, start=start, end=end, ascription=name, quoted=inside)


def _placed_name(name: Ascription, plain: Plain) -> Ascription:
    start, end = plain.span(name.start, name.end)
    return replace(name, start=start, end=end)


def _apart(text: str) -> tuple[list[Claim], list[Ascription]]:
    masked = _masked(text)
    claims: list[Claim] = []
    found: list[Ascription] = []
    unnamed = 0
    for block in _blocks(masked):
        lead, body, tail = _parted(masked, block, has_before=len(claims) > unnamed)
        leading = _ascription(text, lead)
        inside = _named_within(text, quoted(masked, block))
        found += [leading] if leading else [name for _, name in inside if name]
        claims += [
            _claim(text, span, leading, inside=_overlapping(inside, span))
            for span in _sentences(masked, body)
        ]
        credit = _ascription(text, tail)
        if credit:
            found.append(credit)
            claims[unnamed:] = [_credited(claim, credit) for claim in claims[unnamed:]]
        if credit or leading:
            unnamed = len(claims)
    return claims, found


def _masked(text: str) -> str:
    """Return the text with blanks for footnotes, pictures, and hashtags that end a line."""
    for aside in (_FOOTNOTE, _PICTURES):
        text = aside.sub(lambda found: " " * len(found[0]), text)
    return "\n".join(map(_without_hashtags, text.split("\n")))


def _without_hashtags(line: str) -> str:
    body = line.rstrip()
    while body and _HASHTAG.fullmatch(last := body.rsplit(None, 1)[-1]):
        body = body[: -len(last)].rstrip()
    return body.ljust(len(line))


def _credited(claim: Claim, ascription: Ascription) -> Claim:
    if claim.ascription:
        return claim
    inside = tuple(_credited(part, ascription) for part in claim.quoted)
    return replace(claim, ascription=ascription, quoted=inside)


def _named_within(text: str, found: Iterable[Quoted]) -> Inside:
    return [((part.start, part.end), _ascription(text, part.byline)) for part in found]


def _overlapping(inside: Inside, span: Span) -> Inside:
    first = bisect_right(inside, span[0], key=lambda part: part[0][1])
    return list(takewhile(lambda part: part[0][0] < span[1], islice(inside, first, None)))


def _claim(text: str, span: Span, leading: Ascription | None, *, inside: Inside) -> Claim:
    """Return the claim with what it quotes; if all of it is one quotation, with that one's name."""
    start, end = span
    within = [(max(start, a), min(end, b), leading or name) for (a, b), name in inside]
    edges = [start, *(edge for first, last, _ in within for edge in (first, last)), end]
    around = zip(edges[::2], edges[1::2], strict=True)
    if not any(any(words(text[first:last])) for first, last in around):
        name = leading or next((name for _, _, name in within if name), None)
        return Claim(text[start:end], start, end, name)
    parts = tuple(
        Claim(text[a:b], a, b, name, at=a - start)
        for first, last, name in within
        for a, b in _stripped(text, (first, last))
    )
    return Claim(text[start:end], start, end, leading, parts)


def _ascription(text: str, byline: Byline | None) -> Ascription | None:
    if byline is None:
        return None
    start, end = byline.start, byline.end
    return Ascription(text[start:end], byline.names, start, end)


def _parted(
    text: str, block: Span, *, has_before: bool
) -> tuple[Byline | None, Span, Byline | None]:
    """Return the name before the words, where the words are, and the name after them."""
    start, end = block
    if has_before:
        alone = byline_alone(text, block)
        if alone:
            return None, (start, start), alone
    before = byline_before(text, block)
    start = before.words if before else start
    after = byline_after(text, (start, end))
    return before, (start, after.words if after else end), after


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield where the sentences stand, joined at ellipses and without what surrounds them."""
    first = span[0]
    start: int | None = None
    for begin, end in sentences(text[slice(*span)]):
        start = begin if start is None else start
        near = max(start, end - LONGEST_END)
        if _ENDS_OPEN.search(text, first + near, first + end) and first + end < span[1]:
            continue
        yield from _stripped(text, (first + start, first + end))
        start = None
    if start is not None:
        yield from _stripped(text, (first + start, span[1]))


def _stripped(text: str, span: Span) -> Iterator[Span]:
    """Yield the span without the marks around it, if it has words."""
    body = text[slice(*span)]
    start = _length_around(body)
    end = max(start, len(body) - _length_around(body[::-1]))
    if any(words(body[start:end])):
        yield span[0] + start, span[0] + end


def _length_around(text: str) -> int:
    """Count the characters at the beginning that belong to no word."""
    found = _AROUND.match(text)
    return found.end() if found else 0


# --- Blocks --------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[Span]:
    """Yield the stretches that sentences stay within: paragraphs, points of a list, lone lines."""
    for first, last in paragraphs(text):
        lines = list(_lines(text, (first, last)))
        width = max(end - start for start, end in lines)
        begun = lines[0][0]
        for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
            if following is None or _breaks(text, (start, end), following, width=width):
                body = _without_bullet(text, begun, end)
                if body < end:
                    yield body, end
                begun = following[0] if following else end


def _lines(text: str, span: Span) -> Iterator[Span]:
    start, last = span
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _without_bullet(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    found = _BULLET.match(text, start, end)
    if not found:
        return start
    quoted = _QUOTED.match(text, start, end)
    start = quoted.end() if quoted else start
    return start if byline_alone(text, (start, end)) else found.end()


def _breaks(text: str, line: Span, following: Span, *, width: int) -> bool:
    """Tell whether the next line begins something new instead of continuing a wrapped one.

    It does at a bullet and at a name after a dash; and where this line ends without a stop although
    the next word, which has a capital, would have fitted on it.
    """
    start = following[0]
    while start < following[1] and text[start].isspace():
        start += 1
    if _BULLET.match(text, start, following[1]) or byline_alone(text, (start, following[1])):
        return True
    written = text[slice(*line)].rstrip()
    word = text[start : following[1]].split(maxsplit=1)
    has_room = len(written) + 1 + len(word[0]) < width if word else False
    return has_room and not _STOPS.search(written) and bool(_OPENS.match(text, start))


def names_of(ascriptions: Sequence[Ascription]) -> list[str]:
    """Return the names given, each once, in their order."""
    return list(dict.fromkeys(name for entry in ascriptions for name in entry.names))
