"""The index of principles and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from principles.keeping import kept, never_kept
from principles.markdown import Reference, referenced_numbers, render_body
from principles.models import Principle, Quote, SeeAlso, Support
from principles.models.written import written_once
from principles.templatetags.credits import sources_of, with_repeats
from principles.templatetags.editing import PREVIEW, preview_address
from principles.views.previewing import is_preview, previewed, shown_or_gone


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A quote at its place on the page of a principle: 4.2 is the second of principle 4.

    `is_repeat` where a quote before it has named its source.
    """

    support: Support
    label: str
    anchor: str
    is_repeat: bool


@kept()
@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    """Show the index in the editors' order."""
    return render(request, "principles/index.html", {"principles": _for_index()})


@written_once
def _for_index() -> QuerySet[Principle]:
    return Principle.objects.published().for_index()


@written_once
def _in_order() -> QuerySet[Principle]:
    return Principle.objects.published().only("number", "slug", "name", "position")


@written_once
def _supports(number: int) -> QuerySet[Support]:
    return Support.objects.published().filter(principle=number).with_quotes()


@never_kept("it only leads elsewhere")
@previewed(Principle)
@require_safe
def principle_by_number(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from the permanent number to the readable address."""
    address = shown_or_gone(request, Principle.objects.all(), number=number).get_absolute_url()
    return redirect(preview_address(address) if is_preview(request) else address)


@kept(unless=[PREVIEW])
@previewed(Principle)
@require_safe
def principle(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a principle with the quotes it rests on; 8 queries whatever their number."""
    entry = shown_or_gone(request, Principle.objects.for_page(), slug=slug)
    places = _places(entry, _supports(entry.number))
    cited = sources_of(c for place in places for c in place.support.quote.citations.all())
    neighbours = _in_order() if entry.is_published else [entry]
    at = neighbours.index(entry)
    context = {
        "principle": entry,
        "places": places,
        "sources": cited,
        "body": render_body(entry.body, _references(entry, places)),
        "see_also": SeeAlso.around(entry),
        "previous": neighbours[at - 1] if at else None,
        "next": neighbours[at + 1] if at + 1 < len(neighbours) else None,
    }
    return render(request, "principles/principle.html", context)


def _places(entry: Principle, supports: Sequence[Support]) -> list[NumberedQuote]:
    repeats = with_repeats(support.quote for support in supports)
    return [
        NumberedQuote(support, f"{entry.number}.{place}", f"q{entry.number}-{place}", is_repeat)
        for place, (support, (_, is_repeat)) in enumerate(zip(supports, repeats, strict=True), 1)
    ]


def _references(entry: Principle, places: Sequence[NumberedQuote]) -> dict[int, Reference]:
    """Return what the body's references show; one query if it refers to other quotes."""
    here = {place.support.quote_id: Reference(f"#{place.anchor}", place.label) for place in places}
    elsewhere = [number for number in referenced_numbers(entry.body) if number not in here]
    if elsewhere:
        for quote in Quote.objects.published().filter(number__in=elsewhere).only("text"):
            here[quote.number] = Reference(quote.get_absolute_url(), quote.code)
    return here
