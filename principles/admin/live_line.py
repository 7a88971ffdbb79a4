"""The line under the words of a quote: asked for while they are typed, and shown after a save."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from principles.admin.filters import number_in
from principles.admin.live import Live, live
from principles.models import Passage, Source


class LiveAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin of quotes that says what is known of their words."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.check_words)
        return [path("check/", view, name="principles_quote_check"), *super().get_urls()]

    @method_decorator(require_POST)
    def check_words(self, request: HttpRequest) -> HttpResponse:
        """Answer with the line about words as typed; 14 queries at most."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        source, passage, quote = (
            number_in(request.POST.get(name)) for name in ("source", "passage", "quote")
        )
        known = live(
            request.POST.get("text", ""),
            source=Source.objects.filter(pk=source).first() if source else None,
            passage=Passage(pk=passage) if passage else None,
            except_for=quote,
        )
        return render(request, "admin/principles/quote/live.html", {"live": known})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["live"] = _known(context)
        return super().render_change_form(request, context, *args, **kwargs)


def _known(context: dict[str, Any]) -> Live | None:
    """Return what is known of the words of a form that was saved or sent."""
    form, original = context["adminform"].form, context["original"]
    if original is None and not form.is_bound:
        return None
    cited = original.citations.select_related("source", "passage").first() if original else None
    source, passage = (cited.source, cited.passage) if cited else (None, None)
    words = str(form["text"].value() or "") if "text" in form.fields else original.text
    number = original.pk if original else None
    return live(words, source=source, passage=passage, except_for=number)
