"""The words of a text that a query matched, marked so that no markup can get in.

The index says which of an entry's own words matched, in its own normal form. Here the text is cut
at those words, every piece is escaped on its own and the marks are put between the pieces: there
is no placeholder that a text could imitate. A letter that this normal form does not know costs a
mark, never a result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from principles.gaps import without_hidden
from principles.text import UNSPACED, Span, sentences

LONGEST_SNIPPET = 320  # characters
KEPT = 128  # texts with what is marked in them, over all requests
AROUND = 110  # characters kept on either side of a match in a sentence that is too long

Placed = tuple[int, int, str]  # where a word begins and ends, and its normal form

_INSIDE = "'’‘ʼ´`\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_LETTER = rf"[^\W_{UNSPACED}]"
_WORD = re.compile(
    rf"[{UNSPACED}][{_MARKS}]*|{_LETTER}(?:[{_INSIDE}{_MARKS}]*{_LETTER})*[{_MARKS}]*"
)
_COMPOUND = re.compile(
    r"[^\W_]+(?:[-‐‑][^\W_]+)+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|\b(?P<initials>(?:[^\W\d_]\.){2,}[^\W\d_]?)(?!\w)"
)
_AFTER_ARTICLE = re.compile(r"\b[^\W\d_]{1,2}['’ʼ](?P<word>[^\W_]+(?:['’ʼ][^\W_]+)*)")
_ADDRESSES = re.compile(r"(?<=\])\([^)]*\)")
_MARKDOWN = re.compile(r"^[#>*+-]+ |[*_`\[\]]+", re.MULTILINE)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked: words, and phrases as sequences of words, in the index's normal form."""

    forms: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()

    def spans(self, text: str) -> list[Span]:
        """Return where the text has any of them, in order, merged where they meet."""
        return list(_spans(self, text))

    def found_in(self, text: str) -> set[str]:
        """Return those that the text has, each in the index's normal form."""
        return {" ".join(_normal(text[start:end])) for start, end in self.spans(text)}

    def are_in(self, text: str) -> bool:
        """Say whether the text has any of them."""
        return bool(_spans(self, text))


def highlight(text: str, marks: Marks) -> SafeString:
    """Return the text as HTML whose only element is `<mark>`."""
    return _marked(text, marks.spans(text), (0, len(text)))


def emphasised(text: str) -> SafeString:
    """Return the whole text marked."""
    return _marked(text, [(0, len(text))], (0, len(text)))


def plain(markdown: str) -> str:
    """Return a principle's body as running text, without references, addresses and signs."""
    paragraphs = [without_hidden(text, ()) for text in markdown.split("\n\n")]
    return _MARKDOWN.sub("", _ADDRESSES.sub("", "\n\n".join(filter(None, paragraphs))))


def snippet(text: str, marks: Marks) -> SafeString:
    """Return the sentences that match, marked, about 320 characters of them; else the first."""
    spans = marks.spans(text)
    whole = list(sentences(text))
    chosen = [(s, e) for s, e in whole if any(a < e and b > s for a, b in spans)] or whole[:1]
    pieces: list[Span] = []
    for start, end in chosen:
        shown = _shortened(text, (start, end), spans)
        if pieces and sum(b - a for a, b in pieces) + shown[1] - shown[0] > LONGEST_SNIPPET:
            break
        pieces.append(shown)
    return _joined_pieces(text, pieces, spans=spans, whole=whole)


def _joined_pieces(
    text: str, pieces: Sequence[Span], *, spans: Sequence[Span], whole: Sequence[Span]
) -> SafeString:
    starts, ends = {start for start, _ in whole}, {end for _, end in whole}
    shown: list[str] = []
    last = -1
    for start, end in pieces:
        if shown:
            shown.append(" " if not text[last:start].strip() else " … ")
        elif start not in starts:
            shown.append("… ")
        shown.append(_marked(text, spans, (start, end)))
        last = end
    if pieces and pieces[-1][1] not in ends:
        shown.append(" …")
    return mark_safe("".join(shown))  # noqa: S308 (every piece is escaped)


def _shortened(text: str, sentence: Span, spans: Sequence[Span]) -> Span:
    """Return the sentence, or the words around its first match where it is too long."""
    start, end = sentence
    if end - start <= LONGEST_SNIPPET:
        return sentence
    match = next(((a, b) for a, b in spans if a < end and b > start), (start, start))
    left = max(start, match[0] - AROUND)
    right = min(end, max(match[1] + AROUND, left + LONGEST_SNIPPET // 2), left + LONGEST_SNIPPET)
    if left > start:
        left = text.find(" ", left, match[0]) + 1 or left
    if right < end:
        right = max(text.rfind(" ", match[1], right), 0) or right
    return left, right


def _marked(text: str, spans: Iterable[Span], shown: Span) -> SafeString:
    first, last = shown
    pieces: list[str] = []
    place = first
    clipped = ((max(start, first), min(end, last)) for start, end in spans)
    for start, end in clipped:
        if start >= end:
            continue
        pieces += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    pieces.append(escape(text[place:last]))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece of the text is escaped)


@lru_cache(maxsize=KEPT)  # a result asks up to six times of each of its texts
def _spans(marks: Marks, text: str) -> tuple[Span, ...]:
    forms = marks.forms

    def have(words: Sequence[str]) -> bool:
        return bool(words) and forms.issuperset(words)

    words = list(_words(text))
    found = [(start, end) for start, end, word in words if word in forms]
    found += [match.span() for match in _COMPOUND.finditer(text) if have(_joined(match))]
    found += [
        match.span("word")
        for match in _AFTER_ARTICLE.finditer(text)
        if have(_normal(match["word"]))
    ]
    if marks.phrases:
        joined = _with_compounds(text, words)
        for phrase in marks.phrases:
            found += _sequences(words, phrase)
            found += _sequences(joined, phrase)
    return tuple(_merged(found))


def _words(text: str) -> Iterator[Placed]:
    for found in _WORD.finditer(text):
        for word in _normal(found[0]):
            yield found.start(), found.end(), word


def _with_compounds(text: str, words: Sequence[Placed]) -> list[Placed]:
    """Return the words with each compound as one, as a phrase may have it; none without any."""
    joined: list[Placed] = []
    place = 0
    for found in _COMPOUND.finditer(text):
        start, end = found.span()
        while place < len(words) and words[place][0] < start:
            joined.append(words[place])
            place += 1
        while place < len(words) and words[place][0] < end:
            place += 1
        joined += [(start, end, word) for word in _joined(found)]
    return [*joined, *words[place:]] if joined else []


def _normal(word: str) -> list[str]:
    """Return the words as `principles_qnorm` would, in the scripts that it changes."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    bare = "".join(c for c in word if c not in _INSIDE)
    apart = unicodedata.normalize("NFKD", bare)
    letters = "".join(c for c in apart if not unicodedata.combining(c)).lower()
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", letters.translate(_LETTERS)))


def _joined(compound: re.Match[str]) -> list[str]:
    signs = r"\." if compound["initials"] else r"[-‐‑,]"
    return _normal(re.sub(signs, "", compound[0]))


def _sequences(words: Sequence[Placed], phrase: tuple[str, ...]) -> Iterator[Span]:
    length = len(phrase)
    for place in range(len(words) - length + 1) if length else ():
        if all(words[place + n][2] == word for n, word in enumerate(phrase)):
            yield words[place][0], words[place + length - 1][1]


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
