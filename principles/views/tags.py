"""The register of tags and the page of one."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from principles.forms import PageForm
from principles.keeping import kept
from principles.models import Principle, Quote, Tag
from principles.models.written import written_once
from principles.views.paging import page_links, page_of
from principles.views.register import by_letter


@kept()
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """Show the words under which something published is filed."""
    entries = _in_order()
    letters = by_letter(entries, key=lambda tag: tag.name)
    return render(request, "tags/index.html", {"tags": entries, "letters": letters})


@written_once
def _in_order() -> QuerySet[Tag]:
    return Tag.objects.published().with_counts()


@kept(*PageForm.base_fields)
@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the principles and the quotes under a tag."""
    entry = get_object_or_404(Tag.objects.published(), slug=slug)
    quotes = Quote.objects.published().filter(quote_tags__tag=entry).for_listing()
    page = page_of(request, quotes)
    context = {
        "tag": entry,
        "page": page,
        "links": page_links(request.path, page.number, page.paginator.num_pages),
        "principles": Principle.objects.published()
        .for_index()
        .filter(number__in=entry.principle_tags.values("content_object")),
    }
    return render(request, "tags/tag.html", context)
