"""A pasted text checked, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from principles.formats.json_entries import quote_json, source_link
from principles.formats.shapes import (
    CreditShape,
    MatchShape,
    QuoteShape,
    SentenceShape,
    VerifyShape,
)
from principles.models import Quote
from principles.pasted import Check, Credit, Match, Sentence

Shapes = Mapping[int, QuoteShape]


def verify_json(checked: Check, *, quotes: Iterable[Quote], base: str) -> VerifyShape:
    """Return the check, with its quotes as `fetching` gives them.

    `base` is the site's address without a slash at its end.
    """
    shapes = {quote.number: quote_json(quote, base=base, is_nested=True) for quote in quotes}
    return {
        "text": checked.text,
        "verdict": str(checked.verdict),
        "sentences": [_sentence(sentence, shapes, base) for sentence in checked.sentences],
    }


def _sentence(sentence: Sentence, shapes: Shapes, base: str) -> SentenceShape:
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "verdict": str(sentence.verdict),
        "typography_only": sentence.typography_only,
        "attribution": _credit(sentence.credit, base) if sentence.credit else None,
        "matches": [_match(match, shapes, base) for match in sentence.matches],
        "nearest": [shapes[quote.pk] for quote in sentence.nearest if quote.pk in shapes],
    }


def _match(match: Match, shapes: Shapes, base: str) -> MatchShape:
    shape: MatchShape = {
        "source": source_link(match.source, base) if match.source else None,
        "locator": match.locator,
        "verdict": str(match.verdict),
        "typography_only": match.typography_only,
        "negation_differs": match.negates,
        "collation": [(str(d.op), d.source_words, d.quote_words) for d in match.collation],
        "context": "\n\n".join(
            "".join(segment.text for segment in paragraph.segments)
            for paragraph in match.paragraphs
        ),
        "speakers": [
            {"name": person.name, "url": base + person.get_absolute_url()}
            for person in match.speakers
        ],
        "url": base + match.address,
    }
    if match.quote and match.quote.pk in shapes:
        shape["quote"] = shapes[match.quote.pk]
    return shape


def _credit(credit: Credit, base: str) -> CreditShape:
    return {
        "given": credit.given,
        "outcome": credit.outcome,
        "speakers": [
            {"name": person.name, "url": base + person.get_absolute_url()}
            for person in credit.people
        ],
    }
