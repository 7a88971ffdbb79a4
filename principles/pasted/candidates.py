"""The stretches of stored text that a pasted sentence is compared with.

A whole passage may be the whole text of a source. A sentence needs no more than the paragraph that
was found and its neighbours; one that leaves words out needs the paragraphs from its first part to
its last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from principles.claims import Claim
from principles.models import Passage
from principles.provenance.telling import is_telling
from principles.provenance.told import LEAST_RUN, LEAST_TELLING
from principles.search.sightings import Sighting, in_a_row, sightings
from principles.text import Span, fold, words

_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n\s*(?=[^\W\d_A-Z])")
ELLIPSIS = re.compile(r"(?:[\[(]\s*)?(?:…|\.(?:\s?\.){2,})\s*[\])]?|\[[^\[\]]{2,200}\]")
LEAST_WORDS = 2  # of a part between ellipses that is looked for by itself
MOST_PARTS = 4
MOST_TERMS = 50  # few words in quotation marks that may be headings
MOST_RUNS = 400  # runs of words that are looked for, of all claims together
MOST_RANGES = 6  # compared with a sentence
WIDEST_RANGE = 30  # paragraphs over which the parts of a sentence are looked for together


@dataclass(frozen=True, slots=True)
class ParagraphRange:
    """Paragraphs of a passage, counted from 1, and their share of the weight of the words."""

    passage: int
    first: int
    last: int
    share: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """For each sentence, the paragraphs and the quotes to compare it with, the likeliest first."""

    places: Sequence[Sequence[ParagraphRange]]
    quotes: Sequence[Sequence[int]]


def candidates(claims: Sequence[Claim]) -> Candidates:
    """Return where each claim may stand in texts that all may read; two queries.

    What stands nowhere as a whole is looked for in runs of words with two telling ones, too.
    """
    probes = [(number, part) for number, claim in enumerate(claims) for part in _parts(claim.text)]
    found = sightings([fold(part).text for _, part in probes])
    seen: dict[int, list[Sighting]] = defaultdict(list)
    for (number, _), here in zip(probes, found, strict=True):
        seen[number] += here
    runs = _runs(
        {n: claim for n, claim in enumerate(claims) if not any(s.is_exact for s in seen[n])}
    )
    return Candidates(
        [
            [
                *ranges(seen[number], claim),
                *_places(runs[number], within=0),
            ]
            for number, claim in enumerate(claims)
        ],
        [_quotes(seen[number]) for number in range(len(claims))],
    )


def _runs(claims: Mapping[int, Claim]) -> dict[int, list[Sighting]]:
    """Return where runs of the claims' words stand: those with the most letters are looked for."""
    probes = [(number, run) for number, claim in claims.items() for run in _windows(claim.text)]
    longest = sorted(probes, key=lambda probe: -len(probe[1]))[:MOST_RUNS]
    found: dict[int, list[Sighting]] = defaultdict(list)
    for (number, _), here in zip(longest, in_a_row([run for _, run in longest]), strict=True):
        found[number] += here
    return found


def _windows(text: str) -> Iterator[str]:
    """Yield the runs of so many words as are told, with two telling ones among them."""
    spans = list(words(text))
    tells = [is_telling(text[start:end]) for start, end in spans]
    for first in range(len(spans) - LEAST_RUN + 1):
        last = first + LEAST_RUN
        if sum(tells[first:last]) >= LEAST_TELLING:
            yield fold(text[spans[first][0] : spans[last - 1][1]]).text


def headings_among(terms: Sequence[str]) -> set[str]:
    """Return which of the words are a heading that anybody may read; two queries, none for none."""
    few = terms[:MOST_TERMS]
    found = in_a_row([fold(term).text for term in few]) if few else []
    passages = fetched(sighting.passage for here in found for sighting in here)
    shown = {_plain(p.source.heading_of(p)) for p in passages.values()}
    return {term for term in few if _plain(term) in shown}


def _plain(words: str) -> str:
    return fold(words).text.casefold().strip(" .,;:!?")


def fetched(numbers: Iterable[int]) -> dict[int, Passage]:
    """Return the passages with their sources and contributors by their ids; two queries."""
    passages = (
        Passage.objects.filter(pk__in=set(numbers))
        .order_by()
        .select_related("source")
        .prefetch_related("source__contributions__person")
    )
    return {passage.pk: passage for passage in passages}


def has_ellipsis(text: str) -> bool:
    """Tell whether the text marks something as left out or put in."""
    return bool(ELLIPSIS.search(text))


def stretch(paragraphs: Sequence[Span], place: ParagraphRange, *, around: int) -> Span:
    """Return the span in the text of the paragraphs and of `around` more on either side.

    It is empty in a passage that is a heading alone.
    """
    if not paragraphs:
        return 0, 0
    first = max(1, min(place.first - around, len(paragraphs)))
    last = max(1, min(place.last + around, len(paragraphs)))
    return paragraphs[first - 1][0], paragraphs[last - 1][1]


def _is_wide(claim: Claim) -> bool:
    """Tell whether the claim may run over several paragraphs."""
    return len(claim.sentences) > 1 or len(_parts(claim.text)) > 1


def _parts(pasted: str) -> list[str]:
    """Return what to look for: the text, or what stands between its ellipses and brackets.

    A word that a hyphen parts at the end of a line is looked for as one.
    """
    text = _LINE_END_HYPHEN.sub("", pasted)
    parts = [part for part in ELLIPSIS.split(text) if sum(1 for _ in words(part)) >= LEAST_WORDS]
    if len(parts) < 2 and len(parts) == len(ELLIPSIS.split(text)):
        return [text]
    longest = sorted(parts, key=len, reverse=True)[:MOST_PARTS]
    return [text, *longest]


def ranges(seen: Sequence[Sighting], claim: Claim) -> list[ParagraphRange]:
    """Return where the claim may stand, the likeliest first; a wide one over several paragraphs."""
    return _places(seen, within=WIDEST_RANGE if _is_wide(claim) else 0)


def _places(seen: Sequence[Sighting], *, within: int) -> list[ParagraphRange]:
    """Return the ranges by share; paragraphs of a passage at most `within` apart are one range."""
    by_passage: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        if not sighting.is_quote:
            by_passage[sighting.passage].append(sighting)
    places = [
        place
        for passage, here in by_passage.items()
        for place in _joined(passage, here, within=within)
    ]
    return sorted(places, key=lambda place: -place.share)[:MOST_RANGES]


def _joined(passage: int, seen: Sequence[Sighting], *, within: int) -> list[ParagraphRange]:
    found: list[ParagraphRange] = []
    for sighting in sorted(seen, key=lambda sighting: sighting.part):
        last = found[-1] if found else None
        if last and sighting.part - last.first <= within:
            found[-1] = ParagraphRange(
                passage, last.first, sighting.part, last.share + sighting.share
            )
        else:
            found.append(ParagraphRange(passage, sighting.part, sighting.part, sighting.share))
    return found


def _quotes(seen: Sequence[Sighting]) -> list[int]:
    quotes = [sighting for sighting in seen if sighting.is_quote]
    return list(dict.fromkeys(s.number for s in sorted(quotes, key=lambda s: -s.share)))
