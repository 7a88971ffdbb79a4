"""Saving sources and passages: their citations follow the words, and the editor is told.

What it does to the verdicts of the quotes that cite them is named before it is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list

from principles.admin.asking import AskingAdmin
from principles.admin.changing import verdicts
from principles.admin.filters import LOST
from principles.models import Citation, Passage, Source
from principles.provenance.anchoring import keeping_anchors


class AnchoringAdmin(AskingAdmin):
    """An EntryAdmin of sources or passages, whose citations follow their words."""

    @contextmanager
    def writing(self, request: HttpRequest, entries: Iterable[Any]) -> Iterator[None]:
        """Let the block write, then move citations to their words and tell the editor."""
        with super().writing(request, entries), keeping_anchors(_sources(list(entries))) as done:
            yield
        if done.moved:
            self.tell(request, f"The words of {_codes(done.moved)} were found in another passage.")
        if done.lost:
            address = reverse("admin:principles_quote_changelist")
            told = format_html(
                "The stored text no longer has the words of {}. They keep their citation and "
                'where it was, and are <a href="{}?place={}">listed as needing work</a>.',
                _codes(done.lost),
                address,
                LOST,
            )
            self.tell(request, told, messages.WARNING)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        form.verdicts_before = verdicts(_sources([obj]))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        before, after = form.verdicts_before, verdicts(_sources([form.instance]))
        self.name_consequences(request, before, after, deed="Saving")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._naming_what_deleting_changes(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with self._naming_what_deleting_changes(request, list(queryset)):
            super().delete_queryset(request, queryset)

    @contextmanager
    def _naming_what_deleting_changes(
        self, request: HttpRequest, entries: list[Any]
    ) -> Iterator[None]:
        sources = _sources(entries)
        before = verdicts(sources)
        yield
        self.name_consequences(request, before, verdicts(sources), deed="Deleting")


def _sources(entries: list[Any]) -> set[int]:
    """Return the sources whose text the entries are or were."""
    sources = {entry.pk for entry in entries if isinstance(entry, Source)}
    passages = [entry for entry in entries if isinstance(entry, Passage)]
    stored = Passage.objects.filter(pk__in=[passage.pk for passage in passages])
    now = {passage.source_id for passage in passages}
    return {*sources, *now, *stored.values_list("source_id", flat=True)} if passages else sources


def _codes(citations: list[int]) -> str:
    quotes = Citation.objects.filter(pk__in=citations).order_by("quote").distinct()
    numbers = quotes.values_list("quote", flat=True)
    return get_text_list([f"Q{number}" for number in numbers], "and")
