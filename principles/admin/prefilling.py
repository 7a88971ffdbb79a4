"""What the address of an empty form for a quote fills in.

`?source=5&passage=24&start=61&end=166&speaker=7&principle=21&tag=3`: each is optional, and what
names nothing is left out. The words are those of the passage from one offset to the other.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest

from principles.admin.filters import number_in
from principles.admin.quoting import without_marks
from principles.models import (
    Attribution,
    Citation,
    Passage,
    Person,
    Principle,
    QuoteTag,
    Source,
    Support,
    Tag,
)

ROWS: dict[type[models.Model], tuple[str, str, type[models.Model]]] = {
    Attribution: ("speaker", "person", Person),
    Support: ("principle", "principle", Principle),
    QuoteTag: ("tag", "tag", Tag),
}
M = TypeVar("M", bound=models.Model)


def fields_of(request: HttpRequest) -> dict[str, Any]:
    """Return the words and their language, if the address gives a stretch; one query."""
    passage = _named(request, "passage", Passage)
    start, end = (number_in(request.GET.get(edge)) for edge in ("start", "end"))
    if passage is None or start is None or end is None or not passage.text[start:end].strip():
        return {}
    return {"text": without_marks(passage.text[start:end]), "language": passage.language}


def rows_of(request: HttpRequest, model: type[models.Model]) -> list[dict[str, Any]]:
    """Return the rows of the model that the address fills in; two queries at most."""
    if model is Citation:
        return _citation(request)
    if model not in ROWS:
        return []
    parameter, field, kind = ROWS[model]
    entry = _named(request, parameter, kind)
    return [] if entry is None else [{field: entry.pk}]


def _citation(request: HttpRequest) -> list[dict[str, Any]]:
    passage = _named(request, "passage", Passage)
    source = _named(request, "source", Source)
    if passage is not None:
        return [{"source": passage.source_id, "passage": passage.pk}]
    return [{"source": source.pk}] if source is not None else []


def _named(request: HttpRequest, parameter: str, kind: type[M]) -> M | None:
    number = number_in(request.GET.get(parameter))
    return kind._default_manager.filter(pk=number).first() if number else None
