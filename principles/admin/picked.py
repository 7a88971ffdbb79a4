"""Saving the quotes that were picked out of a source, each by itself.

A quote that a rule refuses is told by name and stays picked; the others are saved. Publishing goes
by the rules of the list: what would need a yes of the editor stays a draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Value
from django.db.models.functions import MD5, Coalesce

from principles.admin.picking import Pick
from principles.admin.refusals import refusal
from principles.models import (
    Attribution,
    Citation,
    Person,
    Principle,
    Quote,
    QuoteTag,
    Support,
    Tag,
)
from principles.models.evidence import NormalizedWords
from principles.models.version import let_rules_speak
from principles.text import cleaned


@dataclass(frozen=True, slots=True)
class Shared:
    """What all picked quotes have; each may be absent."""

    speaker: Person | None = None
    principle: Principle | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The quotes made, and why others were not."""

    quotes: list[Quote] = field(default_factory=list)
    refused: list[tuple[Pick, str]] = field(default_factory=list)


def save_picks(picks: Iterable[Pick], shared: Shared) -> Saved:
    """Make a draft of each pick; its verdict is stale until it is computed."""
    saved = Saved()
    for pick in picks:
        same = _same_words(pick.text)
        if same:
            saved.refused.append((pick, f"{same.code} has these words already."))
            continue
        try:
            with transaction.atomic():
                quote = _draft(pick, shared)
                let_rules_speak()
            saved.quotes.append(quote)
        except IntegrityError as error:
            saved.refused.append((pick, refusal(error)))
    return saved


def _same_words(text: str) -> Quote | None:
    digest = MD5(NormalizedWords(Value(cleaned(text).text)))
    return Quote.objects.filter(words_digest=digest, same_words_as=None).first()


def _draft(pick: Pick, shared: Shared) -> Quote:
    passage = pick.passage
    quote = Quote.objects.create(text=cleaned(pick.text).text, language=passage.language)
    Citation.objects.create(quote=quote, source_id=passage.source_id, passage=passage)
    if shared.speaker:
        Attribution.objects.create(quote=quote, person=shared.speaker)
    if shared.principle:
        supports: Any = shared.principle.supports
        last = supports.aggregate(last=Coalesce(Max("position"), 0))["last"]
        Support.objects.create(quote=quote, principle=shared.principle, position=last + 1)
    if shared.tag:
        QuoteTag.objects.create(content_object=quote, tag=shared.tag)
    return quote
