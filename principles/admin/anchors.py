"""Saving sources and passages: their citations follow the words, and the editor is told.

What it does to the verdicts of the quotes that cite them is told too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list

from principles.admin.base import EntryAdmin
from principles.admin.filters import LOST
from principles.models import Citation, Passage, Source, Status, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.provenance.anchoring import keeping_anchors

SHOWN_CHANGES = 20
State = tuple[int, str, str]  # of a citation: number and status of its quote, verdict


class AnchoringAdmin(EntryAdmin):
    """An EntryAdmin of sources or passages, whose citations follow their words."""

    @contextmanager
    def writing(self, request: HttpRequest, entries: Iterable[Any]) -> Iterator[None]:
        """Let the block write, then move citations to their words and tell the editor."""
        with super().writing(request, entries), keeping_anchors(_sources(list(entries))) as done:
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

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        form.verdicts_before = verdicts(_sources([obj]))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        self._tell_changes(request, form.verdicts_before, _sources([form.instance]), deed="Saving")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._telling_what_deleting_changes(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with self._telling_what_deleting_changes(request, list(queryset)):
            super().delete_queryset(request, queryset)

    @contextmanager
    def _telling_what_deleting_changes(
        self, request: HttpRequest, entries: list[Any]
    ) -> Iterator[None]:
        sources = _sources(entries)
        before = verdicts(sources)
        yield
        self._tell_changes(request, before, sources, deed="Deleting")

    def _tell_changes(
        self, request: HttpRequest, before: dict[int, State], sources: set[int], *, deed: str
    ) -> None:
        """Name the quotes whose verdict is another; a query if the sources are cited."""
        after = verdicts(sources) if before else {}
        for level, told in changes(before, after, deed=deed):
            self.message_user(request, told, level)


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


def verdicts(sources: Collection[int | None]) -> dict[int, State]:
    """Return the state of every citation of the sources by its id; one query."""
    cited = Citation.objects.filter(source__in=[number for number in sources if number])
    rows = cited.order_by("quote", "position", "pk")
    return {
        pk: (quote, status, verdict)
        for pk, quote, status, verdict in rows.values_list(
            "pk", "quote", "quote__status", "verdict"
        )
    }


def changes(
    before: dict[int, State], after: dict[int, State], *, deed: str
) -> list[tuple[int, str]]:
    """Return the level and text of a message about published quotes, and of one about others.

    Empty where no verdict changed. `deed` is what was done: Saving, Deleting.
    """
    told = []
    for is_published in (True, False):
        changed = [
            (quote, Verdict(before[pk][2]).shown, Verdict(verdict).shown)
            for pk, (quote, status, verdict) in after.items()
            if (status == Status.PUBLISHED) is is_published
            and pk in before
            and Verdict(before[pk][2]).shown != Verdict(verdict).shown
        ]
        if changed:
            kind = "published" if is_published else "unpublished"
            told.append((_level(changed), f"{deed} changed {_told(changed, kind)}."))
    return told


def _level(changed: list[tuple[int, Verdict, Verdict]]) -> int:
    is_worse = any(VERDICT_ORDER[now] > VERDICT_ORDER[was] for _, was, now in changed)
    return messages.WARNING if is_worse else messages.INFO


def _told(changed: list[tuple[int, Verdict, Verdict]], kind: str) -> str:
    """Return how many quotes changed, and how: 2 published quotes: Q66 verbatim → altered."""
    count = len({quote for quote, _, _ in changed})
    quotes = f"{count} {kind} {'quote' if count == 1 else 'quotes'}"
    named = [f"Q{quote} {was} → {now}" for quote, was, now in changed[:SHOWN_CHANGES]]
    if len(changed) > SHOWN_CHANGES:
        named.append(f"{len(changed) - SHOWN_CHANGES} more")
    return f"{quotes}: {get_text_list(named, 'and')}"
