"""The blocks that sentences and names stay within: paragraphs, points of a list, lone lines.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from principles.claims.bylines import byline_alone
from principles.claims.copied import PICTURE
from principles.claims.names import is_name
from principles.claims.pairs import pairs
from principles.claims.structure import Kind, Stretch
from principles.text import Span, paragraphs
from principles.text.characters import DASHES, DOUBLE, PICTURES, SINGLE

_BULLET = re.compile(
    rf"(?:>\s?)*(?:{PICTURE}|\d\ufe0f?\u20e3"
    rf"|[•‣◦▪▫●○■□◆*+·{PICTURES}]+|[{DASHES}](?![{DASHES}])|\(?\d{{1,3}}\)(?=\s)|\d{{1,2}}\.(?=\s)|\(?[a-z]\)(?=\s))"
    rf"[^\S\n]+(?:\[[ xX]\][^\S\n]+)?|(?:>\s?)+|#{{1,6}}\s+"
)
_QUOTED = re.compile(r"(?:>\s?)+")
_STOPS = re.compile(rf"[.!?…:;,{DASHES}][{DOUBLE}{SINGLE})\]]*$")
_OPENS = re.compile(rf"[{DOUBLE}{SINGLE}(\[]*[^\W_a-z]")
_SPEAKER = re.compile(r"[*_]{0,3}(?P<who>[^\W\d_a-z][^\n:.!?]{1,40}?)[*_]{0,3}:[*_]{0,3}\s+\S")
_LABELLED = re.compile(r"\s*[^\W\d_][\w’'-]{1,24}(?:\s[\w’'-]{1,24}){0,2}:\s+\S")
_OPENING_PARAGRAPH = re.compile(r"[*_\s]*[“„«「]")
MOST_OPEN = 6  # paragraphs of one quotation, each of which opens with a mark of its own


@dataclass(frozen=True, slots=True)
class Block:
    """A block with what it is; its paragraph, its list or its row has the number `group`."""

    kind: Kind
    start: int
    end: int
    group: int

    @property
    def span(self) -> Span:
        """Return where it begins and ends."""
        return self.start, self.end


def blocks(text: str, stretches: Sequence[Stretch]) -> list[Block]:
    """Return the blocks of a text without markup, in order; its stretches say what some are."""
    found: list[Block] = []
    done = 0
    for stretch in [
        *sorted(stretches, key=lambda s: s.start),
        Stretch(Kind.TEXT, len(text), len(text)),
    ]:
        if stretch.start < done:
            continue
        found += _plain_blocks(text, (done, stretch.start), _last_group(found))
        found += _stretch_blocks(text, stretch, _last_group(found) + 1)
        done = stretch.end
    return _joined(text, found)


def bullets(text: str, found: Sequence[Block]) -> Iterator[Span]:
    """Yield where the bullets and numbers of the points of a list stand."""
    for block in found:
        line = text.rfind("\n", 0, block.start) + 1
        if block.kind == Kind.ITEM and line < block.start:
            yield line, block.start


def _last_group(found: Sequence[Block]) -> int:
    return found[-1].group if found else 0


def _stretch_blocks(text: str, stretch: Stretch, group: int) -> Iterator[Block]:
    span = (stretch.start, stretch.end)
    if stretch.kind == Kind.QUOTE:
        points = list(_plain_blocks(text, span, group))
        if any(point.kind == Kind.ITEM for point in points):
            yield from points
        elif points:
            yield Block(Kind.QUOTE, points[0].start, points[-1].end, group)
    else:
        yield from (Block(stretch.kind, *part, group) for part in paragraphs_of(text, span))


def paragraphs_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs in that span of the text."""
    for first, last in paragraphs(text[slice(*span)]):
        yield span[0] + first, span[0] + last


def _plain_blocks(text: str, span: Span, group: int) -> Iterator[Block]:
    is_list = False
    for first, last in paragraphs_of(text, span):
        group += 1
        for start, end, is_item in _points(text, (first, last)):
            if is_item != is_list:
                group += 1
            is_list = is_item
            yield Block(Kind.ITEM if is_item else Kind.TEXT, start, end, group)


def _joined(text: str, found: Sequence[Block]) -> list[Block]:
    """Join paragraphs of one quotation: each opens with a mark, and only the last is closed."""
    kept: list[Block] = []
    open_count = 0
    for block, following in zip(found, [*found[1:], None], strict=False):
        if 0 < open_count < MOST_OPEN and block.kind == kept[-1].kind == Kind.TEXT:
            kept[-1] = Block(Kind.TEXT, kept[-1].start, block.end, kept[-1].group)
        else:
            kept.append(block)
            open_count = 0
        is_open = following is not None and _goes_on(text, block, following)
        open_count = open_count + 1 if is_open else 0
    return kept


def _goes_on(text: str, block: Block, following: Block) -> bool:
    """Tell whether the block opens a quotation that the next one goes on with, or closes."""
    if _open_marks(text, block) == 1 and _open_marks(text, following) == -1:
        return True
    opens = all(_OPENING_PARAGRAPH.match(text, *each.span) for each in (block, following))
    return opens and not any(pair.start - 2 <= block.start for pair in pairs(text, block.span))


def _open_marks(text: str, block: Block) -> int:
    body = text[slice(*block.span)]
    return body.count("“") - body.count("”")


def _points(text: str, paragraph: Span) -> Iterator[tuple[int, int, bool]]:
    """Yield the points of a list and the lone lines of a paragraph, and whether each is a point."""
    lines = list(_lines(text, paragraph))
    width = max(end - start for start, end in lines)
    begun = lines[0][0]
    signs = [_dash(text, line) for line in lines]
    points = set()
    for number, (line, sign) in enumerate(zip(lines, signs, strict=True)):
        if sign and sign in (*signs[max(0, number - 1) : number], *signs[number + 1 : number + 2]):
            points.add(line[0])
    labelled = {line[0] for line in lines if _LABELLED.match(text, *line)}
    breaks = points | (labelled if begun in labelled else set())
    for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or _breaks(text, (start, end), following, breaks, width=width):
            body, is_item = _without_bullet(text, begun, end, points)
            if body < end:
                yield body, end, is_item
            begun = following[0] if following else end


def _lines(text: str, span: Span) -> Iterator[Span]:
    start, last = span
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _dash(text: str, line: Span) -> str:
    """Return the dash that the line begins with, or nothing."""
    body = text[slice(*line)].lstrip()
    return body[0] if body[0] in DASHES and body[1:2].isspace() else ""


def _without_bullet(text: str, start: int, end: int, points: set[int]) -> tuple[int, bool]:
    """Return where the words behind a bullet begin, and whether there is one.

    A dash before a name is none, unless a line beside it begins with the same dash: `points`.
    """
    is_point = start in points
    while start < end and text[start].isspace():
        start += 1
    found = _BULLET.match(text, start, end)
    if not found:
        return start, False
    quoted = _QUOTED.match(text, start, end)
    start = quoted.end() if quoted else start
    is_name = not is_point and _is_byline(text, (start, end))
    return (start, False) if is_name else (found.end(), found.end() > start)


def _is_byline(text: str, span: Span) -> bool:
    """Tell whether the span is a name alone, and has nothing in quotation marks."""
    return bool(byline_alone(text, span)) and not any(pairs(text, span))


def _breaks(text: str, line: Span, following: Span, breaks: set[int], *, width: int) -> bool:
    """Tell whether the next line begins something new instead of continuing a wrapped one.

    It does at a bullet, at a name after a dash and where it is in `breaks`; and where this line
    ends without a stop although the next word, which has a capital, would have fitted on it.
    """
    start = following[0]
    while start < following[1] and text[start].isspace():
        start += 1
    if following[0] in breaks or _BULLET.match(text, start, following[1]):
        return True
    if byline_alone(text, (start, following[1])):
        return True
    speaker = _SPEAKER.match(text, start, following[1])
    if speaker and is_name(speaker["who"]):
        return True
    written = text[slice(*line)].rstrip()
    word = text[start : following[1]].split(maxsplit=1)
    has_room = len(written) + 1 + len(word[0]) < width if word else False
    return has_room and not _STOPS.search(written) and bool(_OPENS.match(text, start))
