"""What is new: for each of the last days, what was published and what it is there for.

The base keeps the day on which an entry was first published, and no reasons of its own. So a
principle is told with its maxim, and a quote with the principle that it supports and the editors'
note on how.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from principles.models import Principle, Quote, Support

DAYS = 5
NAMED = 3  # principles and quotes of a day that are named; the rest are counted


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on a day, the newest first: all principles, some quotes of so many."""

    date: date
    principles: list[Principle]
    quotes: list[Quote]
    quote_count: int

    @property
    def named(self) -> list[Principle]:
        """Return the principles that are named."""
        return self.principles[:NAMED]

    @property
    def more_principles(self) -> int:
        """Return how many principles are counted and not named."""
        return len(self.principles) - len(self.named)

    @property
    def more_quotes(self) -> int:
        """Return how many quotes are counted and not shown."""
        return self.quote_count - len(self.quotes)


def last_days(principles: Sequence[Principle]) -> list[Day]:
    """Return the last days on which something was published; three queries.

    `principles` are the published ones.
    """
    counts = {day: count for day, count, _ in Quote.objects.published().by_day()[:DAYS]}
    added: dict[date, list[Principle]] = {}
    for principle in sorted(principles, key=lambda entry: -entry.number):
        if principle.published_at:
            added.setdefault(timezone.localdate(principle.published_at), []).append(principle)
    days = sorted({*counts, *added}, reverse=True)[:DAYS]
    quotes: dict[date, list[Quote]] = {}
    for quote in _shown([day for day in days if day in counts]):
        quotes.setdefault(quote.day, []).append(quote)  # type: ignore[attr-defined]  # annotated
    return [Day(day, added.get(day, []), quotes.get(day, []), counts.get(day, 0)) for day in days]


def _shown(days: Sequence[date]) -> list[Quote]:
    """Return the newest quotes of each day that stand alone, with what they support."""
    supported = Support.objects.published().select_related("principle")
    return list(
        Quote.objects.published()
        .filter(stands_alone=True)
        .annotate(day=TruncDate("published_at"))
        .filter(day__in=days)
        .annotate(place=Window(RowNumber(), partition_by=[F("day")], order_by=F("number").desc()))
        .filter(place__lte=NAMED)
        .prefetch_related(Prefetch("supports", supported))
        .order_by("-number")
    )
