"""The stored texts that pasted words are compared with, as pages count and name them.

Whether a source is public is read from the index of the search, which knows it already: asking
each source anew costs more than a whole check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from principles.models import Passage, SearchEntry, Source

MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Texts:
    """How many public sources have a stored text and how many have none, up to MOST_COUNTED."""

    stored_count: int
    unstored_count: int
    sources: Sequence[Source]


def stored_count() -> int:
    """Count the public sources with a stored text, up to MOST_COUNTED; one query."""
    return _counted(_public().filter(_is_stored()))


def withheld_count() -> int:
    """Count the public sources whose stored text is kept back in part or whole; one query."""
    kept = _public().exclude(text_access=Source.Access.FULL)
    return _counted(kept.filter(_is_stored()))


def texts(*, size: int) -> Texts:
    """Return the counts and the first sources with a stored text, by title; three queries."""
    stored = _public().filter(_is_stored())
    return Texts(_counted(stored), _counted(_public().exclude(_is_stored())), tuple(stored[:size]))


def _public() -> QuerySet[Source]:
    rows = SearchEntry.objects.filter(
        kind="source", number=OuterRef("pk"), passage=0, part=0, public=True
    )
    return Source.objects.filter(Exists(rows)).exclude(level=Source.Level.AGGREGATOR)


def _is_stored() -> Exists:
    return Exists(Passage.objects.filter(source=OuterRef("pk")))


def _counted(sources: QuerySet[Source]) -> int:
    return sources.order_by()[:MOST_COUNTED].count()
