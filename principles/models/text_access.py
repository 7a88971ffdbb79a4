"""How much of its stored text each source may show around its quotes."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Length

from principles.excerpts import BARE, Span, margin_for
from principles.models.bibliography import Passage, Source
from principles.models.evidence import Citation


def margins(sources: Iterable[Source]) -> dict[int, int]:
    """Return by source number how many words a window has on either side of a quote.

    One query for all sources with windows, none if there are none; others are left out.
    """
    numbers = [source.number for source in sources if source.text_access == Source.Access.WINDOW]
    if not numbers:
        return {}
    whole = (
        Passage.objects.filter(source=OuterRef("source"))
        .order_by()
        .values("source")
        .values(length=Sum(Length("text")))
    )
    places = (
        Citation.objects.published()
        .filter(source__in=numbers, start__isnull=False)
        .order_by("pk")
        .select_related("passage")
        .annotate(whole=Subquery(whole))
    )
    lengths: dict[int, int] = {}
    quoted: dict[int, dict[int, tuple[str, list[Span]]]] = defaultdict(dict)
    for citation in places:
        lengths[citation.source_id] = citation.whole  # type: ignore[attr-defined]  # annotated
        if citation.passage:
            text = citation.passage.text
            _, spans = quoted[citation.source_id].setdefault(citation.passage.pk, (text, []))
            spans.extend(citation.quoted_stretches(text))
    found = {
        source: margin_for(passages.values(), length=lengths[source])
        for source, passages in quoted.items()
    }
    return {number: found.get(number, BARE) for number in numbers}
