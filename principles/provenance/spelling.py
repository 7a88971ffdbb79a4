"""Other spellings of a claim that are typography: bold or capital letters, broken lines, marks.

What is pasted has been through editors that the folding knows nothing of. Rather than fold the
stored texts further, the claim is respelt as its text would have it and compared again; offsets
lead back to what was pasted. A claim wholly in capitals is compared in small letters with the
passage in small letters. Pure: no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from principles.provenance.collation import Difference
from principles.provenance.findings import Finding, Told
from principles.provenance.prepared import Prepared, small
from principles.provenance.quotation import quotations
from principles.provenance.telling import plain
from principles.text import Span, words

_LETTERLIKE = (
    "\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134\u2139"
    "\u213c-\u213f\u2145-\u2149"
)
_MATHEMATICAL = re.compile(f"[{_LETTERLIKE}\U0001d400-\U0001d7ff]")
_FULLWIDTH = re.compile("[\uff01-\uff5e]")
_FULLWIDTH_LETTER = re.compile("[\uff21-\uff3a\uff41-\uff5a]")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]+\s+(?=[^\W\d_])")
_LETTERS_BEFORE = re.compile(r"[^\W_]+$")
_LETTERS_AFTER = re.compile(r"[^\W_]+")
_LONGEST_WORD = 40  # letters
_LONE = re.compile(r"(?<!\w)[‘‚‹'](?=\w)|(?<=[.,!?…])[’›'](?!\w)")
_DOUBLED = str.maketrans("‘’‚‛‹›'", '“”„‟«»"')
_SINGLED = str.maketrans('“”„‟«»"', "‘’‚‛‹›'")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A claim respelt: for each of its characters, where that stands in the claim.

    It is compared with `passage`, whose offsets are those of the stored one.
    """

    claim: str
    text: str
    places: Sequence[int] = field(repr=False)
    passage: Prepared = field(repr=False)

    def restored(self, found: Finding, *, stored: Prepared) -> Finding:
        """Return what was found of the respelt claim as found of the claim in the stored text."""
        ends = accumulate(len(d.quote_words) for d in found.collation)
        cuts = [0, *(self._place(end) for end in ends)]
        collation = tuple(
            Difference(d.op, source, self.claim[start:end])
            for d, source, start, end in zip(
                found.collation, self._sources(found, stored), cuts, cuts[1:], strict=False
            )
        )
        told = tuple(Told(self._span(run.claim), run.text) for run in found.told)
        is_respelt = self.text != self.claim and found.outcome == "verbatim"
        return replace(
            found,
            collation=collation,
            told=told,
            typography_only=found.typography_only or is_respelt,
        )

    def _sources(self, found: Finding, stored: Prepared) -> list[str]:
        """Return the source sides of the collation as the stored text has them."""
        sides = [d.source_words for d in found.collation]
        if self.passage is stored:
            return sides
        ends = list(accumulate(map(len, sides), initial=found.start or 0))
        return [stored.text[start:end] for start, end in pairwise(ends)]

    def _place(self, end: int) -> int:
        return self.places[end] if end < len(self.places) else len(self.claim)

    def _span(self, span: Span) -> Span:
        return self.places[span[0]], self.places[span[1] - 1] + 1


def joins_lines(claim: str) -> bool:
    """Tell whether another spelling of the claim may join words that a hyphen parts."""
    return bool(_LINE_END.search(claim))


def spellings(claim: str, passage: Prepared) -> Iterator[Spelling]:
    """Yield the claim as it stands, and then as the passage may spell it, where that differs.

    Letters of the mathematical and fullwidth alphabets as plain ones; words joined that a hyphen
    parts before a line's end, if the passage has them so; inner quotation marks turned; and small
    letters, beside a passage in small letters, for a claim that has none.
    """
    yield Spelling(claim, claim, range(len(claim)), passage)
    cleaned = _joined(claim, _plain_letters(claim), passage)
    turned = replace(cleaned, text=_turned(cleaned.text))
    if cleaned.text != claim:
        yield cleaned
    if turned.text != cleaned.text:
        yield turned
    if cleaned.text.isupper() and sum(1 for _ in words(cleaned.text)) > 1:
        for each in dict.fromkeys((cleaned.text, turned.text)):
            yield replace(cleaned, text=small(each), passage=passage.in_small_letters)


def _plain_letters(claim: str) -> str:
    """Return the claim with plain letters and figures, of the same length."""
    plain_letters = _MATHEMATICAL.sub(_compatible, claim)
    if _FULLWIDTH_LETTER.search(claim):
        plain_letters = _FULLWIDTH.sub(_compatible, plain_letters)
    return plain_letters


def _compatible(sign: re.Match[str]) -> str:
    """Return the one character that the sign is compatible with, or the sign itself."""
    other = unicodedata.normalize("NFKC", sign[0])
    return other if len(other) == 1 else sign[0]


def _joined(claim: str, text: str, passage: Prepared) -> Spelling:
    """Return the text without those hyphens at a line's end that the passage's words lack."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for hyphen in _LINE_END.finditer(text):
        start, end = hyphen.span()
        before = _LETTERS_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        after = _LETTERS_AFTER.match(text, end, end + _LONGEST_WORD)
        if before and after and plain(before[0] + after[0]) in passage.vocabulary:
            pieces.append(text[done:start])
            places += range(done, start)
            done = end
    places += range(done, len(text))
    return Spelling(claim, "".join([*pieces, text[done:]]), places, passage)


def _turned(text: str) -> str:
    """Return the text with single quotation marks for double ones and double for single.

    A claim may end inside a quotation or begin in one; a lone single mark is then turned, too.
    """
    signs = list(text)
    for pair in quotations(text):
        for place in (pair.opening, pair.closing):
            if 0 <= place < len(text):
                turn = _DOUBLED if pair.is_single else _SINGLED
                signs[place] = text[place].translate(turn)
    for mark in _LONE.finditer(text):
        if signs[mark.start()] == mark[0]:
            signs[mark.start()] = mark[0].translate(_DOUBLED)
    return "".join(signs)
