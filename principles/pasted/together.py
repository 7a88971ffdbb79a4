"""Whether sentences that the sources have stand together there, and if not, why not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from principles.models import Source
from principles.pasted.judging import Judged
from principles.pasted.results import Apart
from principles.provenance.matching import Outcome
from principles.text import words

FOUND = {Outcome.VERBATIM, Outcome.ELIDED}
MOST_CHAINS = 5  # places of the first sentence from which the others are followed


def apart(found: Sequence[Sequence[Judged]]) -> Apart | None:
    """Return why the sentences do not stand together; None where they do, or none may be told.

    Nothing is told where one is not found, or in withheld text. Each sentence is given with its
    places, the best first.
    """
    places = [[here for here in each if here.finding.outcome in FOUND] for each in found]
    if not all(places) or not is_tellable(found):
        return None
    places = [[here for here in each if not here.is_withheld] for each in places]
    chains = [_chain(first, places[1:]) for first in places[0][:MOST_CHAINS]]
    reasons = [_reason(chain) for chain in chains]
    return None if None in reasons else min(filter(None, reasons), key=list(Apart).index)


def is_tellable(found: Sequence[Sequence[Judged]]) -> bool:
    """Tell whether it may be said how the sentences stand: none is found in withheld text first."""
    return not any(here.is_withheld for each in found for here in each[:1])


def _chain(first: Judged, others: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Return one place of each sentence, each as near behind the one before as there is."""
    chain = [first]
    for places in others:
        chain.append(min(places, key=lambda here: _distance(chain[-1], here)))
    return chain


def _distance(before: Judged, after: Judged) -> tuple[int, int]:
    if _follows(before, after):
        return 0, 0
    reason = _reason([before, after])
    gap = abs(after.span[0] - before.span[1])
    return 1 + list(Apart).index(reason or Apart.GAP), gap


def _reason(chain: Sequence[Judged]) -> Apart | None:
    """Return why the places do not follow one another, the worst of all pairs."""
    reasons = [_between(before, after) for before, after in pairwise(chain)]
    return max(filter(None, reasons), key=list(Apart).index, default=None)


def _between(before: Judged, after: Judged) -> Apart | None:
    if _follows(before, after):
        return None
    if before.source != after.source:
        return Apart.SOURCES
    if before.stored is after.stored:
        return Apart.GAP if after.span[0] >= before.span[1] else Apart.ORDER
    if before.source.kind == Source.Kind.SLIDES:
        return Apart.PASSAGES
    is_behind = after.stored.passage.position > before.stored.passage.position
    return Apart.GAP if is_behind else Apart.ORDER


def _follows(before: Judged, after: Judged) -> bool:
    """Tell whether no word stands between the two, also over the end of a passage."""
    first, second = before.stored.passage, after.stored.passage
    if first.pk == second.pk:
        between = first.text[before.span[1] : after.span[0]]
        return before.span[1] <= after.span[0] and not any(words(between))
    if first.source_id != second.source_id or before.source.kind == Source.Kind.SLIDES:
        return False
    rest = first.text[before.span[1] :] + " " + second.text[: after.span[0]]
    return second.position == first.position + 1 and not any(words(rest))
