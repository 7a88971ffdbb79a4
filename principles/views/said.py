"""What a person said, under the sources it is from, in the order of their texts."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, F, OuterRef, Prefetch, QuerySet, Subquery, Value, When

from principles.models import Citation, Person, Principle, Quote, Source, Support, Verdict
from principles.models.evidence import evidence


@dataclass(frozen=True, slots=True)
class Said:
    """A quote under its source; `elsewhere` is where its words were found, if not there.

    `is_usual` where its verdict is that of the group.
    """

    quote: Quote
    citation: Citation
    elsewhere: Citation | None
    is_usual: bool

    @property
    def others(self) -> list[Any]:
        """Return whom it is attributed to where that is more than one person."""
        speakers = list(self.quote.attributions.all())
        return speakers if len(speakers) > 1 else []


@dataclass(frozen=True, slots=True)
class Part:
    """The quotes under one heading of the source; without a heading where it has or shows none.

    `is_elsewhere` where their words were found in other sources and not here.
    """

    heading: str
    language: str
    is_elsewhere: bool
    quotes: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Group:
    """A source with its quotes; `verdict` is what those found there share, else empty."""

    source: Source
    parts: Sequence[Part]
    count: int
    verdict: Verdict | str


@dataclass(frozen=True, slots=True)
class Supported:
    """A principle with the person's quotes that it rests on, and where the reader gets to each."""

    principle: Principle
    quotes: Sequence[tuple[Quote, str]]


def said_by(person: Person) -> QuerySet[Citation]:
    """Return for each published quote of the person the citation it is listed under.

    That is its first original, else its first citation. In the order of time, then of the text;
    three queries more for what the page shows of each.
    """
    first = Citation.objects.filter(quote=OuterRef("quote")).order_by(
        Case(When(role=Citation.Role.ORIGINAL, then=Value(0)), default=Value(1)), "position", "pk"
    )
    supports = Support.objects.published().with_names()
    return (
        Citation.objects.published()
        .filter(quote__attributions__person=person, pk=Subquery(first.values("pk")[:1]))
        .with_labels()
        .select_related("quote")
        .prefetch_related(
            *evidence(of="quote__"),
            Prefetch("quote__supports", supports),
        )
        .order_by(
            *(F(f"source__{part}").asc(nulls_last=True) for part in ("year", "month", "day")),
            "source",
            F("passage__position").asc(nulls_last=True),
            F("start").asc(nulls_last=True),
            "quote",
        )
    )


def grouped(citations: Iterable[Citation]) -> list[Group]:
    """Return the citations, in the order of `said_by`, under their sources and headings."""
    return [_group(list(found)) for _number, found in groupby(citations, key=lambda c: c.source_id)]


def _group(citations: Sequence[Citation]) -> Group:
    source = citations[0].source
    verdicts = {citation.shown_verdict for citation in citations if not _elsewhere(citation)}
    verdict = verdicts.pop() if len(verdicts) == 1 else ""
    parts = [
        Part(*heading, is_elsewhere, [_said(citation, verdict) for citation in found])
        for (heading, is_elsewhere), found in groupby(citations, key=_part)
    ]
    return Group(source, parts, len(citations), verdict)


def _part(citation: Citation) -> tuple[tuple[str, str], bool]:
    return _heading(citation), citation.passage is None and _elsewhere(citation) is not None


def _heading(citation: Citation) -> tuple[str, str]:
    if citation.passage is None:
        return "", ""
    return citation.source.heading_of(citation.passage), citation.passage.language


def _said(citation: Citation, verdict: Verdict | str) -> Said:
    elsewhere = _elsewhere(citation)
    is_usual = elsewhere is None and citation.shown_verdict == verdict
    return Said(citation.quote, citation, elsewhere, is_usual)


def _elsewhere(citation: Citation) -> Citation | None:
    """Return the citation whose verdict is the quote's, where that is a better one."""
    best = citation.quote.best_citation
    return best if best and best.rank < citation.rank else None


def supported(supports: Iterable[Support], citations: Iterable[Citation]) -> list[Supported]:
    """Return each principle with the quotes that it rests on, of all pages.

    `citations` are those of this page: its quotes are places on it, others lead to their own page.
    """
    shown = {citation.quote_id for citation in citations}
    return [
        Supported(principle, [(each.quote, _place(each.quote, shown)) for each in resting])
        for principle, resting in groupby(supports, key=lambda support: support.principle)
    ]


def _place(quote: Quote, shown: Container[int]) -> str:
    return f"#q{quote.number}" if quote.number in shown else quote.get_absolute_url()
