"""A stored passage made ready to be compared with many quotes.

Folding a long passage and cutting it into tokens costs more than looking for a quote in it, and a
passage of a book may have hundreds of quotes. Each step is taken once, when it is first needed.
Pure: no Django.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import takewhile

from principles.provenance.collation import Token, tokens
from principles.provenance.telling import plain
from principles.text import Folded, Span, fold, paragraphs, sentences, words


class Prepared:
    """The text of a passage, and its heading if it has one, with what comparing needs of them."""

    def __init__(self, text: str, *, heading: str = "") -> None:
        self.text = text
        self.heading = heading

    @cached_property
    def folded(self) -> Folded:
        """Return the folded text."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the words and signs."""
        return tokens(self.folded, length=len(self.text))

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Return where each paragraph begins and ends."""
        return list(paragraphs(self.text))

    @cached_property
    def paragraph_ends(self) -> list[int]:
        """Return where each paragraph ends."""
        return [end for _, end in self.paragraphs]

    @cached_property
    def sentences(self) -> list[Span]:
        """Return where each sentence begins and ends."""
        return list(sentences(self.text))

    @cached_property
    def words(self) -> list[Span]:
        """Return where each word begins and ends."""
        return list(words(self.text))

    @cached_property
    def plain_words(self) -> list[str]:
        """Return the words folded and in small letters."""
        return [plain(self.text[start:end]) for start, end in self.words]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the different words, folded and in small letters."""
        return frozenset(self.plain_words)

    @cached_property
    def sentence_words(self) -> list[Span]:
        """Return the numbers of the words with which each sentence begins and ends."""
        starts = [start for start, _ in self.words]
        return [(bisect_left(starts, a), bisect_left(starts, b)) for a, b in self.sentences]

    def sentences_near(self, span: Span) -> list[Span]:
        """Return the sentences of the paragraphs that the span touches; no others are cut."""
        first = bisect_right(self.paragraph_ends, span[0])
        near = takewhile(lambda paragraph: paragraph[0] < span[1], self.paragraphs[first:])
        return [
            (start + at, end + at)
            for at, last in near
            for start, end in sentences(self.text[at:last])
        ]

    def sentences_around(self, span: Span) -> Span:
        """Return the span, widened to where its first sentence begins and its last ends."""
        touched = [s for s in self.sentences_near(span) if s[0] < span[1] and s[1] > span[0]]
        first, last = touched[:1], touched[-1:]
        start = min([span[0], *(s[0] for s in first)])
        return start, max([span[1], *(s[1] for s in last)])
