"""The first page: search, the principles as an index, one quote, what is new, where to browse."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from principles.keeping import kept
from principles.models import Person, Principle, Quote, Source, Tag
from principles.templatetags.counts import counted
from principles.templatetags.wording import listed
from principles.views.whats_new import last_days


@kept()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page, or what to do first in a base that has nothing to show."""
    principles = list(Principle.objects.published().for_index())
    quotes = Quote.objects.published().count()
    if not quotes and not principles:
        return render(request, "home/first_steps.html")
    sources = Source.objects.published().with_counts().order_by("-quote_count", "title")
    people = Person.objects.published().with_counts().order_by("-quote_count", "sort_name")
    tags = Tag.objects.published().with_counts().order_by("-quote_count", "name")
    context = {
        "principles": principles,
        "search_label": _search_label(len(principles), quotes, Source.objects.published().count()),
        "featured": Quote.objects.published().featured(timezone.localdate()),
        "days": last_days(principles),
        "sources": sources[:6],
        "people": people[:6],
        "tags": tags[:20],
    }
    return render(request, "home/home.html", context)


def _search_label(principles: int, quotes: int, sources: int) -> str:
    """Return the label of the search field: how much of each kind there is to search."""
    counts = [(principles, "principle"), (quotes, "quote"), (sources, "source")]
    return "Search " + listed(counted(number, noun) for number, noun in counts if number)
