"""The verdict on what a reader pastes: that of the comparison, with one exception.

The same words have the same verdict here and where an editor cites them. The exception is a source
that gives only a part of the words: an editor cites it for that part, and the page says so
("gives a part"); of a claim it does not show the rest, so that the claim is altered, or unverified
where the part is small. Pure: no Django.
"""

from __future__ import annotations

import re
from dataclasses import replace

from principles.provenance.closest import is_close
from principles.provenance.collation import Op
from principles.provenance.findings import Told
from principles.provenance.matching import Finding, Outcome, compare
from principles.provenance.prepared import Prepared
from principles.provenance.telling import Telling, is_telling
from principles.provenance.told import is_mostly, told_runs
from principles.text import Span

_LINE_BREAK = re.compile(r"[^\S\n]?\n[^\S\n]?")
_LETTER = re.compile(r"[^\W\d_]")


def decide(
    claim: str, text: str | Prepared, *, at: int = 0, telling: Telling = is_telling
) -> Finding:
    """Return what comparing the claim with the text shows; offsets count from `at` on.

    As `compare` has it, but where the text gives a part of the claim; and the allowed differences
    of case and full stop at its ends, and where a line breaks, are no typography.
    """
    found = compare(claim, text, telling=telling)
    if found.gives_part:
        if not (is_close(found) or is_mostly(claim, found.told)):
            return shifted(Finding(Outcome.UNVERIFIED, told=found.told), by=at)
        found = replace(found, outcome=Outcome.ALTERED)
    pairs = ((_on_one_line(ours), _on_one_line(theirs)) for ours, theirs in compared(found))
    if found.typography_only and all(ours == theirs for ours, theirs in pairs):
        found = replace(found, typography_only=False)
    return shifted(found, by=at)


def only_told(claim: str, text: Prepared, *, at: int = 0) -> Finding:
    """Return what `decide` does of a claim of which the text has runs at most, but quicker."""
    return shifted(Finding(Outcome.UNVERIFIED, told=told_runs(claim, text)), by=at)


def _on_one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text)


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
    """Return the finding with `by` added to its offsets in the text."""
    if not by:
        return found
    return replace(
        found,
        start=None if found.start is None else found.start + by,
        end=None if found.end is None else found.end + by,
        spans=tuple(_moved(span, by) for span in found.spans),
        told=tuple(Told(run.claim, _moved(run.text, by)) for run in found.told),
        apart=tuple(
            replace(here, left_out=here.left_out and _moved(here.left_out, by))
            for here in found.apart
        ),
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
