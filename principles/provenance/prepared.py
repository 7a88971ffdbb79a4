"""A stored passage made ready to be compared with many quotes.

Folding a long passage and cutting it into tokens costs more than looking for a quote in it, and a
passage of a book may have hundreds of quotes. Each step is taken once, when it is first needed.
Pure: no Django.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain, pairwise, takewhile

from principles.provenance.collation import Token, plain_tokens, tokens
from principles.provenance.fours import Four, fours, over_ends
from principles.provenance.joined import Joined
from principles.provenance.telling import plain
from principles.provenance.wording import atoms, bare, outer_words
from principles.text import Folded, Span, fold, paragraphs, sentences, words
from principles.text.characters import IDEOGRAPHS

_CLOSING_UP = ("-", "...", '"')
_CLOSED_UP = re.compile(f"[{IDEOGRAPHS}]")
_LONG = 4_000  # characters; of a longer text no more words are read than are aligned


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
        """Return the folded text, put together from paragraphs where they are folded."""
        if not self._folds_alike:
            return fold(self.text)
        pieces: list[tuple[int, Folded]] = []
        for by, part in self._parts:
            if pieces and not self._closes_up(pieces[-1][1].text, part.folded.text):
                last, before = pieces[-1]
                end = last + before.ends[-1]
                pieces.append((end, Folded(" ", (0,), (by - end,))))
            pieces.append((by, part.folded))
        return Folded(
            "".join(folded.text for _, folded in pieces),
            Joined([(by, folded.starts) for by, folded in pieces], move=int.__add__),
            Joined([(by, folded.ends) for by, folded in pieces], move=int.__add__),
        )

    @cached_property
    def folded_text(self) -> str:
        """Return the folded text alone."""
        return self.folded.text

    @staticmethod
    def _closes_up(before: str, after: str) -> bool:
        """Tell whether no space is left between two folded paragraphs."""
        return before.endswith(_CLOSING_UP) or after[0] == '"'

    @cached_property
    def _folds_alike(self) -> bool:
        """Tell whether the text has parts, and folds as they do."""
        return bool(self._parts) and self._is_joined

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
    def tokens(self) -> Sequence[Token]:
        """Return the words and signs."""
        if not self._folds_alike:
            return tokens(self.folded, length=len(self.text))
        starts = [by for by, _ in self._parts[1:]]
        ends = [*starts, len(self.text)]
        pieces = [
            (by, [*part.tokens[:-1], replace(part.tokens[-1], tile=end - by)])
            for (by, part), end in zip(self._parts, ends, strict=True)
        ]
        return Joined(pieces, move=_moved_token)

    def tokens_around(self, first: int, last: int) -> tuple[Sequence[Token], int]:
        """Return words and signs that have that range of them, and the number of the first."""
        if self._folds_alike or len(self.text) <= _LONG:
            return self.tokens, 0
        return tokens(self.folded, length=len(self.text), first=first, last=last), first

    @cached_property
    def word_counts(self) -> Counter[str]:
        """Return how often each word stands there, as words are aligned."""
        return Counter(self.ordered)

    @cached_property
    def bare_counts(self) -> Counter[str]:
        """Return the same without accents."""
        if self._folds_alike:
            if all(part.bare_counts is part.word_counts for _, part in self._parts):
                return self.word_counts
        elif all(map(str.isascii, self.word_counts)):
            return self.word_counts
        return Counter(map(bare, self.ordered))

    @cached_property
    def has_compounds(self) -> bool:
        """Tell whether a word may have another in it, as in *and/or*."""
        if self._folds_alike:
            return any(part.has_compounds for _, part in self._parts)
        return not all(word.replace("'", "").isalnum() for word in self.word_counts)

    @cached_property
    def atoms(self) -> frozenset[str]:
        """Return the rows of letters and figures that its words are made of."""
        if self._folds_alike:
            return frozenset().union(*(part.atoms for _, part in self._parts))
        return frozenset(atom for word in self.word_counts for atom in atoms(word))

    @cached_property
    def fours(self) -> frozenset[Four]:
        """Return the different runs of four words; over the ends of its parts alone, if it has."""
        if self._folds_alike:
            sizes = [len(part.ordered) for _, part in self._parts]
            return frozenset(four for _, four in over_ends(self.ordered, sizes))
        return frozenset(fours(self.ordered))

    def has_four(self, four: Four) -> bool:
        """Tell whether the four words stand in a row."""
        is_within = self._folds_alike and any(four in part.fours for _, part in self._parts)
        return is_within or four in self.fours

    @cached_property
    def breaks(self) -> list[tuple[str, str]] | None:
        """Return the words before and after each break of a line and each ellipsis.

        None where they cannot be told, as no space stands between words there.
        """
        if _CLOSED_UP.search(self.text):
            return None
        if self._folds_alike:
            worded = [part for _, part in self._parts if part.ordered]
            between = [(a.ordered[-1], b.ordered[0]) for a, b in pairwise(worded)]
            return between + [pair for part in worded for pair in part.breaks or ()]
        lines = [outer_words(line) for line in self.text.split("\n")]
        found = [*pairwise(filter(None, lines))]
        if "..." in self.folded_text:
            parts = [outer_words(part) for part in self.folded_text.split("...")]
            found += pairwise(filter(None, parts))
        return [(before[-1], after[0]) for before, after in found]

    @cached_property
    def plain_tokens(self) -> list[str]:
        """Return the words and signs as they are aligned, without their places."""
        if self._folds_alike:
            return list(chain.from_iterable(part.plain_tokens for _, part in self._parts))
        return plain_tokens(self.folded)

    @cached_property
    def ordered(self) -> list[str]:
        """Return the words in order, as they are aligned."""
        if self._folds_alike:
            return list(chain.from_iterable(part.ordered for _, part in self._parts))
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
    def sentences(self) -> Sequence[Span]:
        """Return where each sentence begins and ends."""
        if self._parts:
            return Joined([(by, part.sentences) for by, part in self._parts], move=_moved)
        return list(sentences(self.text))

    @cached_property
    def words(self) -> Sequence[Span]:
        """Return where each word begins and ends."""
        if self._parts:
            return Joined([(by, part.words) for by, part in self._parts], move=_moved)
        return list(words(self.text))

    @cached_property
    def plain_words(self) -> list[str]:
        """Return the words folded and in small letters."""
        if self._parts:
            return list(chain.from_iterable(part.plain_words for _, part in self._parts))
        return [plain(self.text[start:end]) for start, end in self.words]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the different words, folded and in small letters."""
        if self._parts:
            return frozenset().union(*(part.vocabulary for _, part in self._parts))
        return frozenset(self.plain_words)

    def places_of(self, wanted: Mapping[Four, object]) -> dict[Four, list[int]]:
        """Return the runs of four plain words that stand there, each with where it begins.

        Places are the numbers of words, in order.
        """
        places: dict[Four, list[int]] = {}
        for place, four in sorted(self.among(wanted)):
            places.setdefault(four, []).append(place)
        return places

    def among(self, wanted: Mapping[Four, object]) -> Iterator[tuple[int, Four]]:
        """Yield the runs of four plain words that are wanted, and where, in any order."""
        if self._parts:
            found: Iterable[tuple[int, Four]] = self._fours_over_ends
            for by, (_, part) in zip(self._words_before, self._parts, strict=True):
                yield from ((place + by, four) for place, four in part.among(wanted))
        elif not self._plain_fours.isdisjoint(wanted):
            found = enumerate(fours(self.plain_words))
        else:
            return
        yield from (pair for pair in found if pair[1] in wanted)

    @cached_property
    def _plain_fours(self) -> frozenset[Four]:
        """Return the different runs of four plain words."""
        return frozenset(fours(self.plain_words))

    @cached_property
    def _fours_over_ends(self) -> list[tuple[int, Four]]:
        """Return the runs of four plain words that lie in none of its parts, and where."""
        sizes = [len(part.plain_words) for _, part in self._parts]
        return list(over_ends(self.plain_words, sizes))

    @cached_property
    def _words_before(self) -> list[int]:
        """Return how many words stand before each of its parts."""
        return [0, *accumulate(len(part.words) for _, part in self._parts)][:-1]

    @cached_property
    def sentence_words(self) -> Sequence[Span]:
        """Return the numbers of the words with which each sentence begins and ends."""
        if self._parts:
            pieces = [
                (by, part[1].sentence_words)
                for by, part in zip(self._words_before, self._parts, strict=True)
            ]
            return Joined(pieces, move=_moved)
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


def _moved_token(token: Token, by: int) -> Token:
    start, end, tile = token.start + by, token.end + by, token.tile + by
    return replace(token, start=start, end=end, tile=tile)


Part = tuple[int, Prepared]
"""Where a paragraph begins in a text, and the paragraph."""
