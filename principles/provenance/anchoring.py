"""Keep citations at their words while the stored text under them is replaced.

An editor who mends, splits, merges or deletes passages does not want to look up every quote again.
Code that writes passages does so inside `keeping_anchors()`, which then looks at the citations
whose passage changed or is gone, and at those adrift since an earlier change. Each moves to the
first of these: the passage it named, if that has the words; a passage that has them verbatim; one
that has them elided; one that has what the old passage gave for an altered quote. Among equals the
nearest to the old position wins, then the earlier. No citation takes the passage of another one of
the same quote.

A citation that finds no passage stays and names none: it is adrift, the desk lists it, and its
locator is the label of the old passage, so that a published quote still says where to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import Q

from principles.models import Citation, Passage
from principles.provenance.matching import Outcome, compare, find
from principles.provenance.prepared import Prepared
from principles.text import words

LONGEST_LOCATOR = 200  # characters that the column holds


@dataclass(frozen=True, slots=True)
class Reanchored:
    """The keys of the citations that moved to another passage, and of those that found none."""

    moved: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The passage that a citation named, and the words that it gave for the quote."""

    passage: int
    position: int
    label: str
    text: str
    given: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage as it is now."""

    pk: int
    position: int
    ready: Prepared


@contextmanager
def keeping_anchors(
    sources: Collection[int], except_quotes: Collection[int] = ()
) -> Iterator[Reanchored]:
    """Let the block change passages of the sources, then move their citations to their words.

    Citations of `except_quotes` stay as the block leaves them; the result is filled in after it.
    Needs a transaction with the writer's turn; verdicts are stale then and have to be recomputed.
    Four queries if no cited passage changes; else it folds the whole text of the sources once.
    """
    before = _anchors(sources, except_quotes)
    done = Reanchored()
    yield done
    affected = _affected(sources, before, except_quotes)
    if affected:
        _move(affected, before, done)


def _anchors(sources: Collection[int], except_quotes: Collection[int]) -> dict[int, _Anchor]:
    cited = Citation.objects.filter(source__in=sources, passage__isnull=False)
    found = {}
    chosen = cited.exclude(quote__in=except_quotes).select_related("source")
    for citation in chosen.prefetch_related("passage"):
        passage = citation.passage
        if passage is not None:
            given = passage.text[citation.start or 0 : citation.end or 0]
            label = citation.source.locator_of(passage)[:LONGEST_LOCATOR]
            found[citation.pk] = _Anchor(passage.pk, passage.position, label, passage.text, given)
    return found


def _affected(
    sources: Collection[int], before: dict[int, _Anchor], except_quotes: Collection[int]
) -> list[Citation]:
    """Return the citations whose words have to be looked for, in their order."""
    stored = Passage.objects.filter(
        source__in=sources, pk__in={place.passage for place in before.values()}
    )
    now = {(pk, source): text for pk, source, text in stored.values_list("pk", "source_id", "text")}
    anchored = Q(pk__in=before, passage__isnull=False)
    chosen = Citation.objects.filter(anchored | Q(is_adrift=True, wording=""), source__in=sources)
    return [
        citation
        for citation in chosen.exclude(quote__in=except_quotes).select_related("quote")
        if citation.is_adrift
        or (
            citation.passage_id == before[citation.pk].passage
            and now.get((citation.passage_id, citation.source_id)) != before[citation.pk].text
        )
    ]


def _move(affected: list[Citation], before: dict[int, _Anchor], done: Reanchored) -> None:
    sources = {citation.source_id for citation in affected}
    texts: dict[int, list[_Text]] = defaultdict(list)
    for passage in Passage.objects.filter(source__in=sources):
        texts[passage.source_id].append(_Text(passage.pk, passage.position, Prepared(passage.text)))
    taken = _taken({citation.quote_id for citation in affected})
    for citation in affected:
        place, old = before.get(citation.pk), _spot(citation)
        found = _new_place(citation, place, texts[citation.source_id], taken - {old})
        if found:
            citation.passage_id, citation.locator, citation.is_adrift = found.pk, "", False
        elif place:
            citation.passage_id, citation.is_adrift = None, True
            citation.locator = _free_label(place.label, citation, taken)
        taken.add(_spot(citation))
        if _spot(citation) != old:
            (done.moved if found else done.lost).append(citation.pk)
    changed = [c for c in affected if c.pk in {*done.moved, *done.lost}]
    Citation.objects.bulk_update(changed, ["passage", "locator", "is_adrift"])


Spot = tuple[int, int, int | None, str]
"""The quote, source, passage and locator of a citation: no two citations share all four."""


def _spot(citation: Citation) -> Spot:
    return citation.quote_id, citation.source_id, citation.passage_id, citation.locator


def _taken(quotes: Collection[int]) -> set[Spot]:
    return {_spot(citation) for citation in Citation.objects.filter(quote__in=quotes)}


def _free_label(label: str, citation: Citation, taken: Collection[Spot]) -> str:
    """Return the label, numbered if another citation of the quote has it as its locator."""
    quote, source = citation.quote_id, citation.source_id
    free, number = label, 1
    while (quote, source, None, free) in taken:
        number += 1
        free = f"{label[: LONGEST_LOCATOR - 10]} ({number})"
    return free


def _new_place(
    citation: Citation, place: _Anchor | None, texts: Iterable[_Text], taken: Collection[Spot]
) -> _Text | None:
    """Return the passage for the citation by the order in the module's docstring, if any fits."""
    old = place.position if place else 0
    free = [
        text
        for text in sorted(texts, key=lambda text: (abs(text.position - old), text.position))
        if (citation.quote_id, citation.source_id, text.pk, "") not in taken
    ]
    own = next((text for text in free if place and text.pk == place.passage), None)
    quote = citation.quote.text
    if own and find(quote, own.ready):
        return own
    found = [(text, find(quote, text.ready)) for text in free]
    for outcome in (Outcome.VERBATIM, Outcome.ELIDED):
        for text, finding in found:
            if finding and finding.outcome == outcome:
                return text
    if place and any(words(place.given)):
        given = (text for text in free if find(place.given, text.ready))
        return next(given, None) or _still_close(quote, own)
    return own


def _still_close(quote: str, own: _Text | None) -> _Text | None:
    """Return the citation's own passage if it still has something close to the words."""
    is_close = own and compare(quote, own.ready).outcome != Outcome.UNVERIFIED
    return own if is_close else None
