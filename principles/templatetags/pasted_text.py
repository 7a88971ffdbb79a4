"""A pasted text as it was pasted, with its claims marked and numbered and the rest grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.claims.unjudged import Sort
from principles.pasted.results import Check, Judgement

register = template.Library()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: of a claim, of what is no claim, or, with neither, of a name."""

    start: int
    end: int
    claim: Judgement | None = None
    sort: Sort | None = None


@register.filter
def is_all_claims(check: Check) -> bool:
    """Tell whether the text is one claim and nothing else but marks."""
    is_one = len(check.claims) == 1
    return is_one and all(part.sort == Sort.MARK for part in check.unjudged)


@register.filter
def as_pasted(check: Check) -> SafeString:
    """Return the whole text: claims lead to their findings, what is not judged is grey."""
    return format_html_join(
        "",
        "{}",
        ((_piece(check.text[p.start : p.end], p),) for p in pieces(check)),
    )


def _piece(text: str, piece: Piece) -> SafeString:
    if piece.claim:
        claim = piece.claim
        number = format_html('<a class="num" href="#{}">{}</a>', claim.anchor, claim.number)
        return format_html('<mark class="claim">{}\u2060{}</mark>', text, number)
    if piece.sort or not text.strip():
        return format_html('<span class="grey">{}</span>', text)
    name = text.strip()
    before, behind = text.split(name, 1)
    return format_html('{}<span class="name">{}</span>{}', before, name, behind)


def pieces(check: Check) -> Iterator[Piece]:
    """Yield all of the text in order, each character once."""
    parts = [Piece(claim.start, claim.end, claim=claim) for claim in check.claims]
    parts += [Piece(part.start, part.end, sort=part.sort) for part in check.unjudged]
    place = 0
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        if part.end <= place:
            continue
        if part.start > place:
            yield Piece(place, part.start)
        yield Piece(max(place, part.start), part.end, part.claim, part.sort)
        place = part.end
    if place < len(check.text):
        yield Piece(place, len(check.text))
