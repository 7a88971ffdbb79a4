"""What the JSON of an entry needs, fetched for many entries in a fixed number of queries.

Quotes stand on their own, under principles and under sources; all of them are filled in together,
so that a list of every kind costs little more than a list of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Prefetch, QuerySet, prefetch_related_objects

from principles.gaps import REFERENCE_IN_BODY
from principles.markdown import public_body
from principles.models import (
    Citation,
    Contribution,
    Principle,
    PrincipleTag,
    Quote,
    SeeAlso,
    Source,
    Status,
    Support,
)
from principles.models.evidence import evidence, tags_of

LONGEST_NESTED = 50
"""Quotes inside another entry; one more is fetched, to know whether there are more."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries with all that their JSON shows, in the order they were asked for."""

    quotes: list[Quote] = field(default_factory=list)
    principles: list[Principle] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def for_json(
    *,
    quotes: QuerySet[Quote] | None = None,
    principles: QuerySet[Principle] | None = None,
    sources: QuerySet[Source] | None = None,
) -> Entries:
    """Return the entries with all that their JSON shows.

    5 queries for quotes, 8 for principles, 6 for sources; 13 for all of them.
    """
    found = Entries(
        list(quotes) if quotes is not None else [],
        list(_with_supports(principles)) if principles is not None else [],
        list(_with_citations(sources)) if sources is not None else [],
    )
    under_principles = [
        support.quote
        for principle in found.principles
        for support in principle.shown_supports  # type: ignore[attr-defined]  # prefetched
    ]
    under_sources = [
        citation.quote
        for source in found.sources
        for citation in source.shown_citations  # type: ignore[attr-defined]  # prefetched
    ]
    nested = [*under_principles, *under_sources]
    worded = evidence(citations=Citation.objects.with_labels().with_words())
    prefetch_related_objects([*found.quotes, *nested], *worded, tags_of())
    supports = Support.objects.published().select_related("principle").order_by("principle")
    prefetch_related_objects(found.quotes, Prefetch("supports", supports, to_attr="shown_supports"))
    _drop_unpublished_references(found.principles, public={quote.pk for quote in nested})
    return found


def _with_supports(principles: QuerySet[Principle]) -> QuerySet[Principle]:
    supports = Support.objects.published().select_related("quote").order_by("position", "pk")
    return principles.prefetch_related(
        Prefetch("supports", supports[: LONGEST_NESTED + 1], to_attr="shown_supports"),
        Prefetch("principle_tags", PrincipleTag.objects.select_related("tag")),
        Prefetch(
            "see_also",
            SeeAlso.objects.filter(other__status=Status.PUBLISHED).select_related("other"),
            to_attr="shown_see_also",
        ),
    )


def _with_citations(sources: QuerySet[Source]) -> QuerySet[Source]:
    in_order = (F("passage__position").asc(nulls_last=True), F("start").asc(nulls_last=True), "pk")
    citations = Citation.objects.published().select_related("quote").order_by(*in_order)
    return sources.select_related("container").prefetch_related(
        Prefetch("contributions", Contribution.objects.select_related("person")),
        Prefetch("citations", citations[: LONGEST_NESTED + 1], to_attr="shown_citations"),
    )


def _drop_unpublished_references(principles: Iterable[Principle], *, public: set[int]) -> None:
    """Give each principle a `shown_body` that names published quotes alone, as its page does.

    `public` are quotes known to be published; one query if a body refers to others.
    """
    principles = list(principles)
    referenced = {
        int(n) for principle in principles for n in REFERENCE_IN_BODY.findall(principle.body)
    }
    if referenced - public:
        others = Quote.objects.published().filter(pk__in=referenced - public)
        public = public | set(others.values_list("pk", flat=True))
    for principle in principles:
        principle.shown_body = public_body(principle.body, public)  # type: ignore[attr-defined]  # for principle_json
