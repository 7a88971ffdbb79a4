"""A pasted text checked: taken apart, looked up, compared, and put beside what is on record.

The one place that composes search and comparison, because the page, the JSON and the API need the
same answer; so it stands above both, and knows nothing of requests. Nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from principles.models import Citation, Contribution, Person, Quote, Source, Verdict
from principles.models.text_access import margins
from principles.pasted.candidates import candidates, fetched
from principles.pasted.judging import Judged, judged, stands_whole
from principles.pasted.names import credited, people_called
from principles.pasted.results import Check, Credit, Match, Sentence
from principles.pasted.showing import (
    collation_of,
    paragraphs_of,
    pasted_row,
    respelled,
    shown,
)
from principles.provenance.claims import Claim, Pasted, names_of, take_apart
from principles.provenance.deciding import decide
from principles.provenance.matching import Finding, Outcome
from principles.provenance.witnesses import witness_row
from principles.search.deadline import deadline
from principles.text import words

MOST_MATCHES = 5  # shown for a sentence
MOST_NEAREST = 3
LONGEST_CHECK = 5_000  # milliseconds
SPOKEN = {Contribution.Role.AUTHOR, Contribution.Role.SPEAKER}


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record: published citations by passage, quotes by number, margins by source."""

    citations: Mapping[int, Sequence[Citation]]
    quotes: Mapping[int, Quote]
    margins: Mapping[int, int]


def check(text: str | Pasted) -> Check:
    """Return the verdict on each sentence of the text with what shows it.

    12 queries at most, however many sentences. Raises TooBroadError where it would take longer than
    it may.
    """
    pasted = take_apart(text) if isinstance(text, str) else text
    readings = pasted.readings
    with deadline(LONGEST_CHECK):
        likely = candidates(readings)
        passages = fetched(p.passage for places in likely.places for p in places)
        found = [here[:MOST_MATCHES] for here in judged(readings, likely.places, passages)]
        near = [numbers[: 2 * MOST_NEAREST] for numbers in likely.quotes]
        record = _record(found, near)
        checked = [
            _sentence(claim, here, record=record, near=quotes)
            for claim, here, quotes in zip(readings, found, near, strict=True)
        ]
        chosen = _chosen(pasted.claims, list(zip(readings, found, checked, strict=True)))
        return Check(pasted.text, _numbered(pasted, chosen), names_of(pasted.ascriptions))


def _chosen(
    claims: Iterable[Claim], read: Sequence[tuple[Claim, Sequence[Judged], Sentence]]
) -> list[tuple[Claim, Sentence]]:
    """Return each claim, or what it quotes if neither sources nor record have the whole."""
    chosen: list[tuple[Claim, Sentence]] = []
    at = 0
    for claim in claims:
        following = at + 1 + len(claim.quoted)
        _, found, whole = read[at]
        is_on_record = bool(whole.matches) and not found
        is_whole = is_on_record or stands_whole(claim, found)
        taken = [read[at]] if is_whole else read[at + 1 : following]
        chosen += [(reading, sentence) for reading, _, sentence in taken]
        at = following
    return chosen


def _record(found: Sequence[Sequence[Judged]], near: Iterable[Iterable[int]]) -> OnRecord:
    """Return what is on record for the places found and the quotes like them; 6 queries."""
    passages = {here.stored.passage.pk for places in found for here in places}
    by_passage: dict[int, list[Citation]] = defaultdict(list)
    cited = Citation.objects.published().filter(passage__in=passages, start__isnull=False)
    for citation in cited.order_by("pk"):
        by_passage[citation.passage_id or 0].append(citation)
    numbers = {
        citation.quote_id
        for places in found
        for here in places
        for citation in by_passage[here.stored.passage.pk]
        if _overlap(citation, here)
    }
    wanted = numbers | {number for quotes in near for number in quotes}
    quotes = Quote.objects.published().for_listing().filter(pk__in=wanted)
    sources = {here.source.pk: here.source for places in found for here in places}
    return OnRecord(by_passage, {q.number: q for q in quotes}, margins(sources.values()))


def _sentence(
    claim: Claim, found: Sequence[Judged], *, record: OnRecord, near: Sequence[int]
) -> Sentence:
    matches = [_match(here, record) for here in found]
    quotes = [record.quotes[n] for n in near if n in record.quotes]
    matches.sort(key=_is_weaker)
    if not any(match.verdict != Verdict.UNVERIFIED for match in matches):
        taken = {match.quote.pk for match in matches if match.quote}
        matches += [
            match for quote in quotes if quote.pk not in taken for match in _recorded(claim, quote)
        ]
    shown_quotes = {match.quote.pk for match in matches if match.quote}
    is_found = bool(matches)
    return Sentence(
        0,
        claim.text,
        claim.start,
        claim.end,
        matches=tuple(matches[:MOST_MATCHES]),
        nearest=()
        if is_found
        else tuple(q for q in quotes if q.pk not in shown_quotes)[:MOST_NEAREST],
    )


def _is_weaker(match: Match) -> tuple[bool, bool]:
    """Return the sort key that puts collections last and keeps the order otherwise."""
    return match.verdict == Verdict.UNVERIFIED, match.is_collection


# --- Matches -------------------------------------------------------------------------------------


def _match(here: Judged, record: OnRecord) -> Match:
    """Return the place as it is shown, with the quote on record there."""
    passage, source, found = here.stored.passage, here.source, here.finding
    citations = record.citations.get(passage.pk, ())
    allowed = shown(here, citations, margin=record.margins.get(source.pk, 0))
    collation = collation_of(here, allowed)
    quote, covers = _on_record(here, citations, record.quotes)
    differs = bool(found.differences) and bool(collation)
    left_out = sum(1 for d in found.differences for _ in words(d.source_words))
    return Match(
        here.verdict,
        source,
        passage,
        locator=_locator(here),
        address=_address(here),
        typography_only=found.typography_only,
        gives_part=found.gives_part,
        negates=_negates(found),
        paragraphs=paragraphs_of(here, allowed),
        collation=collation,
        pasted_runs=pasted_row(collation) if differs else (),
        source_runs=witness_row(collation) if differs else (),
        typography=respelled(found) if found.typography_only and allowed.is_all else (),
        left_out=left_out if found.outcome == Outcome.ELIDED and not source.is_hidden else 0,
        quote=quote,
        covers=covers,
        speakers=_speakers(quote, source),
    )


def _negates(found: Finding) -> bool:
    """Tell whether an altered sentence adds or drops a negation; an elided one may drop some."""
    return found.outcome == Outcome.ALTERED and any(d.is_negation for d in found.differences)


def _locator(here: Judged) -> str:
    label = here.source.locator_of(here.stored.passage)
    return f"{label}, ¶ {here.number}" if len(here.stored.paragraphs) > 1 else label


def _address(here: Judged) -> str:
    passage, source = here.stored.passage, here.source
    if source.is_hidden:
        return source.get_absolute_url()
    return f"{source.page_address(passage)}#p{passage.position}-{here.number}"


def _recorded(claim: Claim, quote: Quote) -> list[Match]:
    """Return the match with a quote that has the words but no stored text, or none."""
    citations = list(quote.citations.all())
    if any(citation.start is not None for citation in citations):
        return []
    found = decide(claim.text, quote.text)
    if found.outcome not in {Outcome.VERBATIM, Outcome.ELIDED} or found.start is None:
        return []
    first = quote.first_citation
    is_whole = not any(words(quote.text[: found.start] + " " + quote.text[found.end :]))
    return [
        Match(
            Verdict.UNVERIFIED,
            first.source if first else None,
            locator=first.shown_locator if first else "",
            address=quote.get_absolute_url(),
            typography_only=found.typography_only,
            quote=quote,
            covers="same" if is_whole else "part",
            speakers=_speakers(quote, None),
        )
    ]


def _speakers(quote: Quote | None, source: Source | None) -> list[Person]:
    """Return who said the words: the quote's speakers, else the makers of a primary source."""
    if quote:
        return [link.person for link in quote.attributions.all()]
    if source is None or source.level != Source.Level.PRIMARY:
        return []
    return [link.person for link in source.contributions.all() if link.role in SPOKEN]


# --- The quote on record -------------------------------------------------------------------------

COVERS = ("same", "part", "wider", "overlaps")


def _on_record(
    here: Judged, citations: Iterable[Citation], quotes: Mapping[int, Quote]
) -> tuple[Quote | None, str]:
    """Return the published quote that the words belong to, and how the two relate."""
    found = [
        (COVERS.index(_relation(here, citation)), citation.pk, citation.quote_id)
        for citation in citations
        if citation.quote_id in quotes and _overlap(citation, here)
    ]
    if not found:
        return None, ""
    covers, _, number = min(found)
    return quotes[number], COVERS[covers]


def _overlap(citation: Citation, here: Judged) -> bool:
    start, end = here.span
    return (citation.start or 0) < end and (citation.end or 0) > start


def _relation(here: Judged, citation: Citation) -> str:
    text = here.stored.passage.text
    start, end = here.span
    first, last = citation.start or 0, citation.end or 0
    has_more = _has_words(text, first, start) or _has_words(text, end, last)
    has_less = _has_words(text, start, first) or _has_words(text, last, end)
    if has_more and has_less:
        return "overlaps"
    return "part" if has_more else "wider" if has_less else "same"


def _has_words(text: str, start: int, end: int) -> bool:
    return start < end and any(words(text[start:end]))


# --- Names ---------------------------------------------------------------------------------------


def _numbered(pasted: Pasted, chosen: Iterable[tuple[Claim, Sentence]]) -> list[Sentence]:
    """Return the sentences numbered, with what is known of the names given; one query."""
    called = people_called(names_of(pasted.ascriptions)) if pasted.ascriptions else {}
    return [
        replace(sentence, number=number, credit=_credit(claim, sentence, called))
        for number, (claim, sentence) in enumerate(chosen, 1)
    ]


def _credit(claim: Claim, sentence: Sentence, called: Mapping[str, Person]) -> Credit | None:
    if claim.ascription is None:
        return None
    given, names = claim.ascription.given, claim.ascription.names
    person = next((called[name] for name in names if name in called), None)
    if sentence.best is None:
        return Credit(given, "not found", person)
    credit = credited(given, names, speakers=sentence.best.speakers)
    if credit.person:
        return credit
    outcome = "unknown name" if credit.outcome == "differs" and not person else credit.outcome
    return replace(credit, person=person, outcome=outcome)
