"""Which of the words of a pasted text are its claims, now that it is known what the sources have.

A sentence with quotation marks in it is the claim where a source has it whole; else the words in
marks are. A sentence without marks, in a paste that quotes, is a claim where a source has it; else
it is the paster's prose. An item of a list is a claim where some item of that list is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from principles.claims import Claim, Instead, Need, Unit
from principles.pasted.judging import Judged
from principles.pasted.results import Judgement
from principles.provenance.collation import Op
from principles.provenance.matching import Outcome
from principles.text import words

LEAST_AROUND = 4  # words outside marks that a source has where the whole is altered
Chosen = tuple[Unit, Claim, Judgement]


def chosen(
    units: Sequence[Unit],
    *,
    answer: Callable[[Claim], Judgement],
    places: Callable[[Claim], Sequence[Judged]],
) -> list[Chosen]:
    """Return the claims with the unit of each and what comparing it showed, in order."""
    read = [
        (unit, claim, answer(claim)) for unit in units for claim in _readings(unit, answer, places)
    ]
    listed = {unit.group for unit, claim, found in read if found.is_found or claim.name}
    return [entry for entry in read if _is_claimed(entry[0], entry[2], listed)]


def _is_claimed(unit: Unit, found: Judgement, listed: set[int]) -> bool:
    if unit.need == Need.CLAIMED or found.is_found:
        return True
    return unit.need == Need.LISTED and unit.group in listed


def _readings(
    unit: Unit,
    answer: Callable[[Claim], Judgement],
    places: Callable[[Claim], Sequence[Judged]],
) -> Sequence[Claim]:
    """Return the claim of the unit, or what is claimed instead."""
    whole = answer(unit.claim)
    if not unit.instead or whole.is_found:
        return (unit.claim,)
    rest = unit.instead[0]
    if unit.rule == Instead.FRONT:
        return unit.instead if _begins(places(rest)) else (unit.claim,)
    if unit.rule == Instead.EITHER:
        return unit.instead if answer(rest).is_found else (unit.claim,)
    is_on_record = bool(whole.matches) and not places(unit.claim)
    if is_on_record or _stands_whole(unit, places(unit.claim)):
        return (unit.claim,)
    return unit.instead


def _begins(found: Sequence[Judged]) -> bool:
    """Tell whether a source has the words as the beginning of a sentence."""
    return any(
        here.finding.outcome == Outcome.VERBATIM
        and (here.is_withheld or here.is_heading or here.stored.begins_sentence(here.span[0]))
        for here in found
    )


def _stands_whole(unit: Unit, found: Sequence[Judged]) -> bool:
    """Tell whether a source has more than half of the claim's words outside its marks.

    They have to be more than a name and an “and”.
    """
    if not found:
        return False
    spans = list(_inside(unit))
    around = shared = at = 0
    for difference in found[0].finding.collation:
        for start, _ in words(difference.quote_words):
            if not any(first <= at + start < last for first, last in spans):
                around += 1
                shared += difference.op == Op.EQUAL
        at += len(difference.quote_words)
    return shared >= LEAST_AROUND and shared * 2 > around


def _inside(unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where what is claimed instead stands in the text of the claim."""
    at = 0
    for part in unit.instead:
        start = unit.claim.text.find(part.text, at)
        if start >= 0:
            at = start + len(part.text)
            yield start, at
