"""Publishing and withdrawing: by the buttons of a form, and from a list.

A form has no field for the status: its buttons give it, and one that gives none leaves it. From a
list each entry is moved by itself, and refusals are told by their sentence.
"""

# ruff: noqa: FBT001, FBT002 (signatures are those of Django's admin)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from principles.admin.answering import carried, named
from principles.admin.matches import SearchedAdmin
from principles.admin.refusals import refusal
from principles.admin.times import day_and_time
from principles.models import Status
from principles.models.version import let_rules_speak
from principles.templatetags.editing import preview_address

SHOWN_REFUSALS = 20
KEPT_FIELDS: tuple[str, Any] = (
    "Kept by the site",
    {"fields": (("standing_now", "first_published", "saved_at"),)},
)
BUTTONS = ("status",)
WITHDRAWING_NOW = "_withdraw"
WITHDRAWING = ("withdrawal_reason", "shows_reason")


class WithdrawalForm(forms.Form):
    """Why entries are withdrawn, and whether readers may read it."""

    withdrawal_reason = forms.CharField(
        required=False, label="Why", widget=AdminTextareaWidget(attrs={"rows": 3})
    )
    shows_reason = forms.BooleanField(required=False, label="Show the reason to readers")

    def __init__(self, posted: Mapping[str, Any] | None) -> None:
        super().__init__(posted, label_suffix="")


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

    def ways_to(self, request: HttpRequest, entry: Any) -> SafeString:
        """Return links to the page of the entry, or its preview, and to its form; no query."""
        form = reverse(f"admin:principles_{entry._meta.model_name}_change", args=[entry.pk])
        edit = format_html('<a href="{}">Edit {}</a>', form, named(entry))
        if not entry.is_published:
            preview = preview_address(entry.get_absolute_url())
            return format_html('<a href="{}">Preview</a> · {}', preview, edit)
        return format_html('<a href="{}">See it</a> · {}', entry.get_absolute_url(), edit)

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

    @admin.action(description="Withdraw selected %(verbose_name_plural)s…", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        """Ask why, then withdraw the selected entries that were published."""
        form = WithdrawalForm(request.POST)
        chosen = queryset.filter(status=Status.PUBLISHED)
        if WITHDRAWING_NOW not in request.POST and chosen.exists():
            return self._ask_why(request, queryset, WithdrawalForm(None))
        why = form.cleaned_data if form.is_valid() else {}
        done = self.move(request, queryset, status=Status.WITHDRAWN, fields=why)
        self.withdrawn(request, done)
        return None

    def withdrawn(self, request: HttpRequest, numbers: list[int]) -> None:
        """Tell what follows from the withdrawal of those entries."""

    def _ask_why(
        self, request: HttpRequest, queryset: models.QuerySet[Any], form: WithdrawalForm
    ) -> HttpResponse:
        chosen = queryset.filter(status=Status.PUBLISHED).order_by("number")
        count = chosen.count()
        names = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        context = {
            **self.admin_site.each_context(request),
            "title": f"Withdraw {count} {names}",
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "form": form,
            "entries": chosen[:SHOWN_REFUSALS],
            "beyond": max(0, count - SHOWN_REFUSALS),
            "others": queryset.exclude(status=Status.PUBLISHED).count(),
            "carried": carried(request, form.fields),
            "now": WITHDRAWING_NOW,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/principles/withdraw.html", context)

    def move(
        self,
        request: HttpRequest,
        queryset: models.QuerySet[Any],
        *,
        status: Status,
        fields: Mapping[str, Any] | None = None,
    ) -> list[int]:
        """Give each entry the status and fields, say what was refused; return the numbers done.

        Nine queries where nothing is refused, and for each that is some for every halving of their
        number.
        """
        entries = list(queryset.exclude(status=status).order_by("number"))
        refused: list[str] = []
        moved = self._moved(entries, {"status": status, **(fields or {})}, refused)
        done = [entry.pk for entry in moved]
        user: Any = request.user.pk
        kept = f"{status.label}."
        LogEntry.objects.log_actions(user, moved, CHANGE, change_message=kept)
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

    def _moved(self, entries: list[Any], fields: dict[str, Any], refused: list[str]) -> list[Any]:
        """Set the fields where the rules allow it; return these entries, keep the refusals."""
        if not entries:
            return []
        try:
            with transaction.atomic():
                chosen = self.model._default_manager.filter(pk__in=[entry.pk for entry in entries])
                chosen.update(**fields)
                let_rules_speak()
        except IntegrityError as error:
            if len(entries) == 1:
                refused.append(f"{entries[0]}: {refusal(error)}")
                return []
            half = len(entries) // 2
            parts = (entries[:half], entries[half:])
            return [entry for part in parts for entry in self._moved(part, fields, refused)]
        return entries


def _done(form: Any) -> str:
    """Return what saving the form did: published, withdrawn, saved as a draft, saved."""
    if "status" in form.changed_data and form.instance.status != Status.DRAFT:
        return str(form.instance.status)
    return "saved as a draft" if form.instance.status == Status.DRAFT else "saved"
