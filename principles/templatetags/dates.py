"""Dates as precisely as they are known: a year, a month of a year, or a day."""

from datetime import date
from typing import Protocol

from django import template

from principles.models.bibliography import printed_year

register = template.Library()
register.filter("printed_year", printed_year)

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


class PartialDate(Protocol):
    """What has a year, and perhaps a month and a day."""

    year: int | None
    month: int | None
    day: int | None


@register.filter
def partial_date(dated: PartialDate) -> str:
    """Return the date in words: 30 March 1998, March 1998, 1998, 44 BC; empty if unknown."""
    if dated.year is None:
        return ""
    parts = [printed_year(dated.year)]
    if dated.month is not None:
        parts.insert(0, MONTHS[dated.month - 1])
        if dated.day is not None:
            parts.insert(0, str(dated.day))
    return " ".join(parts)


@register.filter
def iso_date(dated: PartialDate) -> str:
    """Return the date for a `datetime` attribute; empty if unknown or before the year 1.

    The shapes are HTML's valid year, month and date strings: the year has four digits.
    """
    if dated.year is None or dated.year < 1:
        return ""
    parts = [f"{dated.year:04}"]
    if dated.month is not None:
        parts.append(f"{dated.month:02}")
        if dated.day is not None:
            parts.append(f"{dated.day:02}")
    return "-".join(parts)
