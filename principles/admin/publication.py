"""Publishing and withdrawing from a list: each entry by itself, refusals by their sentence."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse

from principles.admin.matches import SearchedAdmin
from principles.admin.refusals import let_rules_speak, refusal
from principles.admin.times import day_and_time
from principles.models import Status

SHOWN_REFUSALS = 20
KEPT_FIELDS: tuple[str, Any] = ("Kept by the site", {"fields": (("first_published", "saved_at"),)})


class PublishableAdmin(SearchedAdmin):
    """A SearchedAdmin of entries that are published; `KEPT_FIELDS` shows what nobody types."""

    actions = ("publish", "withdraw")
    readonly_fields = ("first_published", "saved_at")

    @admin.display(description="Published")
    def first_published(self, entry: Any) -> str:
        """Return the day and time of the first publication."""
        return day_and_time(entry.published_at) if entry.published_at else "Not yet."

    @admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        """Publish the selected entries that may be."""
        self.move(request, queryset, status=Status.PUBLISHED)
        return None

    @admin.action(description="Withdraw selected %(verbose_name_plural)s", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Withdraw the selected entries that were published."""
        self.move(request, queryset, status=Status.WITHDRAWN)

    def move(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *, status: Status
    ) -> list[int]:
        """Give each entry the status, say what was done and refused; return the numbers done."""
        done, refused = [], []
        for entry in queryset.exclude(status=status).order_by("number"):
            try:
                with transaction.atomic():
                    entry.status = status
                    entry.save(update_fields=["status"])
                    let_rules_speak()
                    self.log_change(request, entry, f"{status.label}.")
                done.append(entry.pk)
            except IntegrityError as error:
                refused.append(f"{entry}: {refusal(error)}")
        names = self.opts.verbose_name if len(done) == 1 else self.opts.verbose_name_plural
        self.message_user(
            request,
            f"{len(done)} {names} {status.label.lower()}.",
            messages.SUCCESS if done else messages.INFO,
        )
        for sentence in refused[:SHOWN_REFUSALS]:
            self.message_user(request, sentence, messages.ERROR)
        if len(refused) > SHOWN_REFUSALS:
            rest = len(refused) - SHOWN_REFUSALS
            self.message_user(request, f"{rest} more were refused.", messages.ERROR)
        return done
