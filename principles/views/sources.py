"""The index of sources and the page of one, with its stored text."""

from itertools import groupby

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from principles.forms import PageForm
from principles.keeping import kept, never_kept
from principles.models import Citation, Contribution, Source
from principles.models.passages import PASSAGES_A_PAGE
from principles.models.written import written_once
from principles.templatetags.editing import PREVIEW
from principles.views.paging import asked_page, page_links
from principles.views.previewing import previewed, shown_or_404
from principles.views.stored_text import placed, shown_passages, ways_in


@kept()
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources by kind, then title, then year."""
    entries = (
        Source.objects.published()
        .for_listing()
        .with_counts()
        .order_by("kind", "title", F("year").asc(nulls_last=True), "number")
    )
    kinds = [
        (Source.Kind(kind), list(group)) for kind, group in groupby(entries, key=lambda s: s.kind)
    ]
    return render(request, "sources/index.html", {"kinds": kinds})


@never_kept("it only leads elsewhere")
@require_safe
def source_by_number(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Lead from the permanent number to the readable address."""
    return redirect(get_object_or_404(Source.objects.published(), number=number))


@kept(*PageForm.base_fields, unless=[PREVIEW])
@previewed(Source)
@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source with its quotes and a page of its stored text; 8 queries at most."""
    every = Source.objects.for_page()
    entry = shown_or_404(request, Source.objects.published().for_page(), every, slug=slug)
    number = asked_page(request)
    last = max(1, -(-entry.last_position // PASSAGES_A_PAGE))
    if number > last:
        raise Http404("There is no such page.")
    quoted = placed(entry, _citations(entry.number))
    passages = shown_passages(entry, quoted, page=number)
    context = {
        "source": entry,
        "contributions": _contributions(entry.number),
        "parts": _parts(entry.number),
        "quoted": quoted,
        "quote_count": len({place.citation.quote_id for place in quoted}),
        "passages": passages,
        "ways": ways_in(passages),
        "is_at_end": number == last,
        "links": page_links(request.path, number, last),
    }
    return render(request, "sources/source.html", context)


@written_once
def _citations(number: int) -> QuerySet[Citation]:
    return Citation.objects.published().of_source(number)


@written_once
def _contributions(number: int) -> QuerySet[Contribution]:
    return Contribution.objects.filter(source=number).select_related("person")


@written_once
def _parts(number: int) -> QuerySet[Source]:
    return Source.objects.published().filter(container=number)
