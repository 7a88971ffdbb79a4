"""The page of one quote: the words, what comparing them showed, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from urllib.parse import quote as percent_encoded

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from principles.excerpts import Mark, Paragraph, around, rows, visible, withheld
from principles.forms import ReportForm
from principles.keeping import kept, never_kept
from principles.models import Citation, Passage, Quote, Source, Support, Verdict
from principles.models.evidence import evidence
from principles.models.text_access import margins
from principles.models.written import written_once
from principles.provenance.collation import Difference
from principles.provenance.matching import Finding, compare
from principles.provenance.verification import finding
from principles.provenance.witnesses import TextRun, quote_row, same_words, witness_row
from principles.search.neighbours import related
from principles.templatetags.editing import PREVIEW, preview_address
from principles.views.previewing import is_preview, previewed, shown_or_gone
from principles.views.stored_text import anchor_of

DIRECTIVE_WORDS = 4  # at either end; as many as tell one stretch from another


@dataclass(frozen=True, slots=True)
class Wording:
    """Another form of the words, with the citations that give it."""

    citations: list[Citation]
    runs: list[TextRun]
    negates: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraphs around the quoted words, as far as they may be shown."""

    citation: Citation
    passage: Passage
    paragraphs: Sequence[Paragraph]
    anchor: str

    @property
    def heading(self) -> str:
        """Return the heading over the paragraphs: where they begin the passage and it is shown."""
        begins = any(paragraph.number == 1 for paragraph in self.paragraphs)
        return self.citation.source.heading_of(self.passage) if begins else ""

    @property
    def locator(self) -> str:
        """Return where in the source the passage can be looked up."""
        return self.citation.source.locator_of(self.passage)

    @property
    def address(self) -> str:
        """Return the address of the page of stored text that has the passage."""
        return self.citation.source.page_address(self.passage)

    @property
    def place(self) -> str:
        """Return the address of the quoted words in the stored text.

        It has no text directive: a browser that follows one does not mark the words as the
        target, and one that knows none finds no target.
        """
        return f"{self.address}#{self.anchor}"

    @property
    def elsewhere(self) -> str:
        """Return the address of the source itself, at the words where the browser finds them."""
        address = self.citation.source.url
        words = [self.passage.text[start:end] for start, end in self.citation.matches[:1]]
        if not (address and words):
            return address
        return f"{address}{'' if '#' in address else '#'}{text_directive(words[0])}"


@dataclass(frozen=True, slots=True)
class Others:
    """The other quotes that the page leads to."""

    doubles: list[Quote]
    related: list[Quote]
    previous: Quote | None
    next: Quote | None


def text_directive(words: str) -> str:
    """Return the text directive for the words: the first and the last of their first paragraph.

    https://wicg.github.io/scroll-to-text-fragment/ has the syntax.
    """
    first = words.split("\n\n", maxsplit=1)[0].split()
    ends = (
        [first]
        if len(first) <= 2 * DIRECTIVE_WORDS
        else [first[:DIRECTIVE_WORDS], first[-DIRECTIVE_WORDS:]]
    )
    told = [percent_encoded(" ".join(end), safe="").replace("-", "%2D") for end in ends]
    return f":~:text={','.join(told)}"


@never_kept("it only leads elsewhere")
@require_safe
def quotes(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead to the list of all quotes, which is the search without a word."""
    return redirect(reverse("search", query={"kind": "quote"}))


@never_kept("it only leads elsewhere")
@previewed(Quote)
@require_safe
def quote_by_number(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from the permanent number to the readable address."""
    entry = shown_or_gone(request, Quote.objects.all(), number=number)
    address = entry.get_absolute_url()
    return redirect(preview_address(address) if is_preview(request) else address)


@kept(unless=[PREVIEW])
@previewed(Quote)
@require_safe
def quote(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Show a quote with its provenance; 10 queries at most. Another slug is redirected."""
    entry = shown_or_gone(request, Quote.objects.for_page(), number=number)
    if slug != entry.slug:
        address = entry.get_absolute_url()
        return redirect(preview_address(address) if is_preview(request) else address)
    chain = entry.chain
    quote_runs, wordings = _wordings(entry, chain)
    others = _others(entry)
    context = {
        "quote": entry,
        "citation": entry.best_citation,
        "chain": chain,
        "agreeing": [each for each in chain if each.shown_verdict == Verdict.VERBATIM],
        "quote_runs": quote_runs,
        "wordings": wordings,
        "negates": any(wording.negates for wording in wordings),
        "is_turned": any(w.negates and entry.best_citation in w.citations for w in wordings),
        "context": _context(chain),
        "supports": _supports(entry.number),
        "doubles": others.doubles,
        "related": others.related,
        "previous": others.previous,
        "next": others.next,
        "report": ReportForm(entry) if entry.is_published else None,
    }
    return render(request, "quotes/quote.html", context)


@written_once
def _supports(number: int) -> QuerySet[Support]:
    return Support.objects.published().filter(quote=number).select_related("principle")


def _wordings(entry: Quote, citations: Sequence[Citation]) -> tuple[list[TextRun], list[Wording]]:
    """Return the quote with departures from it marked, and its other wordings; no query."""
    collations = {}
    found: dict[str, Wording] = {}
    for citation in citations:
        compared = _compared(entry, citation)
        if compared is None or compared.gives_part or not compared.differences:
            continue
        collation = _shown(compared, citation)
        key = same_words(collation)
        collations[key] = collation
        negates = any(difference.is_negation for difference in compared.differences)
        wording = found.setdefault(key, Wording([], witness_row(collation), negates))
        wording.citations.append(citation)
    return quote_row(entry.text, collations.values()), list(found.values())


def _compared(entry: Quote, citation: Citation) -> Finding | None:
    """Compare again where the words of the source may be shown."""
    if citation.source.is_hidden or citation.verdict == Verdict.STALE:
        return None
    if citation.passage is None:
        return compare(entry.text, citation.wording) if citation.wording else None
    return finding(citation)


def _shown(compared: Finding, citation: Citation) -> Sequence[Difference]:
    """Return the collation; words that a window does not reach stay out of its source side."""
    passage = citation.passage
    if passage is None or citation.source.text_access != Source.Access.WINDOW:
        return compared.collation
    stretches = citation.quoted_stretches(passage.text)
    shown: list[Difference] = []
    at = compared.start or 0
    for difference in compared.collation:
        words = difference.source_words
        shown.append(replace(difference, source_words=withheld(words, at, stretches=stretches)))
        at += len(words)
    return shown


def _context(citations: Sequence[Citation]) -> Context | None:
    """Return the passage of the best citation that has one to show; one query at most.

    The matches are marked; a window opens around the whole of what is quoted.
    """
    placed = [c for c in citations if c.passage and c.end and not c.source.is_hidden]
    best = min(
        placed,
        key=lambda c: (c.role != Citation.Role.ORIGINAL, c.rank, c.position),
        default=None,
    )
    if best is None or best.passage is None:
        return None
    text = best.passage.text
    marks = [Mark(best.quote_id, *span) for span in best.matches]
    margin = margins([best.source]).get(best.source_id, 0)
    quoted = best.quoted_stretches(text)
    shown = visible(text, quoted, access=best.source.text_access, margin=margin)
    near = around(rows(text, marks, shown), number=best.paragraph or 1)
    return Context(best, best.passage, near, _anchor(best, citations))


def _anchor(citation: Citation, citations: Sequence[Citation]) -> str:
    """Return the HTML id of the words on their source's page, which counts a quote's places."""
    here = [each for each in citations if each.source_id == citation.source_id]
    return anchor_of(citation, time=sorted(here, key=_in_text).index(citation) + 1)


def _in_text(citation: Citation) -> tuple[float, float, int]:
    """Return the key that sorts as `CitationQuerySet.of_source` does."""
    position = citation.passage.position if citation.passage else inf
    return position, inf if citation.start is None else citation.start, citation.pk


def _others(entry: Quote) -> Others:
    """Return the quotes of the same words, the related ones and the neighbours; four queries.

    They are read together, since each kind is a few rows by their numbers.
    """
    first = entry.same_words_as_id or entry.number
    near = related(entry.number)
    published = Quote.objects.published()
    before = published.filter(number__lt=entry.number).order_by("-number").values("number")[:1]
    after = published.filter(number__gt=entry.number).order_by("number").values("number")[:1]
    wanted = Q(number__in=[first, *near]) | Q(same_words_as=first)
    found = {
        quote.number: quote
        for quote in published.filter(wanted | Q(number=before) | Q(number=after))
        if quote.number != entry.number
    }
    doubles = [q for q in found.values() if first in (q.number, q.same_words_as_id)]
    shown = [found[number] for number in near if number in found]
    prefetch_related_objects([*doubles, *shown], *evidence())
    return Others(
        doubles=doubles,
        related=shown,
        previous=max(
            (q for q in found.values() if q.number < entry.number),
            key=lambda quote: quote.number,
            default=None,
        ),
        next=min(
            (q for q in found.values() if q.number > entry.number),
            key=lambda quote: quote.number,
            default=None,
        ),
    )
