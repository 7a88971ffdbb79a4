"""Keep verdicts true: compare citations with the passages they name, and record what was found.

Triggers mark a citation stale the moment something it depends on changes; whoever writes calls
`recompute()` as the last step of the same transaction. Quotes, passages and sources are locked
before citations, in the order in which an edit locks them, so that a verdict is never recorded for
words that another transaction is just changing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from principles.models import Citation, Passage, Quote, Source, Verdict
from principles.provenance.matching import Finding, compare
from principles.text import FOLDING_VERSION, paragraphs

BATCH = 500

RECORD = """
    UPDATE principles_citation c SET
        verdict = f.verdict, start = f.start, "end" = f."end", paragraph = f.paragraph,
        typography_only = f.typography_only, gives_part = f.gives_part, folding_version = %s
    FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::int[], %s::int[], %s::bool[], %s::bool[])
        AS f(id, verdict, start, "end", paragraph, typography_only, gives_part)
    WHERE c.id = f.id
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of a finding, in the order of the arrays in `RECORD`."""

    id: int
    verdict: str
    start: int | None = None
    end: int | None = None
    paragraph: int | None = None
    typography_only: bool = False
    gives_part: bool = False


def finding(citation: Citation) -> Finding | None:
    """Compare the citation's quote with its passage, for display.

    None where there is nothing to compare with: no stored passage, or a source that is an
    aggregator, which never verifies. No query if quote, passage and source are loaded.
    """
    if citation.passage is None or citation.source.level == Source.Level.AGGREGATOR:
        return None
    return compare(citation.quote.text, citation.passage.text)


def outdated() -> QuerySet[Citation]:
    """Return citations that are stale or were compared under other folding rules."""
    return Citation.objects.filter(
        Q(verdict=Verdict.STALE) | ~Q(folding_version=FOLDING_VERSION)
    ).order_by("pk")


def recompute(citations: QuerySet[Citation] | None = None) -> int:
    """Compare and record the given citations, by default those that are stale; return how many.

    Call it last in the transaction that made them stale. Five queries for every 500 citations.
    """
    chosen = Citation.objects.stale() if citations is None else citations
    return sum(recompute_in_batches(chosen))


def recompute_in_batches(citations: QuerySet[Citation]) -> Iterator[int]:
    """Compare and record the citations in batches, yielding the size of each as it is done.

    Outside a transaction every batch commits by itself, so that an interrupted run can go on
    where it stopped.
    """
    numbers = list(citations.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(numbers), BATCH):
        batch = numbers[first : first + BATCH]
        with transaction.atomic():
            _record([_compared(citation) for citation in _locked(batch)])
        yield len(batch)


def _locked(numbers: Sequence[int]) -> list[Citation]:
    """Return the citations with quote, passage and source, all kept from changing."""
    places = list(Citation.objects.filter(pk__in=numbers).values_list("quote", "source", "passage"))
    locked: tuple[type[Quote | Source | Passage], ...] = (Quote, Source, Passage)
    for place, model in enumerate(locked):
        _share_lock(model, sorted({row[place] for row in places if row[place] is not None}))
    return list(
        Citation.objects.select_for_update(of=("self",))
        .select_related("quote", "passage", "source")
        .filter(pk__in=numbers)
        .order_by("pk")
    )


def _share_lock(model: type[Quote | Source | Passage], keys: list[int]) -> None:
    """Lock the rows against changes by others until the transaction ends."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT FROM "{table}" WHERE "{key}" = ANY (%s) ORDER BY "{key}" FOR SHARE', [keys]
        )


def _compared(citation: Citation) -> Record:
    found = finding(citation)
    if found is None:
        return Record(citation.pk, Verdict.UNVERIFIED)
    return Record(
        citation.pk,
        Verdict(found.outcome.value),
        found.start,
        found.end,
        _paragraph(citation, found.start),
        found.typography_only,
        found.gives_part,
    )


def _paragraph(citation: Citation, start: int | None) -> int | None:
    """Return the number of the paragraph in which the words begin; none where there is but one."""
    if start is None or citation.passage is None:
        return None
    ends = [end for _, end in paragraphs(citation.passage.text)]
    if len(ends) < 2:
        return None
    return next((number for number, end in enumerate(ends, 1) if start < end), len(ends))


def _record(records: list[Record]) -> None:
    if not records:
        return
    columns = [list(column) for column in zip(*map(astuple, records), strict=True)]
    columns[1] = [str(verdict) for verdict in columns[1]]
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [FOLDING_VERSION, *columns])
