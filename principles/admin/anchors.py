"""Saving sources and passages: their citations follow the words, and the editor is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list

from principles.admin.base import EntryAdmin
from principles.admin.filters import LOST
from principles.models import Citation, Passage, Source
from principles.provenance.anchoring import keeping_anchors


class AnchoringAdmin(EntryAdmin):
    """An EntryAdmin of sources or passages, whose citations follow their words."""

    @contextmanager
    def writing(self, request: HttpRequest, entries: Iterable[Any]) -> Iterator[None]:
        """Let the block write, then move citations to their words and tell the editor."""
        with super().writing(request, entries):
            with keeping_anchors(_sources(list(entries))) as done:
                yield
            if done.moved:
                told = f"The words of {_codes(done.moved)} were found in another passage."
                self.message_user(request, told, messages.INFO)
            if done.lost:
                address = reverse("admin:principles_quote_changelist")
                told = format_html(
                    "The stored text no longer has the words of {}. They keep their citation and "
                    'where it was, and are <a href="{}?place={}">listed as needing work</a>.',
                    _codes(done.lost),
                    address,
                    LOST,
                )
                self.message_user(request, told, messages.WARNING)


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
