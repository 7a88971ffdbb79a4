"""When an entry was saved or published, as the database recorded it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime


def day_and_time(moment: datetime) -> str:
    """Return the moment in the site's time zone, to the minute: 23 November 2026, 17:24."""
    return date_format(localtime(moment), "j F Y, H:i")


class TimedAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin of entries whose last save is shown."""

    @admin.display(description="Modified")
    def saved_at(self, entry: Any) -> str:
        """Return the day and time of the last save."""
        return "Not saved yet." if entry.pk is None else day_and_time(entry.modified)

    @admin.display(description="Modified", ordering="modified")
    def saved_on(self, entry: Any) -> str:
        """Return the day of the last save, short enough for a column of a list."""
        return date_format(localtime(entry.modified), "j M Y")
