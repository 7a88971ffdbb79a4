"""The stored text of a source as its page shows it, with what is quoted from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from principles.excerpts import Gap, Mark, Paragraph, rows, visible
from principles.models import Citation, Passage, Source, Verdict
from principles.models.text_access import margins

MOST_WAYS = 6  # headings that the head of the page leads to


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation, with the HTML id (`anchor`) and the address (`href`) of its words in the text.

    `is_usual` where its verdict is that of all quotes of the source, said once above them.
    """

    citation: Citation
    anchor: str
    href: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph or a gap of the stored text.

    `anchor` is the paragraph's HTML id; `number` and `last` are as readers count, of a gap those
    of its first and last paragraph.
    """

    paragraph: Paragraph | Gap
    anchor: str
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as the page shows it, with its heading where that may be shown."""

    passage: Passage
    heading: str
    rows: Sequence[Row]
    is_counted_through: bool

    @property
    def place(self) -> str:
        """Return the label where it says more than heading and count do, as “p. 3” does."""
        label = self.passage.label
        if self.is_counted_through:
            return label if any(letter.isdigit() for letter in label) else ""
        is_kind_alone = self.heading and (len(label.split()) == 1 or self.heading in label)
        return "" if is_kind_alone else label

    @property
    def is_heading_alone(self) -> bool:
        """Say whether the passage has no text under its heading."""
        return not self.rows

    @property
    def withholds_all(self) -> bool:
        """Say whether there is nothing but a heading, and it may not be shown."""
        return self.is_heading_alone and not self.heading


def placed(entry: Source, citations: Iterable[Citation]) -> list[PlacedCitation]:
    """Give each citation, in the order of the text, its anchor and the address of its words."""
    held = list(citations)
    is_one = len({citation.shown_verdict for citation in held}) == 1
    found: list[PlacedCitation] = []
    times: dict[int, int] = {}
    for citation in held:
        time = times[citation.quote_id] = times.get(citation.quote_id, 0) + 1
        anchor = anchor_of(citation, time=time)
        found.append(PlacedCitation(citation, anchor, _place(entry, citation, anchor), is_one))
    return found


def anchor_of(citation: Citation, *, time: int) -> str:
    """Return the HTML id of a quote's words, which a source may have several times."""
    return f"q{citation.quote_id}{f'-{time}' if time > 1 else ''}"


def _place(entry: Source, citation: Citation, anchor: str) -> str:
    """Return the address of the words in the text, or of the quote if they are not shown."""
    if citation.passage is None or citation.start is None or entry.is_hidden:
        return citation.quote.get_absolute_url()
    return f"{entry.page_address(citation.passage)}#{anchor}"


def shown_passages(
    entry: Source, quoted: Sequence[PlacedCitation], *, page: int
) -> list[ShownPassage]:
    """Return a page of the text as far as its access allows; two queries, none for a hidden one."""
    if entry.is_hidden:
        return []
    margin = margins([entry]).get(entry.number, 0)
    return [
        ShownPassage(
            passage,
            entry.heading_of(passage),
            _rows(entry, passage, quoted, margin=margin),
            entry.counts_through,
        )
        for passage in entry.passages.on_page(page)
    ]


def ways_in(passages: Sequence[ShownPassage]) -> list[ShownPassage]:
    """Return the passages whose headings the head of the page leads to; none if there are many."""
    headed = [shown for shown in passages if shown.heading]
    return headed if len(headed) <= MOST_WAYS else []


def _rows(
    entry: Source, passage: Passage, quoted: Sequence[PlacedCitation], *, margin: int
) -> list[Row]:
    here = [place for place in quoted if place.citation.passage_id == passage.pk]
    marks = [mark for place in here for mark in _marks(place, passage.text)]
    spans = [(mark.start, mark.end) for mark in marks]
    shown = visible(passage.text, spans, access=entry.text_access, margin=margin)
    return [_row(entry, passage, found) for found in rows(passage.text, marks, shown)]


def _marks(place: PlacedCitation, text: str) -> list[Mark]:
    """Return the marks of the citation; the first of them has its anchor."""
    quote = place.citation.quote
    return [
        Mark(
            quote.number,
            *span,
            href=quote.get_absolute_url(),
            anchor="" if number else place.anchor,
            note=_told(place.citation),
            is_quiet=not quote.stands_alone,
        )
        for number, span in enumerate(place.citation.quoted_stretches(text))
    ]


def _told(citation: Citation) -> str:
    """Return what a reader should know beside the number: elided, disputed."""
    verdict = citation.shown_verdict
    word = "" if verdict == Verdict.VERBATIM else verdict.label.lower()
    return ", ".join(filter(None, [word, citation.quote.doubt]))


def _row(entry: Source, passage: Passage, found: Paragraph | Gap) -> Row:
    if isinstance(found, Gap):
        first, last = found.first, found.last
        return Row(found, "", entry.number_of(passage, first), entry.number_of(passage, last))
    number = entry.number_of(passage, found.number)
    return Row(found, f"p{passage.position}-{found.number}", number, number)
