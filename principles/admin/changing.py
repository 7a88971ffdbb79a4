"""The verdicts of citations before and after an act, and how they differ, in sentences."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.db.models import QuerySet
from django.utils.text import get_text_list

from principles.models import Citation, Status, Verdict
from principles.models.evidence import VERDICT_ORDER

SHOWN_CHANGES = 20
State = tuple[int, str, str]  # of a citation: number and status of its quote, verdict


def verdicts(sources: Collection[int | None]) -> dict[int, State]:
    """Return the state of every citation of the sources by its id; one query."""
    return states(Citation.objects.filter(source__in=[number for number in sources if number]))


def states(citations: QuerySet[Citation]) -> dict[int, State]:
    """Return the state of each citation by its id, in the order of their quotes; one query."""
    rows = citations.order_by("quote", "position", "pk")
    return {
        pk: (quote, status, verdict)
        for pk, quote, status, verdict in rows.values_list(
            "pk", "quote", "quote__status", "verdict"
        )
    }


def rank(verdict: str) -> int:
    """Return the place of the verdict as readers see it; the best is the least."""
    return VERDICT_ORDER[Verdict(verdict).shown]


def changes(
    before: dict[int, State], after: dict[int, State], *, deed: str
) -> list[tuple[int, str]]:
    """Return the level and text of a message about published quotes, and of one about others.

    Empty where no verdict changed. `deed` begins the sentence: Saving changed.
    """
    told = []
    for is_published in (True, False):
        changed = [
            (quote, Verdict(before[pk][2]).shown, Verdict(verdict).shown)
            for pk, (quote, status, verdict) in after.items()
            if (status == Status.PUBLISHED) is is_published
            and pk in before
            and rank(before[pk][2]) != rank(verdict)
        ]
        if changed:
            kind = "published" if is_published else "unpublished"
            told.append((_level(changed), f"{deed} {_told(changed, kind)}."))
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
