"""What readers report: read beside the quote, and closed with a note on what was done.

What a reader wrote is never edited. The address to answer to is gone when the report is deleted.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.admin.keeping import link_to
from principles.admin.times import day_and_time
from principles.admin.waits import WaitingAdmin
from principles.admin.worklist import WorkFilter
from principles.models import Report

READ_ONLY = ("entry", "received", "about", "words", "message", "reply_to")


@admin.register(Report)
class ReportAdmin(WaitingAdmin):
    """Reports, open ones before the others, the newest first; an editor says what came of each."""

    list_display = ("received", "code", "about", "opening", "state")
    list_display_links = ("received", "opening")
    list_filter = (WorkFilter, "state", "about")
    ordering = ("-state", "-received_at", "-pk")
    list_select_related = ("quote",)
    search_fields = ("message", "words", "outcome", "reply_to")
    search_help_text = "Words of the report, of the quote, or of what was done."
    readonly_fields = READ_ONLY
    fieldsets = (
        ("The report", {"fields": READ_ONLY}),
        ("What came of it", {"fields": ("state", "outcome")}),
    )
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return no: reports come from readers."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("quote")

    @admin.display(description="Received", ordering="received_at")
    def received(self, report: Report) -> str:
        return day_and_time(report.received_at)

    @admin.display(description="No.", ordering="quote")
    def code(self, report: Report) -> str:
        return report.quote.code

    @admin.display(description="What the reader says")
    def opening(self, report: Report) -> str:
        return Truncator(report.message).words(12, truncate="…")

    @admin.display(description="Quote")
    def entry(self, report: Report) -> SafeString:
        """Return a link to the quote as it is now, and to its page if the public sees it."""
        link = link_to(report.quote)
        if not report.quote.is_published:
            return link
        address = report.quote.get_absolute_url()
        return format_html('{} (<a href="{}">on the site</a>)', link, address)
