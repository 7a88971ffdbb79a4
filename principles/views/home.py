"""The first page: search, the principles as an index, one quote, what is new, where to browse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from principles.models import Person, Principle, Quote, Source, Tag
from principles.templatetags.counts import counted
from principles.templatetags.wording import listed

DAYS = 5
NAMED_A_DAY = 3  # principles of a day that are named; the rest are counted


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on a day: principles, newest first, and how many quotes."""

    date: date
    principles: list[Principle]
    quote_count: int
    last_quote: int

    @property
    def more(self) -> int:
        """Return how many principles are counted and not named."""
        return max(0, len(self.principles) - NAMED_A_DAY)


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
        "days": _days(principles),
        "sources": sources[:6],
        "people": people[:6],
        "tags": tags[:20],
    }
    return render(request, "home/home.html", context)


def _search_label(principles: int, quotes: int, sources: int) -> str:
    """Return the label of the search field: how much of each kind there is to search."""
    counts = [(principles, "principle"), (quotes, "quote"), (sources, "source")]
    return "Search " + listed(counted(number, noun) for number, noun in counts if number)


def _days(principles: Sequence[Principle]) -> list[Day]:
    """Return the last days on which something was published, and what that was; one query."""
    quotes = {day: (count, last) for day, count, last in Quote.objects.published().by_day()[:DAYS]}
    added: dict[date, list[Principle]] = {}
    for principle in sorted(principles, key=lambda entry: -entry.number):
        if principle.published_at:
            added.setdefault(timezone.localdate(principle.published_at), []).append(principle)
    days = sorted({*quotes, *added}, reverse=True)[:DAYS]
    return [Day(day, added.get(day, []), *quotes.get(day, (0, 0))) for day in days]
