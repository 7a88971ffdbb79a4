"""A claim that is the heading of a passage, or begins with it.

A heading is words of the source, but it is set in another letter case as often as not, and it has
no place in the running text: a match in it has its own span. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from principles.provenance.collation import Difference, Op, hides_negation
from principles.provenance.findings import Apart, Finding, Outcome, Parting
from principles.provenance.prepared import Prepared
from principles.text import fold, is_word_boundary, words

_BEFORE = re.compile(r"[\W_]*")
_AFTER = re.compile(r"(?:[\s:\-\u2013\u2014\"'“”‘’]|\.(?!\s?\.))*")
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.)")


def headed(
    quote: str, passage: Prepared, *, compare_rest: Callable[[str], Finding]
) -> Finding | None:
    """Return what is found of a quote that begins with the passage's heading; None if none does.

    What comes after it has to be the passage's beginning, or to follow after an ellipsis; it is
    compared by `compare_rest`. Only the letter case of a heading does not count.
    """
    end = _end_of_heading(quote, passage.heading)
    if end is None:
        return None
    title = (0, len(passage.heading))
    rest = quote[end:]
    if not any(words(rest)):
        return Finding(
            Outcome.VERBATIM,
            heading=title,
            collation=(Difference(Op.EQUAL, passage.heading, quote),),
            typography_only=passage.heading != quote,
        )
    found = compare_rest(rest)
    if found.start is None:
        return None
    return replace(
        _after_heading(found, passage.text, is_marked=bool(_ELLIPSIS.match(rest))),
        heading=title,
        collation=(
            Difference(Op.EQUAL, passage.heading, quote[:end]),
            *_left_out(found, passage.text),
            *found.collation,
        ),
    )


def _end_of_heading(quote: str, heading: str) -> int | None:
    """Return where the quote goes on after the heading and a mark behind it; None without it."""
    title, folded = fold(heading).text.rstrip("."), fold(quote)
    first = _BEFORE.match(folded.text)
    start = first.end() if first else 0
    begins = re.compile(re.escape(title.lstrip("\"'")), re.IGNORECASE).match(folded.text, start)
    if not title or begins is None or begins.end() == start:
        return None
    end = folded.span(start, begins.end())[1]
    if not is_word_boundary(quote, end):
        return None
    after = _AFTER.match(quote, end)
    end = after.end() if after else end
    return end if end == len(quote) or quote[end].isalnum() or quote[end] in "[(….$€£" else None


def _left_out(found: Finding, text: str) -> list[Difference]:
    before = text[: found.start]
    return [Difference(Op.DELETE, before, "")] if any(words(before)) else []


def _after_heading(found: Finding, text: str, *, is_marked: bool) -> Finding:
    """Return the finding as it counts after the heading: what is left out between needs a mark."""
    before = text[: found.start]
    if not any(words(before)):
        return replace(found, before="", typography_only=found.outcome == Outcome.VERBATIM)
    begun = replace(found, start=0, before="", typography_only=False)
    if found.outcome in {Outcome.VERBATIM, Outcome.ELIDED} and is_marked:
        outcome = Outcome.ALTERED if hides_negation(before) else Outcome.ELIDED
        return replace(begun, outcome=outcome)
    parted = Apart(0, Parting.LEFT_OUT, (0, found.start or 0))
    return replace(begun, outcome=Outcome.ALTERED, gives_part=False, apart=(parted,))
