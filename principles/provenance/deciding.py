"""The verdict on a pasted sentence: the comparison, read as strictly as a claim deserves.

A quote on record was chosen by an editor; a pasted sentence can come from anywhere. So a source
that gives a part of it does not show the rest, and words common to all writing do not make a
stretch of text its closest. Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import replace

from principles.provenance.collation import Op
from principles.provenance.matching import Finding, Outcome, compare
from principles.provenance.prepared import Prepared
from principles.provenance.runs import shared_runs
from principles.provenance.telling import is_telling, plain
from principles.text import words

_LETTER = re.compile(r"[^\W\d_]")


def decide(claim: str, text: str | Prepared, *, at: int = 0) -> Finding:
    """Return what comparing the claim with the text shows; offsets count from `at` on.

    Words of the claim that the text lacks make it altered at best, and unverified where the words
    that they share are few or common.
    """
    found = compare(claim, text)
    if found.gives_part:
        found = replace(found, outcome=Outcome.ALTERED)
    if found.outcome == Outcome.ALTERED and not _is_close(found):
        return Finding(Outcome.UNVERIFIED)
    if found.typography_only and all(ours == theirs for ours, theirs in compared(found)):
        found = replace(found, typography_only=False)
    return shifted(found, by=at)


def compared(found: Finding) -> list[tuple[str, str]]:
    """Return the matching words as pairs of claim and text, without the allowed differences.

    These are the case of the first letter and a full stop at the end; neither is typography.
    """
    pairs = [(d.quote_words, d.source_words) for d in found.collation if d.op == Op.EQUAL]
    if pairs:
        pairs[0] = _begun_alike(*pairs[0])
        ours, theirs = pairs[-1]
        is_stopped = ours.endswith(".") and not theirs.endswith((".", "…"))
        pairs[-1] = ours.removesuffix(".") if is_stopped else ours, theirs
    return pairs


def _begun_alike(ours: str, theirs: str) -> tuple[str, str]:
    """Return both texts, with the first letter of ours in the case that theirs has."""
    one, other = _LETTER.search(ours), _LETTER.search(theirs)
    if not one or not other or one[0].swapcase() != other[0]:
        return ours, theirs
    return ours[: one.start()] + other[0] + ours[one.end() :], theirs


def shifted(found: Finding, *, by: int) -> Finding:
    """Return the finding with `by` added to its offsets."""
    if found.start is None or found.end is None or not by:
        return found
    spans = tuple((start + by, end + by) for start, end in found.spans)
    return replace(found, start=found.start + by, end=found.end + by, spans=spans)


def _is_close(found: Finding) -> bool:
    """Tell whether the text has more than half of the claim's words, and of its uncommon ones.

    The order counts; case and punctuation, which may differ at every word, do not.
    """
    ours = _words("".join(d.quote_words for d in found.collation))
    theirs = _words("".join(d.source_words for d in found.collation))
    runs = shared_runs(theirs, ours)
    shared = [word for run in runs for word in ours[run.quote : run.quote + run.size]]
    telling = sum(map(is_telling, ours))
    told = sum(map(is_telling, shared))
    return len(shared) == len(ours) or (len(shared) * 2 > len(ours) and told * 2 > telling)


def _words(text: str) -> list[str]:
    return [plain(text[start:end]) for start, end in words(text)]
