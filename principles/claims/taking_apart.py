"""A pasted text taken apart: what it claims was said, who is named, and what is neither.

What people paste is seldom plain prose: bullets, wrapped lines, a slide's title, footnote numbers,
tables, quotation marks around several sentences, a name after a dash. What surrounds the words is
left out of the claim, so that it is never taken for a departure from the source. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from principles.claims.beside import name_in_front
from principles.claims.blocks import Block, blocks, bullets
from principles.claims.bylines import byline_alone
from principles.claims.copied import IS_PICTURE, blanked, marks
from principles.claims.footnotes import credited, notes
from principles.claims.markup import Plain, without_markup
from principles.claims.names import is_name, names_at_start
from principles.claims.naming import name_of, named
from principles.claims.pairs import LEAST_QUOTED, pairs
from principles.claims.pasted import Claim, Name, Need, Pasted, Unit
from principles.claims.plain_blocks import plain_block
from principles.claims.quoted import QuotedBlock, read_pairs
from principles.claims.quoting import quoting_units
from principles.claims.rows import row_units
from principles.claims.structure import Kind
from principles.text import Span, words

Known = Callable[[str], bool]
_NAMED_LINE = re.compile(
    r"[*_\s]*(?:speaker|author|by|said by|name|who|source|from|work)[*_]*:[*_\s]*"
    r"(?P<who>\S[^\n]{1,100})",
    re.IGNORECASE,
)
_REPEATED_MARK = re.compile(r"(?<=\n\n)[“„«](?=\S)")  # at the head of a paragraph of a quotation
MOST_LEAD_WORDS = 6  # of a line that ends in a colon and is a label


def take_apart(text: str, *, is_heading: Known = lambda _: False) -> Pasted:
    """Return the claims of a pasted text and the names given with them; linear time.

    `is_heading` tells whether a few words are a heading of a stored text: in quotation marks they
    are a claim, where other short words are a term.
    """
    below = notes(text)
    plain = without_markup(text, left_out=[note.span for note in below])
    signs = list(marks(plain.text))
    masked = blanked(plain.text, signs)
    terms: list[str] = []

    def is_heading_or_term(few: str) -> bool:
        terms.append(few)
        return is_heading(few)

    found = blocks(masked, plain.stretches)
    reader = _Reader(masked, found, is_heading_or_term)
    reader.read()
    placing = _Placing(plain, masked, signs)
    pasted = Pasted(
        text,
        tuple(map(placing.unit, reader.units)),
        tuple(map(placing.name, reader.names)),
        reader.quotes,
        plain,
        tuple(map(placing.span, reader.labels)),
        tuple(map(placing.span, [*signs, *bullets(masked, found)])),
        tuple(dict.fromkeys(terms)),
    )
    return credited(pasted, below)


class _Reader:
    """Goes through the blocks in order and keeps the name that waits for the next words."""

    def __init__(self, text: str, found: Sequence[Block], is_heading: Known) -> None:
        self.text = text
        self.is_heading = is_heading
        self.blocks = found
        self.following = dict(zip(found, [*found[1:], None], strict=False))
        self.quoted = {
            block: read_pairs(text, block, is_heading=is_heading)
            for block in found
            if block.kind not in {Kind.HEAD, Kind.ROW}
        }
        self.quotes = any(b.kind == Kind.QUOTE for b in found) or any(
            read.quotes for read in self.quoted.values()
        )
        self.units: list[Unit] = []
        self.names: list[Name] = []
        self.labels: list[Span] = []
        self.lead: Name | None = None
        self.leads = False  # the paste begins with a name alone, so that names stand above words

    def read(self) -> None:
        """Fill `units`, `names` and `labels`."""
        for group, run in groupby(self.blocks, key=lambda block: (block.kind, block.group)):
            together = list(run)
            if group[0] == Kind.ROW:
                need = Need.LISTED if self.quotes else Need.CLAIMED
                units, name, cells = row_units(self.text, together, need=need)
                self.units += units
                self.names += [name] if name else []
                self.labels += cells
                continue
            for block in together:
                self._read_block(block)
            if group[0] == Kind.ITEM:
                self.lead = None

    def _read_block(self, block: Block) -> None:
        if block.kind == Kind.HEAD:
            self.labels.append(block.span)
            return
        if (
            self._reads_named_line(block)
            or self._reads_name_alone(block)
            or self._reads_lead(block)
        ):
            return
        before = len(self.units)
        read = self.quoted[block]
        if read.quotes:
            self._read_quoting(read)
        else:
            self._read_plain(block)
        if self.lead and len(self.units) > before:
            last = before + 1 if read.quotes else len(self.units)
            self.units[before:last] = [named(unit, self.lead) for unit in self.units[before:last]]
            self.lead = self.lead if block.kind == Kind.ITEM else None

    def _read_quoting(self, read: QuotedBlock) -> None:
        need = Need.LISTED if read.block.kind == Kind.ITEM else Need.FOUND
        self.units += quoting_units(self.text, read, need=need)
        self.names += read.names
        self.labels += read.labels

    def _read_plain(self, block: Block) -> None:
        needs = {Kind.ITEM: Need.LISTED, Kind.QUOTE: Need.CLAIMED}
        need = needs.get(block.kind, Need.FOUND) if self.quotes else Need.CLAIMED
        read = plain_block(self.text, block, need=need)
        self.units += read.units
        self.names += [name for name in (read.before, read.behind) if name]
        if read.behind:
            self._credit(read.behind)

    # Names that stand by themselves ---------------------------------------------------------------

    def _reads_named_line(self, block: Block) -> bool:
        """Read a line that says who it names: “Speaker: Joi Ito”; tell whether it is one."""
        found = _NAMED_LINE.match(self.text, *block.span) if self.units else None
        who = names_at_start(self.text, found.span("who")) if found else None
        name = name_of(self.text, who.byline(block.start), block.span) if who else None
        if name is None:
            return False
        self.names.append(name)
        self._credit(name)
        return True

    def _reads_name_alone(self, block: Block) -> bool:
        """Read a block that is a name alone; tell whether it is one."""
        may_follow = self.units and not self.lead and block.kind != Kind.ITEM
        alone = byline_alone(self.text, block.span) if may_follow else None
        if alone and self.leads and self.text[block.start].isalnum():
            alone = None
        name = name_of(self.text, alone, block.span)
        if name is None and self._may_lead(block):
            who = names_at_start(self.text, block.span)
            written = self.text[slice(*block.span)].rstrip(" :*_")
            if who is None or not who.names or not self._is_all(block, who.start, who.end, written):
                return False
            name = name_of(self.text, who.byline(block.start), block.span)
            name = replace(name, is_sure=False) if name else None
            if name and not self.is_heading(written):
                self.lead, self.leads = name, self.leads or not self.units
                self.names.append(name)
                return True
            return False
        if name is None:
            return False
        self.names.append(name)
        self._credit(name)
        return True

    def _may_lead(self, block: Block) -> bool:
        """Tell whether a name may stand here above its words."""
        if block.kind == Kind.HEADING:
            return True
        following = self.following[block]
        begins = following is not None and (
            following.kind == Kind.QUOTE
            or any(
                pair.start - 1 <= following.start + 1 for pair in pairs(self.text, following.span)
            )
        )
        ends_open = self.text[: block.end].endswith(":")
        is_first = not self.units or self.leads
        return following is not None and (
            (is_first and begins) or ends_open or self._is_signed_above(block, following)
        )

    def _is_signed_above(self, block: Block, following: Block) -> bool:
        """Tell whether the block is two words or more at the head of a paste, above a sentence."""
        is_head = block is self.blocks[0] and " " in self.text[slice(*block.span)].strip()
        below = self.text[slice(*following.span)].rstrip()
        is_sentence = following.kind == Kind.TEXT and below[-1:] in ".!?…"
        return is_head and is_sentence and sum(1 for _ in words(below)) >= LEAST_QUOTED

    def _is_all(self, block: Block, start: int, end: int, written: str) -> bool:
        rest = self.text[end : block.start + len(written)].strip(" ,()*_")
        has_year = ":" not in rest and any(map(str.isdigit, rest))
        return is_name(self.text[start:end]) and (not rest or has_year)

    def _reads_lead(self, block: Block) -> bool:
        """Read a line that leads on, as “As X wrote:” or “Key ideas:”; tell if it is one."""
        written = self.text[slice(*block.span)].rstrip(" *_")
        following = self.following[block]
        if block.kind == Kind.QUOTE or not written.endswith(":") or following is None:
            return False
        if self.quoted[block].quotes:
            return False
        beside = name_in_front(self.text, (block.start, block.start + len(written)))
        name = name_of(self.text, beside.byline, (beside.start, block.end)) if beside else None
        if name and beside:
            self.lead = name
            self.names.append(name)
            self.labels.append((beside.start, block.end))
            return not any(words(self.text[block.start : beside.start])) or self.quotes
        if sum(1 for _ in words(written)) <= MOST_LEAD_WORDS and following.kind != Kind.TEXT:
            self.labels.append(block.span)
            return True
        return False

    def _credit(self, name: Name) -> None:
        """Give the name to the words before it: to those in marks, or to a paragraph without."""
        if not self.units:
            return
        last = self.units[-1]
        for place in range(len(self.units) - 1, -1, -1):
            unit = self.units[place]
            is_same = unit.group == last.group and not unit.is_marked
            if place < len(self.units) - 1 and (last.is_marked or not is_same or unit.claim.name):
                return
            self.units[place] = named(unit, name)


# --- Back to the text as pasted -------------------------------------------------------------------


class _Placing:
    """Puts what was read where it stands in the text as pasted."""

    def __init__(self, plain: Plain, masked: str, signs: Sequence[Span]) -> None:
        self.plain = plain
        self.masked = masked
        self._is_mark = bytearray(len(masked))
        for start, end in signs:
            self._is_mark[start:end] = b"\1" * (end - start)

    def unit(self, unit: Unit) -> Unit:
        """Return the unit with offsets in the text as pasted."""
        instead = tuple(map(self.claim, unit.instead))
        return replace(unit, claim=self.claim(unit.claim), instead=instead)

    def claim(self, claim: Claim) -> Claim:
        """Return the claim with its own words, pictures among them but no footnotes."""
        start, end = self.plain.span(claim.start, claim.end)
        is_whole = claim.text == self.masked[claim.start : claim.end]
        return replace(
            claim,
            text=self._unblanked(claim.start, claim.end) if is_whole else claim.text,
            start=start,
            end=end,
            name=self.name(claim.name) if claim.name else None,
            sentences=tuple(map(self.claim, claim.sentences)),
        )

    def name(self, name: Name) -> Name:
        """Return the name with offsets in the text as pasted."""
        start, end = self.plain.span(name.start, name.end)
        return replace(name, start=start, end=end, stretch=self.span(name.stretch))

    def span(self, span: Span) -> Span:
        """Return the span with offsets in the text as pasted."""
        return self.plain.span(*span) if span[0] < span[1] else (0, 0)

    def _unblanked(self, start: int, end: int) -> str:
        """Return the words of the span: what was blanked is left out, but for pictures."""
        pairs = zip(self.plain.text[start:end], self._is_mark[start:end], strict=True)
        kept = "".join(sign for sign, is_mark in pairs if not is_mark or IS_PICTURE(sign))
        return _REPEATED_MARK.sub("", kept)
