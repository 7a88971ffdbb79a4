"""A pasted text without the marks of Markdown and the web, with a map back to its offsets.

Emphasis, links, table rows, tags and entities are how words were written down, not words; left in,
they would count as departures from the source. Pure: no Django.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from principles.text import Span

Edit = tuple[int, int, str]
"""The start and end of a stretch, and the text that replaces it."""

_TAG = re.compile(
    r"<(?P<closes>/?)(?P<name>a|b|i|u|s|q|p|em|strong|span|small|mark|cite|code|sub|sup|br|hr|div"
    r"|blockquote|li|ul|ol|h[1-6])(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAKING = frozenset("p hr div blockquote li ul ol h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905 - reads as a list of words
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_ADDRESS = r"(?:https?://|www\.|mailto:|/|#)[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?"
_LINK = re.compile(
    rf"(?P<image>!)?\[(?P<text>[^\[\]]{{1,500}})\]\({_ADDRESS}(?:\s\"[^\"\n]{{0,200}}\")?\)"
)
_NOTE = re.compile(r"\[\^[\w-]{1,20}\](?!:)")
_NUMBER = re.compile(r"\^?\d{1,3}")
_NOTE_TEXT = re.compile(r"\s*\[(?:\^[\w-]{1,20}\]:|[\w-]{1,20}\]:\s+<?https?://)")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_URL = re.compile(r"[(<]?(?:https?://|www\.)\S+", re.IGNORECASE)
_WRITTEN = re.compile(r"\S+")
_RUN = re.compile(r"\*+|_+|\n[^\S\n]*\n")
LONGEST_RUN = 3  # asterisks or low lines of an emphasis


@dataclass(frozen=True, slots=True)
class Plain:
    """The text without markup; for each of its characters, where that stood in the pasted text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the offsets in the pasted text of a non-empty stretch of this one."""
        return self.starts[start], self.ends[end - 1]


def without_markup(text: str) -> Plain:
    """Return the text without Markdown, simple tags and addresses at line ends; linear time."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    edits = [*_tags(text), *_links(text), *_lines(text), *_emphasis(text)]
    for start, end, instead in [*sorted(edits), (len(text), len(text), "")]:
        if start < done:
            continue
        signs += [text[done:start], instead]
        starts += [*range(done, start), *[start] * len(instead)]
        ends += [*range(done + 1, start + 1), *[end] * len(instead)]
        done = end
    return Plain("".join(signs), starts, ends)


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
        end, written = start + len(line), line.strip()
        if _NOTE_TEXT.match(line) or ("|" in line and _RULE.fullmatch(line)):
            yield start, end, ""
        elif len(written) > 1 and written[0] == written[-1] == "|":
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
