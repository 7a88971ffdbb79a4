"""A pasted text without the marks of Markdown and the web, with a map back to its offsets.

Emphasis, links, table rows, tags and entities are how words were written down, not words; left in,
they would count as departures from the source. Pure: no Django.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from principles.claims.chats import chat_edits
from principles.claims.encoding import mended
from principles.claims.separated import rows
from principles.claims.structure import Kind, Stretch, is_row, is_rule, stretches
from principles.claims.subtitles import subtitle_edits
from principles.text import Span

Edit = tuple[int, int, str]
"""The start and end of a stretch, and the text that replaces it."""

_TAG = re.compile(
    r"<(?P<closes>/?)(?P<name>a|b|i|u|s|q|p|em|strong|ins|span|small|mark|cite|code|sub|sup|br|hr|div"
    r"|time|abbr|font|blockquote|li|ul|ol|h[1-6]|figure|figcaption|footer|header|section|article)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAKING = frozenset(
    """p hr div blockquote li ul ol h1 h2 h3 h4 h5 h6 figure figcaption footer header section
    article""".split()  # noqa: SIM905 - reads as a list of words
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_ADDRESS = r"(?:https?://|www\.|mailto:|/|#)[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?"
_LINK = re.compile(
    rf"(?P<image>!)?\[(?P<text>[^\[\]]{{1,500}})\]\({_ADDRESS}(?:\s\"[^\"\n]{{0,200}}\")?\)"
)
_NOTE = re.compile(r"\[\^[\w-]{1,20}\](?!:)")
_NUMBER = re.compile(r"\^?\d{1,3}")
_NOTE_TEXT = re.compile(r"\s*\[(?:\^[\w-]{1,20}\]:|[\w-]{1,20}\]:\s+<?https?://)")
_URL = re.compile(r"[(<]?(?:https?://|www\.)\S+", re.IGNORECASE)
_WRITTEN = re.compile(r"\S+")
_RUN = re.compile(r"\*+|_+|\n[^\S\n]*\n")
_STRUCK = re.compile(
    r"~~(?=\S)[^~\n]{1,500}~~\s?|<(?P<tag>s|del|strike)>[^<>]{0,500}</(?P=tag)>\s?", re.IGNORECASE
)
_QUOTE_SIGNS = re.compile(r"[^\S\n]{0,3}(?:>[^\S\n]?)+")
_HEADING_SIGNS = re.compile(r"[^\S\n]{0,3}#{1,6}[^\S\n]+")
LONGEST_RUN = 3  # asterisks or low lines of an emphasis


@dataclass(frozen=True, slots=True)
class Plain:
    """The text without markup; for each of its characters, where that stood in the pasted text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    stretches: Sequence[Stretch] = ()
    is_mended: bool = False

    def span(self, start: int, end: int) -> Span:
        """Return the offsets in the pasted text of a non-empty stretch of this one."""
        return self.starts[start], self.ends[end - 1]


def without_markup(text: str, *, left_out: Sequence[Span] = ()) -> Plain:
    """Return the text without Markdown, simple tags and addresses at line ends; linear time.

    Block quotes, headings and rows of tables are told in its `stretches`; what was struck out is
    gone, and so is what is to be `left_out`; what was decoded in the wrong encoding is mended.
    """
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    parted = rows(text)
    found = list(stretches(text, parted))
    repaired = list(mended(text))
    edits = [
        *_struck(text), *_signs(text, found), *_tags(text), *_links(text), *_lines(text),
        *_emphasis(text), *repaired, *subtitle_edits(text), *chat_edits(text),
        *((start, end, "") for start, end in left_out),
        *((cut, cut + 1, "\n\n") for row in parted for cut in row.cuts),
    ]  # fmt: skip
    ordered = sorted(edits, key=lambda edit: (edit[0], -edit[1]))  # the wider of two comes first
    for start, end, instead in [*ordered, (len(text), len(text), "")]:
        if start < done:
            continue
        signs += [text[done:start], instead]
        starts += [*range(done, start), *[start] * len(instead)]
        ends += [*range(done + 1, start + 1), *[end] * len(instead)]
        done = end
    kept = [
        Stretch(s.kind, bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in found
    ]
    return Plain("".join(signs), starts, ends, kept, bool(repaired))


def _struck(text: str) -> Iterator[Edit]:
    """Yield what is struck out, with the space after it: it was taken back."""
    for found in _STRUCK.finditer(text):
        yield *found.span(), ""


def _signs(text: str, found: Sequence[Stretch]) -> Iterator[Edit]:
    """Yield the signs in front of the lines of block quotes and headings, and a break around."""
    for stretch in found:
        signs = {Kind.QUOTE: _QUOTE_SIGNS, Kind.HEADING: _HEADING_SIGNS}.get(stretch.kind)
        start = stretch.start
        if signs is None:
            continue
        while 0 <= start < stretch.end:
            sign = signs.match(text, start, stretch.end)
            if sign:
                yield *sign.span(), "" if start > stretch.start else "\n\n"
            start = text.find("\n", start, stretch.end) + 1 or -1
        if stretch.end < len(text):
            yield stretch.end, stretch.end + 1, "\n\n"


def _tags(text: str) -> Iterator[Edit]:
    for found in _TAG.finditer(text):
        name = found["name"].lower()
        quote = "”" if found["closes"] else "“"
        instead = {"br": "\n", "q": quote}.get(name, "\n\n" if name in _BREAKING else "")
        yield *found.span(), instead
    for found in _ENTITY.finditer(text):
        yield *found.span(), html.unescape(found[0])


def _links(text: str) -> Iterator[Edit]:
    for found in _LINK.finditer(text):
        start, end = found.span()
        if found["image"] or _NUMBER.fullmatch(found["text"]):
            yield start, end, ""
        else:
            yield start, found.start("text"), ""
            yield found.end("text"), end, ""
    for found in _NOTE.finditer(text):
        yield *found.span(), ""


def _lines(text: str) -> Iterator[Edit]:
    """Yield the texts of notes, the bars of tables, and addresses at the ends of lines."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _NOTE_TEXT.match(line) or is_rule(line):
            yield start, end, ""
        elif is_row(line):
            bars = (place for place, sign in enumerate(line, start) if sign == "|")
            yield from ((place, place + 1, "\n\n") for place in bars)
        elif "://" in line or "www." in line.lower():
            yield from _addresses(line, start)
        start = end + 1


def _addresses(line: str, at: int) -> Iterator[Edit]:
    for found in reversed(list(_WRITTEN.finditer(line))):
        if _URL.fullmatch(found[0]):
            yield at + found.start(), at + found.end(), ""
        elif found[0][0] not in "#@":
            return


def _emphasis(text: str) -> Iterator[Edit]:
    """Yield the asterisks and low lines around words, in pairs of the same length."""
    opened: dict[str, Span] = {}
    for found in _RUN.finditer(text):
        run, (start, end) = found[0], found.span()
        if run[0] == "\n":
            opened.clear()
        if run[0] == "\n" or len(run) > LONGEST_RUN:
            continue
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if run in opened and not before.isspace() and not after.isalnum():
            yield *opened.pop(run), ""
            yield start, end, ""
        elif not after.isspace() and not before.isalnum():
            opened[run] = start, end
