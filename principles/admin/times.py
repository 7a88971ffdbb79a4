"""When an entry was saved; the database says so, and of an entry not yet saved nobody can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class TimedAdmin(ModelAdmin):
    """A ModelAdmin of entries whose last save is shown."""

    @admin.display(description="Modified")
    def saved_at(self, entry: Any) -> str:
        """Return the day and time of the last save."""
        if entry.pk is None:
            return "Not saved yet."
        return date_format(localtime(entry.modified), "j F Y, H:i")

    @admin.display(description="Modified", ordering="modified")
    def saved_on(self, entry: Any) -> str:
        """Return the day of the last save, short enough for a column of a list."""
        return date_format(localtime(entry.modified), "j M Y")
