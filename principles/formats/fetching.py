"""What the JSON of an entry needs, fetched for many entries in a fixed number of queries."""

from __future__ import annotations

from django.db.models import F, Prefetch, QuerySet

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    SeeAlso,
    Source,
    Status,
    Support,
)

LONGEST_NESTED = 50
"""Quotes inside another entry; one more is fetched, to know whether there are more."""


def quotes_for_json(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Return the quotes with all that `quote_json` shows; 5 queries."""
    supports = Support.objects.published().select_related("principle").order_by("principle")
    return _nested(quotes).prefetch_related(
        Prefetch("supports", supports, to_attr="shown_supports")
    )


def principles_for_json(principles: QuerySet[Principle]) -> QuerySet[Principle]:
    """Return the principles with all that `principle_json` shows; 8 queries."""
    quotes = _nested(Quote.objects.all())
    return principles.prefetch_related(
        Prefetch(
            "supports",
            Support.objects.published()
            .order_by("position", "pk")
            .prefetch_related(Prefetch("quote", quotes))[: LONGEST_NESTED + 1],
            to_attr="shown_supports",
        ),
        Prefetch("principle_tags", PrincipleTag.objects.select_related("tag")),
        Prefetch(
            "see_also",
            SeeAlso.objects.filter(other__status=Status.PUBLISHED).select_related("other"),
            to_attr="shown_see_also",
        ),
    )


def sources_for_json(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Return the sources with all that `source_json` shows; 7 queries."""
    quotes = _nested(Quote.objects.all())
    in_order = (F("passage__position").asc(nulls_last=True), F("start").asc(nulls_last=True), "pk")
    return sources.select_related("container").prefetch_related(
        Prefetch("contributions", Contribution.objects.select_related("person")),
        Prefetch(
            "citations",
            Citation.objects.published()
            .order_by(*in_order)
            .prefetch_related(Prefetch("quote", quotes))[: LONGEST_NESTED + 1],
            to_attr="shown_citations",
        ),
    )


def _nested(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    return quotes.prefetch_related(
        Prefetch("attributions", Attribution.objects.select_related("person")),
        Prefetch("citations", Citation.objects.with_labels().with_words()),
        Prefetch("quote_tags", QuoteTag.objects.select_related("tag")),
    )
