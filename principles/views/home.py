"""The first page: search, the principles as an index, one quote, what is new, where to browse."""

from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from principles.keeping import kept
from principles.models import Person, Principle, Quote, Source, Tag
from principles.models.written import written_once
from principles.templatetags.counts import counted
from principles.templatetags.wording import listed
from principles.views.whats_new import last_days


@kept()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page, or what to do first in a base that has nothing to show."""
    principles = _principles()
    quotes = Quote.objects.published().count()
    if not quotes and not principles:
        return render(request, "home/first_steps.html")
    sources = _sources()
    source_count = sources[0].of_all if sources else 0  # type: ignore[attr-defined]  # annotated
    context = {
        "principles": principles,
        "search_label": _search_label(len(principles), quotes, source_count),
        "featured": Quote.objects.published().featured(timezone.localdate()),
        "days": last_days(principles),
        "sources": sources,
        "people": _people(),
        "tags": _tags(),
    }
    return render(request, "home/home.html", context)


@written_once
def _principles() -> QuerySet[Principle]:
    return Principle.objects.published().for_index()


@written_once
def _sources() -> QuerySet[Source]:
    counted = Source.objects.published().with_counts().annotate(of_all=Window(Count("*")))
    return counted.order_by("-quote_count", "title")[:6]


@written_once
def _people() -> QuerySet[Person]:
    return Person.objects.published().with_counts().order_by("-quote_count", "sort_name")[:6]


@written_once
def _tags() -> QuerySet[Tag]:
    return Tag.objects.published().with_counts().order_by("-quote_count", "name")[:20]


def _search_label(principles: int, quotes: int, sources: int) -> str:
    """Return the label of the search field: how much of each kind there is to search."""
    counts = [(principles, "principle"), (quotes, "quote"), (sources, "source")]
    return "Search " + listed(counted(number, noun) for number, noun in counts if number)
