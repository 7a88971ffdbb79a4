"""The index of sources and the page of one, with its stored text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from principles.excerpts import Gap, Mark, Paragraph, rows, visible
from principles.models import Citation, Passage, Source
from principles.models.passages import PASSAGES_A_PAGE
from principles.models.text_access import margins
from principles.views.paging import asked_page, page_links


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation, with the HTML id (`anchor`) and the address (`href`) of its words in the text."""

    citation: Citation
    anchor: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph or a gap of the stored text, with what is quoted from it."""

    paragraph: Paragraph | Gap
    quoted: Sequence[PlacedCitation]
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the page shows it, with its heading where that may be shown."""

    passage: Passage
    heading: str
    rows: Sequence[Row]

    @property
    def place(self) -> str:
        """Return the label beside the heading: none that only says what it is, as “slide” does."""
        label = self.passage.label
        return label if len(label.split()) > 1 and self.heading not in label else ""

    @property
    def is_heading_alone(self) -> bool:
        """Say whether the passage has no text under its heading."""
        return not self.rows

    @property
    def withholds_all(self) -> bool:
        """Say whether there is nothing but a heading, and it may not be shown."""
        return self.is_heading_alone and not self.heading


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources by kind, then title."""
    entries = Source.objects.published().for_listing().with_counts().order_by("kind", "title")
    kinds = [
        (Source.Kind(kind), list(group)) for kind, group in groupby(entries, key=lambda s: s.kind)
    ]
    return render(request, "sources/index.html", {"kinds": kinds})


@require_safe
def source_by_number(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Lead from the permanent number to the readable address."""
    return redirect(get_object_or_404(Source.objects.published(), number=number))


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source with its quotes and a page of its stored text; 8 queries at most."""
    entry = get_object_or_404(Source.objects.published().for_page(), slug=slug)
    number = asked_page(request)
    last = max(1, -(-entry.last_position // PASSAGES_A_PAGE))
    if number > last:
        raise Http404("There is no such page.")
    quoted = _quoted(entry, Citation.objects.published().of_source(entry))
    context = {
        "source": entry,
        "contributions": list(entry.contributions.select_related("person")),
        "parts": entry.parts.published(),
        "quoted": quoted,
        "stretches": _stretches(entry, quoted, number),
        "links": page_links(request.path, number, last),
    }
    return render(request, "sources/source.html", context)


def _quoted(entry: Source, citations: Iterable[Citation]) -> list[PlacedCitation]:
    """Name each anchor after its quote; from a quote's second citation on, add a number."""
    found: list[PlacedCitation] = []
    times: dict[int, int] = {}
    for citation in citations:
        time = times[citation.quote_id] = times.get(citation.quote_id, 0) + 1
        suffix = f"-{time}" if time > 1 else ""
        anchor = f"q{citation.quote_id}{suffix}"
        found.append(PlacedCitation(citation, anchor, _place(entry, citation, anchor)))
    return found


def _place(entry: Source, citation: Citation, anchor: str) -> str:
    """Return the address of the words in the text, or of the quote if they are not shown."""
    if citation.passage is None or citation.start is None or entry.is_hidden:
        return citation.quote.get_absolute_url()
    return f"{entry.page_address(citation.passage)}#{anchor}"


def _stretches(entry: Source, quoted: Sequence[PlacedCitation], number: int) -> list[ShownPassage]:
    if entry.is_hidden:
        return []
    margin = margins([entry]).get(entry.number, 0)
    access = entry.text_access
    return [
        ShownPassage(
            passage,
            entry.heading_of(passage),
            _rows(passage, quoted, access=access, margin=margin),
        )
        for passage in entry.passages.on_page(number)
    ]


def _rows(
    passage: Passage, quoted: Sequence[PlacedCitation], *, access: str, margin: int
) -> list[Row]:
    here = [place for place in quoted if place.citation.passage_id == passage.pk]
    marks = [mark for place in here for mark in _marks(place, passage.text)]
    shown = visible(
        passage.text, [(mark.start, mark.end) for mark in marks], access=access, margin=margin
    )
    return [_row(passage, entry, here) for entry in rows(passage.text, marks, shown)]


def _marks(place: PlacedCitation, text: str) -> list[Mark]:
    """Return the marks of the citation; the first of them has its anchor."""
    quote = place.citation.quote
    return [
        Mark(
            quote.number,
            *span,
            href=quote.get_absolute_url(),
            anchor="" if number else place.anchor,
        )
        for number, span in enumerate(place.citation.quoted_stretches(text))
    ]


def _row(passage: Passage, entry: Paragraph | Gap, here: Sequence[PlacedCitation]) -> Row:
    if isinstance(entry, Gap):
        return Row(entry, [], "")
    anchors = {mark.anchor for mark in entry.marks}
    quoted = [place for place in here if place.anchor in anchors]
    return Row(entry, quoted, f"p{passage.position}-{entry.number}")
