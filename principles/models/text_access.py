"""How much of its stored text each source may show around its quotes."""

from collections import defaultdict
from collections.abc import Iterable

from principles.excerpts import BARE, QuotedText, Span, margin_for
from principles.models.bibliography import Source
from principles.models.evidence import Citation

QUOTED_SPANS = """
    SELECT c.*, p.text AS stored, t.length AS whole
    FROM principles_citation c
    JOIN principles_quote q ON q.number = c.quote_id AND q.status = 'published'
    JOIN principles_passage p ON p.id = c.passage_id
    JOIN (SELECT source_id, sum(length(text)) AS length FROM principles_passage
        WHERE source_id = ANY (%(sources)s) GROUP BY source_id) t ON t.source_id = c.source_id
    WHERE c.source_id = ANY (%(sources)s) AND c.start IS NOT NULL
    ORDER BY c.id
"""
"""The join sums the length of a source's text once; an annotation would do so for every row."""


def margins(sources: Iterable[Source]) -> dict[int, int]:
    """Return by source number how many words a window has on either side of a quote.

    One query for all sources with windows, none if there are none; others are left out.
    """
    numbers = [source.number for source in sources if source.text_access == Source.Access.WINDOW]
    if not numbers:
        return {}
    lengths: dict[int, int] = {}
    quoted: dict[int, dict[int, tuple[str, list[Span]]]] = defaultdict(dict)
    for citation in Citation.objects.raw(QUOTED_SPANS, {"sources": numbers}):
        text: str = citation.stored  # type: ignore[attr-defined]  # selected above
        lengths[citation.source_id] = citation.whole  # type: ignore[attr-defined]  # selected above
        _, spans = quoted[citation.source_id].setdefault(citation.passage_id or 0, (text, []))
        spans.extend(citation.quoted_stretches(text))
    found = {
        source: margin_for(
            [QuotedText(*each) for each in passages.values()], length=lengths[source]
        )
        for source, passages in quoted.items()
    }
    return {number: found.get(number, BARE) for number in numbers}
