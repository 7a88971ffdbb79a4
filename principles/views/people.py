"""The register of people and the page of one."""

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from principles.forms import PageForm
from principles.keeping import kept
from principles.models import Person, Quote, Source, Support
from principles.models.written import written_once
from principles.templatetags.editing import PREVIEW
from principles.views.paging import page_links, page_of
from principles.views.previewing import previewed, shown_or_404
from principles.views.register import by_letter
from principles.views.said import grouped, said_by, supported


@kept()
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show everybody whom something published names, by family name."""
    entries = _in_order()
    context = {
        "people": entries,
        "letters": by_letter(entries, key=lambda person: person.sort_name),
        "anonymous": Quote.objects.published().filter(attributions__isnull=True).only("text"),
    }
    return render(request, "people/index.html", context)


@written_once
def _in_order() -> QuerySet[Person]:
    return Person.objects.published().with_counts()


@kept(*PageForm.base_fields, unless=[PREVIEW])
@previewed(Person)
@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a person said, the works they made and the principles they support; 8 queries."""
    entry = shown_or_404(request, Person.objects.published(), Person.objects.all(), slug=slug)
    page = page_of(request, said_by(entry))
    citations = list(page.object_list)
    context = {
        "person": entry,
        "count": page.paginator.count,
        "groups": grouped(citations),
        "links": page_links(request.path, page.number, page.paginator.num_pages),
        "works": _works(entry.pk),
        "supported": supported(_supports(entry.pk), citations),
    }
    return render(request, "people/person.html", context)


@written_once
def _works(person: int) -> QuerySet[Source]:
    made = Source.objects.published().filter(contributions__person=person).distinct()
    return made.order_by(F("year").asc(nulls_last=True), "number")


@written_once
def _supports(person: int) -> QuerySet[Support]:
    return Support.objects.published().by(person)
