"""Publishing and withdrawing: by the buttons of a form, and from a list.

A form has no field for the status: its buttons give it, and one that gives none leaves it. From a
list each entry is moved by itself, and refusals are told by their sentence.
"""

# ruff: noqa: FBT001, FBT002 (signatures are those of Django's admin)

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from principles.admin.answering import named
from principles.admin.matches import SearchedAdmin
from principles.admin.refusals import refusal
from principles.admin.times import day_and_time
from principles.models import Status
from principles.models.version import let_rules_speak

SHOWN_REFUSALS = 20
KEPT_FIELDS: tuple[str, Any] = (
    "Kept by the site",
    {"fields": (("standing_now", "first_published", "saved_at"),)},
)
BUTTONS = ("status",)
WITHDRAWING = ("withdrawal_reason", "shows_reason")


class PublishableAdmin(SearchedAdmin):
    """A SearchedAdmin of entries that are published; `KEPT_FIELDS` shows what nobody types."""

    actions = ("publish", "withdraw")
    readonly_fields = ("standing_now", "first_published", "saved_at")

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm[Any]]:
        """Return the form with what its buttons give: the status, and why it is withdrawn."""
        asked = () if obj is None or obj.published_at is None else WITHDRAWING
        shown = kwargs.get("fields") or flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [*shown, *BUTTONS, *asked]
        return super().get_form(request, obj, change=change, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.done = _done(form)

    def done_with(self, request: HttpRequest, entry: Any) -> tuple[int, str]:
        return messages.SUCCESS, format_html("{} {}.", named(entry), entry.done)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if "status" in form.fields:
            context["stands"] = form.initial.get("status") or Status.DRAFT
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="Status")
    def standing_now(self, entry: Any) -> str:
        """Return the status, and what it means for readers."""
        if entry.status == Status.DRAFT or entry.pk is None:
            return "Draft: only editors see it."
        return Status(entry.status).label

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


def _done(form: Any) -> str:
    """Return what saving the form did: published, withdrawn, saved as a draft, saved."""
    if "status" in form.changed_data and form.instance.status != Status.DRAFT:
        return str(form.instance.status)
    return "saved as a draft" if form.instance.status == Status.DRAFT else "saved"
