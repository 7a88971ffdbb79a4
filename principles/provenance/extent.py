"""How much of a text a claim is: too few words to tell, or whole sentences.

Two or three words stand in any text; a sentence of three words stands in few. Pure: no Django.
"""

from __future__ import annotations

from itertools import islice

from principles.provenance.findings import Finding, Outcome
from principles.provenance.prepared import Prepared
from principles.provenance.quotation import words_of
from principles.text import Span, words

FEWEST_WORDS = 4
"""A claim of fewer words is too short to tell, unless it is a whole sentence or heading."""


def is_short(claim: str) -> bool:
    """Tell whether the claim has fewer than four words."""
    return len(list(islice(words(claim), FEWEST_WORDS))) < FEWEST_WORDS


def whole_sentences(found: Finding, passage: Prepared) -> tuple[Span, ...]:
    """Return the sentences of the passage that the match consists of, whole; empty if it is not so.

    The passage is the one compared with: offsets as `compare` gives them, not shifted.
    """
    if found.outcome != Outcome.VERBATIM or found.start is None or found.end is None:
        return ()
    start, end = words_of(passage.text, (found.start, found.end))
    touched = _touched((start, end), passage)
    if not touched:
        return ()
    first = words_of(passage.text, touched[0])[0]
    last = words_of(passage.text, touched[-1])[1]
    return tuple(touched) if (first, last) == (start, end) else ()


def is_whole_sentence(found: Finding, passage: Prepared) -> bool:
    """Tell whether the match is one or more whole sentences of the passage, or its heading."""
    is_heading = found.heading is not None and found.start is None
    return is_heading or bool(whole_sentences(found, passage))


def sentence_count(found: Finding, passage: Prepared) -> int:
    """Count the sentences of the passage from which the matched parts come."""
    return len({sentence for span in found.spans for sentence in _touched(span, passage)})


def _touched(span: Span, passage: Prepared) -> list[Span]:
    return [
        (start, end)
        for start, end in passage.sentences_near(span)
        if start < span[1] and end > span[0]
    ]
