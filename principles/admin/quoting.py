"""Whether words are quoted as the site quotes: without outer marks, in whole sentences.

A sentence is cut out of a text by rule, and rules err; so words count as torn out of a sentence
only where a word or a comma stands right beside them in it. After a colon, a quotation mark, a
bracket or a line break a quote may begin, and before one it may end.
"""

from __future__ import annotations

import re

from principles.models import Citation, Verdict
from principles.text import Span, sentences
from principles.text.characters import DOUBLE

OUTER_MARKS = re.compile(rf"[{DOUBLE}][^{DOUBLE}]*[{DOUBLE}]")
_GOES_ON_BEFORE = re.compile(r"[\w,][^\S\n]*\Z")
_GOES_ON_AFTER = re.compile(r"[^\S\n]*,?[^\S\n]*\w")


def has_outer_marks(text: str) -> bool:
    """Tell whether a pair of quotation marks encloses the text, and no others are in it."""
    return OUTER_MARKS.fullmatch(text.strip()) is not None


def without_marks(text: str) -> str:
    """Return words cut out of a text without the quotation mark that opens or closes them there."""
    words = text.strip()
    marks = re.findall(f"[{DOUBLE}]", words)
    if has_outer_marks(words) or len(marks) == 1:
        return words.strip(DOUBLE).strip()
    return words


def torn_at(passage: str, place: Span) -> str:
    """Return how the words at the place are torn out of a sentence of the passage.

    One of "begins", "ends", "begins and ends", and nothing if they are whole.
    """
    first, last = place
    verbs = []
    for start, end in sentences(passage):
        if start < first < end and _GOES_ON_BEFORE.search(passage, start, first):
            verbs.append("begins")
        if start < last < end and _GOES_ON_AFTER.match(passage, last, end):
            verbs.append("ends")
    return " and ".join(verbs)


def torn_sentence(citations: list[tuple[str, str, Span | None]]) -> str:
    """Return a sentence for the editor if the quote is torn wherever it was found, else nothing.

    Each citation gives the label and text of its passage and the span of the words in it.
    """
    torn = [(label, torn_at(text, place)) for label, text, place in citations if place]
    if not torn or not all(verbs for _, verbs in torn):
        return ""
    label, verbs = torn[0]
    return (
        f"The quote {verbs} in the middle of a sentence of “{label}”: quote the whole sentence, "
        "or mark it as a fragment."
    )


def recorded_place(citation: Citation) -> Span | None:
    """Return the span of the words in the passage, if it has all of them and no others."""
    is_there = citation.verdict in {Verdict.VERBATIM, Verdict.ELIDED} and not citation.gives_part
    if not is_there or citation.start is None or citation.end is None:
        return None
    return citation.start, citation.end
