"""A stored passage made ready to be compared with many quotes.

Folding a long passage and cutting it into tokens costs more than looking for a quote in it, and a
passage of a book may have hundreds of quotes. Each step is taken once, when it is first needed.
Pure: no Django.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from principles.provenance.collation import Token, plain_tokens, plain_words, tokens
from principles.provenance.telling import plain
from principles.text import Folded, Span, fold, paragraphs, sentences, words
from principles.text.characters import IDEOGRAPHS

_ATOM = re.compile(r"[^\W_]+")
_CLOSING_UP = ("-", "...", '"')
_CLOSED_UP = re.compile(f"[{IDEOGRAPHS}]")


def small(text: str) -> str:
    """Return the text in small letters, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


class Prepared:
    """The text of a passage, and its heading if it has one, with what comparing needs of them.

    `parts` are its paragraphs made ready before, each with the offset at which it stands.
    """

    def __init__(self, text: str, *, heading: str = "", parts: Sequence[Part] = ()) -> None:
        self.text = text
        self.heading = heading
        self._parts = parts

    @cached_property
    def in_small_letters(self) -> Prepared:
        """Return the passage in small letters, with the same offsets and no heading."""
        return Prepared(small(self.text))

    @cached_property
    def folded(self) -> Folded:
        """Return the folded text."""
        return fold(self.text)

    @cached_property
    def folded_text(self) -> str:
        """Return the folded text alone, put together from paragraphs where they are folded."""
        if not self._parts or not self._is_joined:
            return self.folded.text
        text = ""
        for _, part in self._parts:
            is_closed_up = text.endswith(_CLOSING_UP) or part.folded.text[0] == '"'
            text += part.folded.text if not text or is_closed_up else f" {part.folded.text}"
        return text

    @cached_property
    def _is_joined(self) -> bool:
        """Tell whether the text folds as its paragraphs do, with nothing but a space between."""
        ends = [by + len(part.text) for by, part in self._parts]
        starts = [by for by, _ in self._parts]
        return (
            (starts[0], ends[-1]) == (0, len(self.text))
            and all(self.text[a:b].isspace() for a, b in zip(ends, starts[1:], strict=False))
            and all(part.is_joinable for _, part in self._parts)
        )

    @cached_property
    def is_joinable(self) -> bool:
        """Tell whether the text folds alike beside others: all is seen at its ends, as in prose."""
        text, folded = self.text, self.folded
        if not folded.text or (folded.starts[0], folded.ends[-1]) != (0, len(text)):
            return False
        is_begun = folded.text[0].isalnum() or folded.text[0] in "\"'("
        return is_begun and not _CLOSED_UP.search(text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the words and signs."""
        return tokens(self.folded, length=len(self.text))

    def tokens_between(self, first: int, last: int) -> list[Token]:
        """Return the words and signs of that range."""
        return tokens(self.folded, length=len(self.text), first=first, last=last)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """Return how often each word stands there, as words are aligned."""
        return Counter(self.ordered)

    @cached_property
    def bare_counts(self) -> Counter[str]:
        """Return the same without accents."""
        if all(map(str.isascii, self.word_counts)):
            return self.word_counts
        return Counter(map(bare, self.ordered))

    @cached_property
    def has_compounds(self) -> bool:
        """Tell whether a word may have another in it, as in *and/or*."""
        return not all(word.replace("'", "").isalnum() for word in self.word_counts)

    @cached_property
    def atoms(self) -> frozenset[str]:
        """Return the rows of letters and figures that its words are made of."""
        return frozenset(atom for word in self.word_counts for atom in atoms(word))

    @cached_property
    def fours(self) -> frozenset[tuple[str, ...]]:
        """Return the different runs of four words."""
        return frozenset(zip(*(self.ordered[n:] for n in range(4)), strict=False))

    @cached_property
    def breaks(self) -> list[tuple[str, str]] | None:
        """Return the words before and after each break of a line and each ellipsis.

        None where they cannot be told, as no space stands between words there.
        """
        if _CLOSED_UP.search(self.text):
            return None
        if self._parts and self._is_joined:
            worded = [part for _, part in self._parts if part.ordered]
            between = [(a.ordered[-1], b.ordered[0]) for a, b in pairwise(worded)]
            return between + [pair for part in worded for pair in part.breaks or ()]
        lines = [_outer_words(line) for line in self.text.split("\n")]
        found = [*pairwise(filter(None, lines))]
        if "..." in self.folded_text:
            parts = [_outer_words(part) for part in self.folded_text.split("...")]
            found += pairwise(filter(None, parts))
        return [(before[-1], after[0]) for before, after in found]

    @cached_property
    def plain_tokens(self) -> list[str]:
        """Return the words and signs as they are aligned, without their places."""
        if self._parts and self._is_joined:
            return [token for _, part in self._parts for token in part.plain_tokens]
        return plain_tokens(self.folded)

    @cached_property
    def ordered(self) -> list[str]:
        """Return the words in order, as they are aligned."""
        return [token for token in self.plain_tokens if token[0].isalnum()]

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
        if self._parts:
            return [_moved(span, by) for by, part in self._parts for span in part.sentences]
        return list(sentences(self.text))

    @cached_property
    def words(self) -> list[Span]:
        """Return where each word begins and ends."""
        if self._parts:
            return [_moved(span, by) for by, part in self._parts for span in part.words]
        return list(words(self.text))

    @cached_property
    def plain_words(self) -> list[str]:
        """Return the words folded and in small letters."""
        if self._parts:
            return [word for _, part in self._parts for word in part.plain_words]
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


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def atoms(word: str) -> tuple[str, ...]:
    """Return the rows of letters and figures in a word: most often itself."""
    return (word,) if word.isalnum() else tuple(_ATOM.findall(word))


def bare(word: str) -> str:
    """Return the word without accents."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _outer_words(line: str) -> list[str]:
    """Return the words of the first and the last piece of the line that has any."""
    pieces = [piece for piece in line.split() if any(map(str.isalnum, piece))]
    return [word for piece in (*pieces[:1], *pieces[-1:]) for word in plain_words(fold(piece))]


Part = tuple[int, Prepared]
"""Where a paragraph begins in a text, and the paragraph."""
