"""The places that were found as they are shown: with what is on record there, and who said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from principles.claims import Claim
from principles.excerpts import BARE, Span, visible, windows
from principles.models import Citation, Contribution, Passage, Person, Quote, Source, Verdict
from principles.models.text_access import margins
from principles.pasted.judging import Judged
from principles.pasted.results import Match
from principles.pasted.showing import collation_of, paragraphs_of, pasted_row, respelled, shown
from principles.provenance.deciding import decide
from principles.provenance.findings import Finding, Outcome
from principles.provenance.findings import Told as Run
from principles.provenance.quotation import quotation_around
from principles.provenance.witnesses import witness_row
from principles.text import words

DIFFERING = {Outcome.ELIDED, Outcome.ALTERED}
SPOKEN = {Contribution.Role.AUTHOR, Contribution.Role.SPEAKER}


class Shelf:
    """The passages that words may stand in, with their published citations and what they show."""

    def __init__(
        self,
        passages: Mapping[int, Passage],
        citations: Mapping[int, Sequence[Citation]],
        margins: Mapping[int, int],
    ) -> None:
        self.passages = passages
        self.citations = citations
        self._margins = margins
        self._shown: dict[int, Sequence[Span]] = {}

    def shown(self, passage: Passage) -> Sequence[Span]:
        """Return the stretches of the passage that pages show."""
        if passage.pk not in self._shown:
            margin = self._margins.get(passage.source_id, 0)
            access = passage.source.text_access
            quoted = self._quoted(passage)
            self._shown[passage.pk] = visible(passage.text, quoted, access=access, margin=margin)
        return self._shown[passage.pk]

    def open(self, passage: Passage) -> Sequence[Span]:
        """Return the stretches that words are compared with as usual: what anybody may read.

        Of a hidden text that is what its published quotes have.
        """
        if passage.source.is_hidden:
            return windows(passage.text, self._quoted(passage), margin=BARE)
        return self.shown(passage)

    def _quoted(self, passage: Passage) -> list[Span]:
        return [
            span
            for citation in self.citations.get(passage.pk, ())
            for span in citation.quoted_stretches(passage.text)
        ]


def shelf(passages: Mapping[int, Passage]) -> Shelf:
    """Return the passages with what is cited of them; two queries."""
    by_passage: dict[int, list[Citation]] = defaultdict(list)
    cited = Citation.objects.published().filter(passage__in=passages, start__isnull=False)
    for citation in cited.order_by("pk"):
        by_passage[citation.passage_id or 0].append(citation)
    sources = {passage.source_id: passage.source for passage in passages.values()}
    return Shelf(passages, by_passage, margins(sources.values()))


def quotes_at(
    found: Iterable[Sequence[Judged]], near: Iterable[Iterable[int]], shelf: Shelf
) -> dict[int, Quote]:
    """Return the published quotes at the places found, and those nearest, by number; 4 queries."""
    numbers = {
        citation.quote_id
        for places in found
        for here in places
        for citation in shelf.citations.get(here.stored.passage.pk, ())
        if _overlap(citation, here)
    }
    wanted = numbers | {number for quotes in near for number in quotes}
    quotes = Quote.objects.published().for_listing().filter(pk__in=wanted)
    return {quote.number: quote for quote in quotes}


def place_of(run: Run) -> Finding:
    """Return the finding that a text has a run of the words."""
    return Finding(Outcome.VERBATIM, *run.text, spans=(run.text,))


def match_at(here: Judged, shelf: Shelf, quotes: Mapping[int, Quote], *, pasted: str = "") -> Match:
    """Return the place as it is shown, with the quote on record there.

    Where the pasted words differ from it, a recorded wording of the quote may have them.
    """
    passage, source, found = here.stored.passage, here.source, here.finding
    if here.is_withheld:
        return Match(here.verdict, source, address=source.get_absolute_url(), is_withheld=True)
    citations = shelf.citations.get(passage.pk, ())
    allowed = shown(here, shelf.shown(passage))
    collation = collation_of(here, allowed)
    marks = _marks_around(here)
    inside = [citation for citation in citations if marks is None or _is_within(citation, marks)]
    quote, covers = _on_record(here, inside, quotes)
    is_reported = marks is not None and quote is None
    if is_reported:
        quote, covers = _on_record(here, citations, quotes)
    differs = bool(found.differences) and bool(collation)
    left_out = sum(1 for d in found.differences for _ in words(d.source_words))
    return Match(
        here.verdict,
        source,
        passage,
        locator=_locator(here),
        address=_address(here),
        typography_only=found.typography_only,
        gives_part=found.gives_part,
        negates=_negates(found),
        paragraphs=paragraphs_of(here, allowed),
        collation=collation,
        pasted_runs=pasted_row(collation) if differs else (),
        source_runs=witness_row(collation) if differs else (),
        typography=respelled(found) if found.typography_only and allowed.is_all else (),
        left_out=left_out if found.outcome == Outcome.ELIDED and not source.is_hidden else 0,
        quote=quote,
        covers=covers,
        speakers=[] if is_reported else _speakers(quote, source, here),
        is_reported=is_reported,
        cut=(found.before, found.after) if _is_shown_cut(here) else ("", ""),
        heading=passage.heading[slice(*found.heading)] if found.heading else "",
        better=_better(pasted, quote) if found.outcome in DIFFERING else None,
    )


def _better(pasted: str, quote: Quote | None) -> Citation | None:
    """Return the citation whose recorded wording has the pasted words, if one has."""
    worded = [c for c in quote.citations.all() if c.wording] if quote and pasted else []
    return next((c for c in worded if decide(pasted, c.wording).outcome == Outcome.VERBATIM), None)


def _is_shown_cut(here: Judged) -> bool:
    """Tell whether the words around a part of a sentence are told: where the part is there."""
    return here.finding.outcome in {Outcome.VERBATIM, Outcome.ELIDED} and not here.source.is_hidden


def _marks_around(here: Judged) -> Span | None:
    """Return what stands between the quotation marks of the source around the words, if any do."""
    if here.is_heading:
        return None
    start, end = here.span
    near = [span for span in here.stored.paragraphs if span[0] < end and span[1] > start]
    if not near:
        return None
    first, last = near[0][0], near[-1][1]
    found = quotation_around(here.stored.passage.text[first:last], (start - first, end - first))
    return (found[0] + first, found[1] + first) if found else None


def _is_within(citation: Citation, marks: Span) -> bool:
    return marks[0] <= (citation.start or 0) and (citation.end or 0) <= marks[1]


def _negates(found: Finding) -> bool:
    """Tell whether an altered sentence adds or drops a negation; an elided one may drop some."""
    return found.outcome == Outcome.ALTERED and any(d.is_negation for d in found.differences)


def _locator(here: Judged) -> str:
    is_alone = len(here.stored.paragraphs) == 1 and not here.source.counts_through
    has_number = not (is_alone or here.is_heading)
    return here.source.place_of(here.stored.passage, here.number if has_number else None)


def _address(here: Judged) -> str:
    passage, source = here.stored.passage, here.source
    if source.is_hidden:
        return source.get_absolute_url()
    number = "" if here.is_heading else f"-{here.number}"
    return f"{source.page_address(passage)}#p{passage.position}{number}"


def recorded(claim: Claim, quote: Quote) -> list[Match]:
    """Return the match with a quote that has the words but no stored text, or none."""
    citations = list(quote.citations.all())
    if any(citation.start is not None for citation in citations):
        return []
    found = decide(claim.text, quote.text)
    if found.outcome not in {Outcome.VERBATIM, Outcome.ELIDED} or found.start is None:
        return []
    first = quote.first_citation
    is_whole = not any(words(quote.text[: found.start] + " " + quote.text[found.end :]))
    return [
        Match(
            Verdict.UNVERIFIED,
            first.source if first else None,
            locator=first.shown_locator if first else "",
            address=quote.get_absolute_url(),
            typography_only=found.typography_only,
            quote=quote,
            covers="same" if is_whole else "part",
            speakers=_speakers(quote, None, None),
        )
    ]


def _speakers(quote: Quote | None, source: Source | None, here: Judged | None) -> list[Person]:
    """Return who said the words: the quote's speakers, else the makers of a primary source.

    Nobody is named for the title of a slide.
    """
    if here and source and here.is_heading and not source.headings_are_its_authors:
        return []
    if quote:
        return [link.person for link in quote.attributions.all()]
    if source is None or source.level != Source.Level.PRIMARY:
        return []
    return [link.person for link in source.contributions.all() if link.role in SPOKEN]


# --- The quote on record -------------------------------------------------------------------------

COVERS = ("same", "part", "wider", "overlaps")


def _on_record(
    here: Judged, citations: Iterable[Citation], quotes: Mapping[int, Quote]
) -> tuple[Quote | None, str]:
    """Return the published quote that the words belong to, and how the two relate."""
    found = [
        (COVERS.index(_relation(here, citation)), citation.pk, citation.quote_id)
        for citation in citations
        if citation.quote_id in quotes and _overlap(citation, here)
    ]
    if not found:
        return None, ""
    covers, _, number = min(found)
    return quotes[number], COVERS[covers]


def _overlap(citation: Citation, here: Judged) -> bool:
    start, end = here.span
    if here.is_heading:
        return False
    return (citation.start or 0) < end and (citation.end or 0) > start


def _relation(here: Judged, citation: Citation) -> str:
    text = here.stored.passage.text
    start, end = here.span
    first, last = citation.start or 0, citation.end or 0
    has_more = _has_words(text, first, start) or _has_words(text, end, last)
    has_less = _has_words(text, start, first) or _has_words(text, last, end)
    if has_more and has_less:
        return "overlaps"
    return "part" if has_more else "wider" if has_less else "same"


def _has_words(text: str, start: int, end: int) -> bool:
    return start < end and any(words(text[start:end]))
