"""What is new: for each of the last days, what was published and why.

The base keeps the day on which an entry was first published, and neither dates nor reasons of later
changes and withdrawals, so none are told. The reason for a principle is its maxim; for a quote it
is the principle that it supports with the editors' note on how, or else the note on the quote. A
quote that does not stand alone tells a reader nothing here, and a day of nothing else is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from principles.models import Principle, Quote, Support
from principles.models.written import written_once

DAYS = 5
NAMED = 3  # principles and quotes of a day that are named; a link leads to the rest


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on a day, the newest first, and whether there is more of it."""

    date: date
    principles: Sequence[Principle]
    quotes: Sequence[Quote]
    has_more_principles: bool
    has_more_quotes: bool


def last_days(principles: Sequence[Principle]) -> list[Day]:
    """Return the last days on which something was published; three queries.

    `principles` are the published ones.
    """
    counts = {day: count for day, count, _ in _days()}
    added: dict[date, list[Principle]] = {}
    for principle in sorted(principles, key=lambda entry: -entry.number):
        if principle.published_at:
            added.setdefault(timezone.localdate(principle.published_at), []).append(principle)
    days = sorted({*counts, *added}, reverse=True)[:DAYS]
    quotes: dict[date, list[Quote]] = {}
    for quote in _shown([day for day in days if day in counts]):
        quotes.setdefault(quote.day, []).append(quote)  # type: ignore[attr-defined]  # annotated
    return [
        Day(
            day,
            added.get(day, [])[:NAMED],
            quotes.get(day, []),
            has_more_principles=len(added.get(day, [])) > NAMED,
            has_more_quotes=counts.get(day, 0) > NAMED,
        )
        for day in days
    ]


@written_once
def _days() -> QuerySet[Quote, tuple[date, int, int]]:
    return Quote.objects.published().filter(stands_alone=True).by_day()[:DAYS]


def _shown(days: Sequence[date]) -> list[Quote]:
    """Return the newest of the quotes of each day, with what they support."""
    supported = Support.objects.published().with_names()
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
