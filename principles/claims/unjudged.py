"""What of a pasted text is no claim: the paster's prose, labels, and marks of where it was copied.

Every character that is not white space is in a claim, in a name, or in what is returned here. Pure:
no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from principles.claims.pasted import Claim, Name, Pasted
from principles.text import Span, words

_NUMBER = re.compile(r"\(?\d{1,4}[.):]?|[^\W\d_][.):]")  # of a line or a point, and no more


class Sort(StrEnum):
    """What words that are no claim are."""

    PROSE = "prose"  # the paster's own words
    LABEL = "label"  # in front of a claim, or the head of a table
    MARK = "mark"  # of where it was copied, or of how it was written down


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A stretch of the pasted text that is no claim and no name."""

    start: int
    end: int
    sort: Sort


def unjudged(pasted: Pasted, claims: Iterable[Claim], names: Iterable[Name]) -> list[Unjudged]:
    """Return what is neither one of the claims nor one of the names, in order; linear time."""
    sorts: list[Sort | None] = [Sort.MARK] * len(pasted.text)
    plain = pasted.plain
    for sign, start, end in zip(plain.text, plain.starts, plain.ends, strict=True):
        if pasted.text[start:end] == sign:
            sorts[start] = Sort.PROSE
    _set(sorts, pasted.marks, Sort.MARK)
    _set(sorts, pasted.labels, Sort.LABEL)
    _set(sorts, (name.stretch for name in pasted.names), Sort.LABEL)
    _set(sorts, (name.stretch for name in names), None)
    _set(sorts, ((claim.start, claim.end) for claim in claims), None)
    return list(_runs(pasted.text, sorts))


def _set(sorts: list[Sort | None], spans: Iterable[Span], sort: Sort | None) -> None:
    for start, end in spans:
        sorts[start:end] = [sort] * (end - start)


def _runs(text: str, sorts: Sequence[Sort | None]) -> Iterable[Unjudged]:
    place = 0
    for sort, run in groupby(sorts):
        end = place + sum(1 for _ in run)
        body = text[place:end]
        if sort is not None and body.strip():
            start = place + len(body) - len(body.lstrip())
            last = place + len(body.rstrip())
            is_words = any(words(text[start:last]))
            is_number = sort == Sort.PROSE and _is_number(text, (start, last))
            yield Unjudged(start, last, sort if is_words and not is_number else Sort.MARK)
        place = end


def _is_number(text: str, span: Span) -> bool:
    """Tell whether the span is only the number or the letter that a line begins with."""
    if not _NUMBER.fullmatch(text, *span):
        return False
    return not text[text.rfind("\n", 0, span[0]) + 1 : span[0]].strip()
