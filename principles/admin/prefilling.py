"""What the address of an empty form for a quote fills in.

`?source=5&passage=24&start=61&end=166&speaker=7&principle=21&tag=3`: each is optional, and what
names nothing is left out; speakers, principles and tags may be several. The words are those of the
passage from one offset to the other.
"""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from principles.admin.filters import number_in
from principles.admin.quoting import without_marks
from principles.models import (
    Attribution,
    Citation,
    Passage,
    Person,
    Principle,
    Quote,
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
MOST_GIVEN = 20  # rows of a kind
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
    numbers = [number_in(value) for value in request.GET.getlist(parameter)[:MOST_GIVEN]]
    found = kind._default_manager.in_bulk([number for number in numbers if number])
    return [{field: number} for number in dict.fromkeys(numbers) if number in found]


def next_from(quote: Quote) -> str:
    """Return the address of the empty form with all that the quote has but its words."""
    cited = quote.citations.first()
    people = [("speaker", said.person_id) for said in quote.attributions.all()]
    principles = [("principle", support.principle_id) for support in quote.supports.all()]
    tags = [("tag", tagged.tag_id) for tagged in QuoteTag.objects.filter(content_object=quote)]
    place = [("source", cited.source_id), ("passage", cited.passage_id or "")] if cited else []
    query = urlencode([*place, *people, *principles, *tags])
    return f"{reverse('admin:principles_quote_add')}?{query}"


def _citation(request: HttpRequest) -> list[dict[str, Any]]:
    passage = _named(request, "passage", Passage)
    source = _named(request, "source", Source)
    wording = {"wording": written} if (written := request.GET.get("wording")) else {}
    if passage is not None:
        return [{"source": passage.source_id, "passage": passage.pk, **wording}]
    return [{"source": source.pk, **wording}] if source is not None else []


def _named(request: HttpRequest, parameter: str, kind: type[M]) -> M | None:
    number = number_in(request.GET.get(parameter))
    return kind._default_manager.filter(pk=number).first() if number else None
