"""The page on which quotes are picked out of a source, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from principles.admin.base import turn_to_write
from principles.admin.citations import torn_quotes
from principles.admin.confirming import questions_of
from principles.admin.picked import Saved, Shared, save_picks
from principles.admin.picking import (
    PickForm,
    beyond_sentences,
    known,
    only_author,
    sections,
)
from principles.admin.verdicts import answer
from principles.models import Quote, Source, Status
from principles.models.passages import PASSAGES_A_PAGE
from principles.provenance.verification import recompute

MADE = [
    f"principles.add_{made}" for made in ("quote", "citation", "attribution", "support", "quotetag")
]


class PickingAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin of sources, from whose text quotes are picked."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.pick)
        return [
            path("<int:number>/pick/", view, name="principles_source_pick"),
            *super().get_urls(),
        ]

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Lead from a new source with text to the page on which quotes are picked out of it."""
        if not obj.passages.exists():
            return super().response_post_save_add(request, obj)
        return HttpResponseRedirect(reverse("admin:principles_source_pick", args=[obj.pk]))

    def pick(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show the text of the source to pick from, or save what was picked; 12 queries at most."""
        source = get_object_or_404(Source, pk=number)
        if not (self.has_view_permission(request, source) and request.user.has_perms(MADE)):
            raise PermissionDenied
        if request.method != "POST":
            empty = PickForm(None, source=source, initial={"speaker": only_author(source)})
            return self._page(request, source, empty)
        with turn_to_write(request):
            form = PickForm(request.POST, source=source)
            if not form.is_valid():
                return self._page(request, source, form, picked=form.values)
            saved = self._save(request, form)
        if not saved.refused:
            return HttpResponseRedirect(reverse("admin:principles_quote_changelist"))
        return self._page(request, source, form, picked=[pick.value for pick, _ in saved.refused])

    @property
    def _quotes(self) -> Any:
        return self.admin_site.get_model_admin(Quote)

    def _save(self, request: HttpRequest, form: PickForm) -> Saved:
        shared = Shared(**{name: form.cleaned_data.get(name) for name in form.fields})
        saved = save_picks(form.picks, shared)
        recompute()
        for quote in saved.quotes:
            self._quotes.log_addition(request, quote, "Picked out of its source.")
        quotes = Quote.objects.filter(pk__in=[quote.pk for quote in saved.quotes])
        if "publish" in request.POST:
            self._publish(request, quotes)
        ways = partial(self._quotes.ways_to, request)
        for status, done in ((Status.PUBLISHED, "published"), (Status.DRAFT, "saved as a draft")):
            level, told = answer(quotes.filter(status=status), done, ways=ways)
            if told:
                self.message_user(request, told, level)
        for pick, reason in saved.refused:
            self.message_user(request, f"“{pick.text[:60]}…”: {reason}", messages.ERROR)
        return saved

    def _publish(self, request: HttpRequest, quotes: Any) -> None:
        """Publish what may be; the rest stays a draft, with the reason."""
        torn = dict(torn_quotes(quotes))
        doubtful = questions_of(quotes, {})
        kept = [quote.pk for quote in (*torn, *doubtful)]
        self._quotes.move(request, quotes.exclude(pk__in=kept), status=Status.PUBLISHED)
        for quote, sentence in torn.items():
            self.message_user(request, f"{quote}: {sentence}", messages.ERROR)
        for quote in doubtful:
            form = reverse("admin:principles_quote_change", args=[quote.pk])
            told = format_html(
                '<a href="{}">{}</a> stays a draft: its form asks for a yes.', form, quote.code
            )
            self.message_user(request, told, messages.WARNING)

    def _page(
        self, request: HttpRequest, source: Source, form: PickForm, *, picked: Sequence[str] = ()
    ) -> HttpResponse:
        pages = Paginator(source.passages.all(), PASSAGES_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        first = request.GET.get("from", "")
        shown = sections(source, page.object_list, picked=picked, first=first)
        context = {
            **self.admin_site.each_context(request),
            "title": "Pick quotes",
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "source": source,
            "form": form,
            "known": known(source),
            "page": page,
            "sections": shown,
            "stretches": beyond_sentences(form.picks, shown, picked=picked),
        }
        return TemplateResponse(request, "admin/principles/source/pick.html", context)
