"""Keep verdicts true: compare citations with the passages they name, and record what was found.

Triggers mark a citation stale the moment something it depends on changes; whoever writes calls
`recompute()` as the last step of the same transaction. It takes the writer's turn first, so that a
verdict is never recorded for words that another transaction is just changing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from principles.models import Citation, Source, Verdict
from principles.models.turns import take_turn
from principles.provenance.matching import Finding, compare
from principles.provenance.prepared import Prepared
from principles.text import FOLDING_VERSION

BATCH = 500
ASKED_FOR = 0  # a folding version that no rules have: it marks what is to be compared again

RECORD = """
    UPDATE principles_citation c SET
        verdict = f.verdict, start = f.start, "end" = f."end", paragraph = f.paragraph,
        spans = f.spans::int[], typography_only = f.typography_only, gives_part = f.gives_part,
        folding_version = %s
    FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::int[], %s::int[], %s::text[], %s::bool[],
        %s::bool[]) AS f(id, verdict, start, "end", paragraph, spans, typography_only, gives_part)
    WHERE c.id = f.id
"""


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """What is stored of a finding, in the order of the arrays in `RECORD`."""

    id: int
    verdict: str
    start: int | None = None
    end: int | None = None
    paragraph: int | None = None
    spans: str = "{}"
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


def expire() -> int:
    """Mark what was compared under other folding rules as stale, all at once; return how many.

    From then on no page, list, facet or program sees a verdict of the old rules.
    """
    current = (ASKED_FOR, FOLDING_VERSION)
    others = Citation.objects.exclude(folding_version__in=current)
    return others.exclude(verdict=Verdict.STALE).update(verdict=Verdict.STALE)


def ask_for_all() -> None:
    """Mark every citation as outdated; its verdict is shown until it is compared again."""
    Citation.objects.exclude(folding_version=ASKED_FOR).update(folding_version=ASKED_FOR)


def recompute(citations: QuerySet[Citation] | None = None) -> int:
    """Compare and record the given citations, by default those that are stale; return how many.

    Call it last in the transaction that made them stale. Four queries for every 500 citations,
    and two for a savepoint.
    """
    chosen = Citation.objects.stale() if citations is None else citations
    return sum(verdicts.total() for verdicts in recompute_in_batches(chosen))


def recompute_in_batches(citations: QuerySet[Citation]) -> Iterator[Counter[str]]:
    """Compare and record the citations in batches; yield the verdicts of each as it is done.

    Outside a transaction every batch commits by itself, so that an interrupted run can go on
    where it stopped. Citations of one passage come together, and it is folded once in a batch.
    """
    numbers = list(citations.order_by("passage", "pk").values_list("pk", flat=True))
    for first in range(0, len(numbers), BATCH):
        batch = numbers[first : first + BATCH]
        with transaction.atomic():
            take_turn()
            found = _compared(batch)
            _record(found)
        yield Counter(str(record.verdict) for record in found)


def _compared(numbers: list[int]) -> list[StoredVerdict]:
    """Compare the citations with those numbers; the text of a passage is read once for all."""
    chosen = Citation.objects.select_related("quote", "source").prefetch_related("passage")
    texts: dict[int, Prepared] = {}
    records = []
    for citation in chosen.filter(pk__in=numbers):
        passage = citation.passage
        if passage is None or citation.source.level == Source.Level.AGGREGATOR:
            records.append(StoredVerdict(citation.pk, Verdict.UNVERIFIED))
            continue
        text = texts.setdefault(passage.pk, Prepared(passage.text))
        records.append(_found(citation, text))
    return records


def _found(citation: Citation, text: Prepared) -> StoredVerdict:
    found = compare(citation.quote.text, text)
    return StoredVerdict(
        citation.pk,
        Verdict(found.outcome.value),
        found.start,
        found.end,
        _paragraph(text, found.start),
        "{" + ",".join(str(edge) for span in found.spans for edge in span) + "}",
        found.typography_only,
        found.gives_part,
    )


def _paragraph(text: Prepared, start: int | None) -> int | None:
    """Return the number of the paragraph in which the words begin; none where there is but one."""
    ends = text.paragraph_ends
    if start is None or len(ends) < 2:
        return None
    return next((number for number, end in enumerate(ends, 1) if start < end), len(ends))


def _record(records: list[StoredVerdict]) -> None:
    if not records:
        return
    columns = [list(column) for column in zip(*map(astuple, records), strict=True)]
    columns[1] = [str(verdict) for verdict in columns[1]]
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [FOLDING_VERSION, *columns])
