"""The page that names what an act would do to published quotes, and takes the editor's answer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from principles.admin.answering import carried
from principles.admin.base import REFUSAL, EntryAdmin
from principles.admin.changing import State, changes
from principles.admin.consequences import (
    ANYWAY,
    BACK,
    NOTE,
    SEEN,
    Consequences,
    digest_of,
    fallen,
    keep_notes,
)

STILL_HERE = "Nothing is saved yet. What you typed is still here."


class AskingAdmin(EntryAdmin):
    """An EntryAdmin that asks before an act lets a published quote fall; then all is undone."""

    def name_consequences(
        self,
        request: HttpRequest,
        before: dict[int, State],
        after: dict[int, State],
        *,
        deed: str,
    ) -> None:
        """Tell of verdicts that changed; no query unless one falls that readers see.

        Raises `Consequences` in that case, until the editor was shown just that and goes on.
        """
        down = fallen(before, after)
        if down:
            if ANYWAY not in request.POST or request.POST.get(SEEN) != digest_of(down):
                raise Consequences(before, after, deed=deed)
            keep_notes(request.POST, down)
        for level, told in changes(before, after, deed=f"{deed} changed"):
            self.tell(request, told, level)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if BACK in request.POST:
            request.META[REFUSAL] = STILL_HERE
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Consequences as named:
            return self._ask_about(request, named)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Consequences as named:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return self._ask_about(request, named, back=reverse(name, args=[object_id]))

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        try:
            return super().response_action(request, queryset)
        except Consequences as named:
            return self._ask_about(request, named, back=request.get_full_path())

    def _ask_about(
        self, request: HttpRequest, named: Consequences, *, back: str = ""
    ) -> HttpResponse:
        """Return the page; without an address to go back to, the form goes back as typed."""
        self.forget_what_was_told(request)
        notes = [name for name in request.POST if name.startswith(NOTE)]
        context = {
            **self.admin_site.each_context(request),
            "title": named.title,
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "named": named,
            "carried": carried(request, {ANYWAY, BACK, SEEN, *notes}),
            "back": back,
            "backwards": BACK,
            "anyway": ANYWAY,
            "seen": SEEN,
        }
        return TemplateResponse(request, "admin/principles/consequences.html", context)
