"""A text without its references to quotes that are not public, and without the gaps of these.

A reference that follows what it supports, as “Then wait.[Q4]” or “Then wait [Q4].”, goes alone,
with the space before it. One that is a word of its sentence, as “As [Q4] says” or “See [Q4].”,
cannot: the whole sentence goes, or the brackets around it. Decided by the characters around it, and
after a space by the word before it and what follows. Where the sentence shares signs of emphasis
with others, the whole text goes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from principles.models.references import REFERENCE
from principles.text import Span, sentences

REFERENCE_IN_BODY = re.compile(rf"{REFERENCE}(?!\(|\[(?!Q[1-9]))")  # no link of that text
# An escaped character and code come first, since a reference in them is none.
_SCANNED = re.compile(
    rf"\\.|(?<!`)(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)|{REFERENCE_IN_BODY.pattern}", re.DOTALL
)
_OPENING = "([{“‘„«‹—–-/"
_EMPHASIS = "*_"
_SENTENCE_END = re.compile(r"[.!?…][*_\"'”’»)\]]*\Z")
_GOES_ON = re.compile(r"\s+[^\W\d_]")
_NEXT_SENTENCE = re.compile(r"\s*\Z|\s+[^\w\s]*[A-Z\d]")
_WANTS_MORE = re.compile(
    r"\b(?:a|about|above|after|against|also|among|an|and|are|as|at|be|because|before|behind|below"
    r"|beside|between|both|but|by|cf|cited?|cites|compare|contradicts|despite|either|for|from|ha[ds]"
    r"|have|if|in|into|is|its?|like|near|neither|no|nor|not|of|off|on|or|our|over|per|quote[ds]?"
    r"|reads?|repeats|sa[iy]d?|says|see|shows|since|than|that|the|their|then|this|through|to|towards?"
    r"|under|unlike|until|upon|versus|via|vs|was|were|what|when|where|which|while|who|whose|with"
    r"|within|without)\Z",
    re.IGNORECASE,
)  # a sentence ends in one of these only where something was taken away


@dataclass(frozen=True, slots=True)
class _Run:
    """References with nothing but space between them; `kept` are those that are public."""

    start: int
    end: int
    kept: tuple[str, ...]
    has_hidden: bool


def references(text: str) -> list[int]:
    """Return the numbers that the text refers to, in order, as often as it does."""
    return [int(found[2]) for found in _scanned(text)]


def sentence_of(text: str, number: int) -> str:
    """Return the first sentence of the text that refers to the quote; empty if none does."""
    masked = REFERENCE_IN_BODY.sub(lambda found: "”" * len(found[0]), text)
    at = [found.start() for found in _scanned(text) if int(found[2]) == number]
    whole = (text[start:end] for start, end in sentences(masked) if at and start <= at[0] < end)
    return next(whole, "")


def without_hidden(text: str, public: Container[int]) -> str:
    """Return the text without references to other quotes than the public, and without gaps.

    The text is one paragraph, heading or item of a list; empty if nothing of it can stay.
    """
    runs = list(_runs(text, public))
    if not any(run.has_hidden for run in runs):
        return text
    edits: list[tuple[int, int, str]] = []
    doomed: list[_Run] = []
    for run in runs:
        if run.has_hidden:
            edit = _edit(text, run, public)
            edits += [edit] if edit else []
            doomed += [] if edit else [run]
    edits += [(start, end, "") for start, end in _sentences_of(text, doomed, runs)]
    if not all(_is_balanced(text[start:end]) for start, end, _ in edits):
        return ""
    left = _edited(text, edits)
    return left if re.search(r"\w", REFERENCE_IN_BODY.sub("", left)) else ""


def _scanned(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _SCANNED.finditer(text) if found[2])


def _runs(text: str, public: Container[int]) -> Iterator[_Run]:
    together: list[re.Match[str]] = []
    for found in [*_scanned(text), None]:
        if together and (found is None or text[together[-1].end() : found.start()].strip()):
            kept = tuple(each[0] for each in together if int(each[2]) in public)
            yield _Run(together[0].start(), together[-1].end(), kept, len(kept) < len(together))
            together = []
        together += [found] if found else []


def _edit(text: str, run: _Run, public: Container[int]) -> tuple[int, int, str] | None:
    """Return what to put where, so that the run goes alone; None if its sentence has to go."""
    if run.kept:
        return run.start, run.end, " ".join(run.kept)
    if _follows(text, run):
        return len(text[: run.start].rstrip()), run.end, ""
    return _brackets(text, run, public)


def _follows(text: str, run: _Run) -> bool:
    """Say whether the run follows what it supports, and is no word of the sentence."""
    before, after = text[: run.start], text[run.end :]
    lead = before.rstrip()
    bare = lead.rstrip(_EMPHASIS)
    if not bare or bare[-1] in _OPENING or (lead[-1] in _EMPHASIS and after[:1] == lead[-1]):
        return False
    if lead == before and not bare[-1].isspace():
        return True
    if _SENTENCE_END.search(lead):
        return bool(_NEXT_SENTENCE.match(after))
    return not _GOES_ON.match(after) and not _WANTS_MORE.search(bare)


def _brackets(text: str, run: _Run, public: Container[int]) -> tuple[int, int, str] | None:
    """Return the brackets around the run, to be left out with the space before them."""
    start, end = text.rfind("(", 0, run.start), text.find(")", run.end)
    if start < 0 or end < 0 or text[:start].endswith("]"):
        return None
    inside = text[start + 1 : run.start] + text[run.end : end]
    if "(" in inside or ")" in inside or any(number in public for number in references(inside)):
        return None
    return len(text[:start].rstrip()), end + 1, ""


def _sentences_of(text: str, doomed: list[_Run], runs: list[_Run]) -> Iterator[Span]:
    """Yield the sentences that have the runs, with the space after them."""
    if not doomed:
        return
    masked = text
    for run in runs:
        sign = "X" if run in doomed else "”"  # a word, or a mark that closes a sentence
        start = run.start if run in doomed else len(masked[: run.start].rstrip())
        masked = masked[:start] + sign * (run.end - start) + masked[run.end :]
    for (start, end), following in pairwise([*sentences(masked), (len(text), len(text))]):
        if any(start <= run.start < end for run in doomed):
            yield start, following[0]


def _is_balanced(part: str) -> bool:
    pairs = all(part.count(sign) % 2 == 0 for sign in (*_EMPHASIS, "`"))
    return pairs and part.count("[") == part.count("]") and part.count("(") == part.count(")")


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Return the text with the edits made; those inside a longer one are left out."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= at:
            pieces += [text[at:start], new]
            at = end
    return "".join([*pieces, text[at:]]).strip()
