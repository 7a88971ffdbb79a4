"""A pasted text checked, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from principles.claims.unjudged import Sort
from principles.excerpts import Paragraph
from principles.formats.json_entries import quote_json, source_link
from principles.formats.shapes import (
    ClaimShape,
    GivenShape,
    MatchShape,
    PersonLink,
    PlaceShape,
    QuoteShape,
    ToldShape,
    VerifyShape,
)
from principles.models import Person, Quote
from principles.pasted import Check, Credit, GivenPlace, Judgement, Match, Told
from principles.text import FOLDING_VERSION

Shapes = Mapping[int, QuoteShape]


def verify_json(checked: Check, *, quotes: Iterable[Quote], base: str) -> VerifyShape:
    """Return the check, with its quotes as `fetching` gives them.

    `base` is the site's address without a slash at its end.
    """
    shapes = {quote.number: quote_json(quote, base=base, is_nested=True) for quote in quotes}
    return {
        "text": checked.text,
        "verdict": str(checked.verdict) if checked.judged else None,
        "counts": {
            "judged": len(checked.judged),
            "short": len(checked.claims) - len(checked.judged),
            "prose": sum(1 for part in checked.unjudged if part.sort == Sort.PROSE),
        },
        "standing": checked.standing,
        "quotes": checked.quotes,
        "claims": [_claim(claim, shapes, base) for claim in checked.claims],
        "unjudged": [
            {"start": part.start, "end": part.end, "kind": str(part.sort)}
            for part in checked.unjudged
        ],
        "withheld": {"texts": checked.withheld.texts, "unchecked": checked.withheld.unchecked},
        "rules": FOLDING_VERSION,
    }


def _claim(claim: Judgement, shapes: Shapes, base: str) -> ClaimShape:
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "verdict": None if claim.verdict is None else str(claim.verdict),
        "short": claim.is_short,
        "whole": None if claim.whole is None else str(claim.whole),
        "apart": None if claim.apart is None else str(claim.apart),
        "typography_only": claim.typography_only,
        "speaker": _speaker(claim.credit, base) if claim.credit else None,
        "place": _place(claim.place, base) if claim.place else None,
        "sentences": [_claim(part, shapes, base) for part in claim.sentences],
        "told": [_told(told, base) for told in claim.told],
        "matches": [_match(match, shapes, base) for match in claim.matches],
        "nearest": [shapes[quote.pk] for quote in claim.nearest if quote.pk in shapes],
    }


def _match(match: Match, shapes: Shapes, base: str) -> MatchShape:
    context, start, end = _context(match.paragraphs)
    shape: MatchShape = {
        "source": source_link(match.source, base) if match.source else None,
        "locator": match.locator,
        "verdict": str(match.verdict),
        "typography_only": match.typography_only,
        "negation_differs": match.negates,
        "second_hand": match.is_second_hand,
        "reported": match.is_reported,
        "withheld": match.is_withheld,
        "collation": [(str(d.op), d.source_words, d.quote_words) for d in match.collation],
        "left_out": [d.source_words for d in match.collation if d.op == "delete"],
        "before": match.cut[0],
        "after": match.cut[1],
        "context": context,
        "start": start,
        "end": end,
        "speakers": _people(match.speakers, base),
        "note": match.note,
        "url": base + match.address,
    }
    if match.quote and match.quote.pk in shapes:
        shape["quote"] = shapes[match.quote.pk]
    return shape


def _context(paragraphs: Sequence[Paragraph]) -> tuple[str, int | None, int | None]:
    """Return the text around the words, and where they begin and end in it."""
    context, marked = "", []
    for paragraph in paragraphs:
        context += "\n\n" if context else ""
        for segment in paragraph.segments:
            if segment.marks:
                marked += [len(context), len(context) + len(segment.text)]
            context += segment.text
    return context, min(marked, default=None), max(marked, default=None)


def _speaker(credit: Credit, base: str) -> GivenShape:
    return {
        "given": credit.given,
        "outcome": str(credit.outcome),
        "people": _people(credit.people, base),
    }


def _people(people: Iterable[Person], base: str) -> list[PersonLink]:
    return [{"name": person.name, "url": base + person.get_absolute_url()} for person in people]


def _place(place: GivenPlace, base: str) -> PlaceShape:
    return {
        "given": place.given,
        "outcome": str(place.outcome),
        "sources": [source_link(source, base) for source in place.sources],
    }


def _told(told: Told, base: str) -> ToldShape:
    return {
        "start": told.start,
        "end": told.end,
        "text": told.words,
        "source": source_link(told.match.source, base) if told.match.source else None,
        "locator": told.match.locator,
        "url": base + told.match.address,
    }
