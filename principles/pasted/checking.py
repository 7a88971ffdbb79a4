"""A pasted text checked: taken apart, looked up, compared, and put beside what is on record.

The one place that composes search and comparison, because the page, the JSON and the API need the
same answer; so it stands above both, and knows nothing of requests. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from principles.claims import Claim, Pasted, people_in, take_apart
from principles.claims.unjudged import unjudged
from principles.models import Quote, Verdict
from principles.pasted.candidates import candidates, fetched, headings_among
from principles.pasted.choosing import Chosen, chosen
from principles.pasted.credits import Known, credit, is_name, known, place
from principles.pasted.judging import Judged, Reading, judged, kept_back
from principles.pasted.matches import Shelf, match_at, place_of, quotes_at, recorded, shelf
from principles.pasted.results import Check, Judgement, Match, Told, Withheld
from principles.pasted.stored import StoredPassage
from principles.pasted.texts import withheld_count
from principles.pasted.together import apart, is_tellable
from principles.pasted.withheld import Sighted, guesses, is_verbatim, sighted
from principles.provenance.told import is_mostly
from principles.search.deadline import deadline
from principles.text import words

MOST_MATCHES = 5  # shown for a claim
MOST_NEAREST = 3
LONGEST_CHECK = 5_000  # milliseconds
LEAST_WORDS = 4  # of a claim; fewer are too short to tell, unless they are a whole sentence

Allowance = Callable[[int], int]
"""Asked how many claims may be compared with withheld text, of so many; returns how many."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found for each reading: places, quotes on record, and the likeliest quotes."""

    shelf: Shelf
    quotes: Mapping[int, Quote]
    found: Mapping[Claim, Sequence[Judged]]
    told: Mapping[Claim, Sequence[Reading]]
    near: Mapping[Claim, Sequence[int]]


def check(text: str | Pasted, *, allowance: Allowance = lambda count: count) -> Check:
    """Return the verdict on each claim of the text with what shows it, and what is no claim.

    21 queries at most, however many claims. Raises TooBroadError where it would take longer than
    it may.
    """
    taken = take_apart(text) if isinstance(text, str) else text
    with deadline(LONGEST_CHECK):
        headings = headings_among(taken.terms)
        if headings:
            taken = take_apart(taken.text, is_heading=headings.__contains__)
        read, withheld = _read(taken.readings, allowance)
        answers: dict[Claim, Judgement] = {}

        def answer(claim: Claim) -> Judgement:
            if claim not in answers:
                answers[claim] = _judgement(claim, read, answer)
            return answers[claim]

        claims = chosen(taken.units, answer=answer, places=lambda claim: read.found[claim])
        record = known(taken.names)
        judgements = _numbered(_paragraphs(claims, read), record)
        real = [name for name in taken.names if is_name(name, record)]
        return Check(
            taken.text,
            judgements,
            people_in(real),
            unjudged(taken, (claim for _, claim, _ in claims), real),
            quotes=taken.quotes,
            is_mended=taken.plain.is_mended,
            withheld=withheld,
        )


def _read(readings: Sequence[Claim], allowance: Allowance) -> tuple[_Read, Withheld]:
    """Look up and compare all readings; 13 queries at most."""
    likely = candidates(readings)
    hidden = sighted(readings)
    numbers = {place.passage for places in likely.places for place in places}
    kept = shelf(fetched(numbers | hidden.passages))
    stored = {
        number: StoredPassage(passage, kept.open(passage))
        for number, passage in kept.passages.items()
    }
    places = [
        [*here, *readable]
        for here, readable in zip(likely.places, hidden.readable(kept), strict=True)
    ]
    judgings = judged(readings, places, stored)
    found, withheld = _with_withheld(judgings.found, hidden, stored, allowance)
    near = [numbers[: 2 * MOST_NEAREST] for numbers in likely.quotes]
    read = _Read(
        kept,
        quotes_at(found, near, kept),
        dict(zip(readings, found, strict=True)),
        dict(zip(readings, judgings.told, strict=True)),
        dict(zip(readings, near, strict=True)),
    )
    return read, withheld


def _with_withheld(
    found: Sequence[Sequence[Judged]],
    hidden: Sighted,
    stored: Mapping[int, StoredPassage],
    allowance: Allowance,
) -> tuple[list[Sequence[Judged]], Withheld]:
    """Return the places with those of withheld text, as far as the allowance goes; one query.

    How many sentences it is asked for depends on the paste alone, and on what all may read.
    """
    texts = withheld_count()
    asked = guesses(hidden.claims, found) if texts else []
    refused = set(asked[allowance(len(asked)) :] if asked else [])
    every = [
        here
        if is_verbatim(here) or any(part.text in refused for part in claim.sentences or (claim,))
        else kept_back(claim, here, places, stored)
        for claim, here, places in zip(hidden.claims, found, hidden.kept_back(), strict=True)
    ]
    return [here[:MOST_MATCHES] for here in every], Withheld(texts, len(refused))


# --- One claim -----------------------------------------------------------------------------------


def _judgement(claim: Claim, read: _Read, answer: Callable[[Claim], Judgement]) -> Judgement:
    """Return what comparing the claim showed, without its number and its name."""
    found = read.found[claim]
    quotes = [read.quotes[n] for n in read.near[claim] if n in read.quotes]
    matches = [match_at(here, read.shelf, read.quotes, pasted=claim.text) for here in found]
    matches.sort(key=_is_weaker)
    if not any(match.verdict != Verdict.UNVERIFIED for match in matches):
        taken = {match.quote.pk for match in matches if match.quote}
        matches += [
            match for quote in quotes if quote.pk not in taken for match in recorded(claim, quote)
        ]
    verdict = matches[0].verdict if matches else Verdict.UNVERIFIED
    judgement = Judgement(
        0, claim.text, claim.start, claim.end, verdict, tuple(matches[:MOST_MATCHES])
    )
    if _is_short(claim, found):
        kept = [match for match in matches if match.verdict == Verdict.VERBATIM]
        return replace(judgement, verdict=None, matches=tuple(kept[:MOST_MATCHES]))
    if claim.sentences:
        judgement = _of_sentences(claim, judgement, read, answer)
    if not judgement.is_found:
        judgement = _with_told(claim, judgement, read)
    if judgement.matches or judgement.verdict != Verdict.UNVERIFIED:
        return judgement
    return replace(judgement, nearest=tuple(quotes[:MOST_NEAREST]))


def _is_weaker(match: Match) -> tuple[bool, bool]:
    """Return the sort key that puts collections last and keeps the order otherwise."""
    return match.verdict == Verdict.UNVERIFIED, match.is_collection


def _is_short(claim: Claim, found: Sequence[Judged]) -> bool:
    """Tell whether the claim is too short to tell: few words that are no whole sentence."""
    if sum(1 for _ in words(claim.text)) >= LEAST_WORDS:
        return False
    return not any(
        here.verdict == Verdict.VERBATIM and (here.is_heading or here.stored.is_whole(here.span))
        for here in found
    )


def _of_sentences(
    claim: Claim, whole: Judgement, read: _Read, answer: Callable[[Claim], Judgement]
) -> Judgement:
    """Return the judgement on a claim of several sentences, with that on each of them.

    Where all are found and stand together over the end of a passage, it is verbatim, or elided as
    one of them is; where half of its words are in sentences that are found, altered.
    """
    if whole.is_found:
        return whole
    parts = tuple(answer(part) for part in claim.sentences)
    places = [read.found[part] for part in claim.sentences]
    reason = apart(places)
    are_found = all(part.is_found for part in parts)
    found_words = sum(part.word_count for part in parts if part.is_found)
    verdict = whole.verdict
    if are_found and reason is None and is_tellable(places):
        is_all = all(part.verdict == Verdict.VERBATIM for part in parts)
        verdict = Verdict.VERBATIM if is_all else Verdict.ELIDED
    elif found_words * 2 >= whole.word_count:
        verdict = Verdict.ALTERED
    matches = whole.matches
    if are_found or not matches:
        matches = tuple(match for part in parts for match in part.matches[:1])
    return replace(whole, verdict=verdict, sentences=parts, apart=reason, matches=matches)


def _with_told(claim: Claim, judgement: Judgement, read: _Read) -> Judgement:
    """Return the judgement with the runs of the claim that texts have; altered if half of it."""
    readings = read.told[claim]
    told = tuple(_told(claim, reading, read) for reading in readings)
    verdict = judgement.verdict
    if verdict == Verdict.UNVERIFIED and is_mostly(claim.text, [r.told for r in readings]):
        verdict = Verdict.ALTERED
    return replace(judgement, told=told, verdict=verdict)


def _told(claim: Claim, reading: Reading, read: _Read) -> Told:
    start, end = reading.told.claim
    here = Judged(reading.stored, place_of(reading.told))
    match = match_at(here, read.shelf, read.quotes)
    return Told(start, end, claim.text[start:end], match)


# --- Paragraphs, numbers, names ------------------------------------------------------------------


def _paragraphs(claims: Sequence[Chosen], read: _Read) -> list[Chosen]:
    """Return the claims with what is said of the paragraph that they stand in.

    Where nothing is in marks its sentences keep their verdicts; the first of them tells whether
    they stand together.
    """
    groups: dict[int, list[int]] = {}
    for place_, (unit, _, _) in enumerate(claims):
        if not (unit.is_marked or unit.instead or unit.is_point):
            groups.setdefault(unit.group, []).append(place_)
    told = list(claims)
    for numbers in groups.values():
        if len(numbers) < 2 or not all(claims[n][2].is_found for n in numbers):
            continue
        different = {claims[n][1].text: n for n in reversed(numbers)}
        places = [read.found[claims[n][1]] for n in sorted(different.values())]
        if not is_tellable(places):
            continue
        reason = apart(places)
        verdict = Verdict.ALTERED if reason else Verdict.VERBATIM
        for number in numbers:
            unit, claim, found = told[number]
            told[number] = (unit, claim, replace(found, whole=verdict, apart=reason))
    return told


def _numbered(claims: Sequence[Chosen], record: Known) -> list[Judgement]:
    """Return the claims numbered, with what came of the names given."""
    return [
        replace(
            found,
            number=number,
            credit=credit(claim.name, found, record),
            place=place(claim.name, found, record),
            label=claim.name.given if claim.name and not is_name(claim.name, record) else "",
        )
        for number, (_, claim, found) in enumerate(claims, 1)
    ]
