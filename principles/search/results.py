"""Results as a reader sees them: entries with their matches marked.

The entries of a page of hits are fetched with at most four queries, unless the caller has them, and
every field that matches is marked. A note says by what an entry was found if none of the fields
shown says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.utils.safestring import SafeString

from principles.budget import spend
from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Person,
    Principle,
    Quote,
    Source,
    Support,
)
from principles.models.bibliography import printed_year
from principles.search import notes as why
from principles.search.found import Hit
from principles.search.grounds import Ground, found_by, group
from principles.search.marks import marks_of, with_reasons
from principles.search.notes import Note
from principles.search.reading import Reading
from principles.search.snippets import (
    Marks,
    highlight,
    plain,
    snippet,
)

Key = tuple[str, int]  # kind and number


@dataclass(frozen=True, slots=True)
class Credit:
    """A speaker or contributor, with the name marked; a contributor has no address."""

    url: str
    name: SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """An entry with its matches marked; fields that its kind does not have are empty.

    `heading` is a name or title, `words` the text of a quote, `hint` the note on it,
    `passage_heading` a heading in a source's text that matches. `highlight` is the field that shows
    best why the entry was found, empty if none of its own does. It `is_sparse` where it has too few
    of the words. `group` is that in which it is ranked, `found_by` what it has of each word.
    """

    kind: str
    number: int
    code: str
    score: float
    entry: Any
    heading: SafeString = SafeString("")
    words: SafeString = SafeString("")
    hint: SafeString = SafeString("")
    maxim: SafeString = SafeString("")
    passage_heading: SafeString = SafeString("")
    snippet: SafeString = SafeString("")
    is_sparse: bool = False
    group: str = ""
    found_by: tuple[Ground, ...] = ()
    people: tuple[Credit, ...] = ()
    work: SafeString = SafeString("")
    year: SafeString = SafeString("")
    citation: Citation | None = None
    notes: tuple[Note, ...] = ()
    paragraphs: int = 0
    highlight: SafeString = SafeString("")


def results(
    hits: Iterable[Hit], reading: Reading, *, entries: Mapping[Key, Any] | None = None
) -> list[Result]:
    """Return the entries of the hits in their order; four queries at most.

    None if `entries` gives them by kind and number: quotes with speakers and citations
    `with_words()`, sources from `sources_of()`.
    """
    hits = list(hits)
    entries = _fetched(hits) if entries is None else entries
    found = []
    for hit in hits:
        spend()
        marks = marks_of(hit, reading)
        entry = entries.get((hit.kind, hit.number))
        match entry:
            case Quote():
                found.append(_quote(entry, hit, marks=marks, reading=reading))
            case Principle():
                found.append(_principle(entry, hit, marks=marks, reading=reading))
            case Source():
                found.append(_source(entry, hit, marks=marks, reading=reading))
    return found


def _year(source: Source, marks: Marks) -> SafeString:
    """Return the year of a source, marked where it is why it was found; nothing without one."""
    if source.year is None:
        return SafeString("")
    return highlight(printed_year(source.year), marks)


def numbers_of(hits: Iterable[Hit], kind: str) -> list[int]:
    """Return the numbers of the hits of that kind."""
    return [hit.number for hit in hits if hit.kind == kind]


def sources_of(hits: Iterable[Hit]) -> QuerySet[Source]:
    """Return the sources among the hits with their containers and `contributors`, by name."""
    names = (
        Contribution.objects.filter(source=OuterRef("pk"))
        .order_by("position", "pk")
        .values("person__name")
    )
    sources = Source.objects.filter(pk__in=numbers_of(hits, "source")).select_related("container")
    return sources.annotate(contributors=ArraySubquery(names))


def _fetched(hits: list[Hit]) -> dict[Key, Any]:
    speakers = (
        Attribution.objects.filter(quote=OuterRef("pk"))
        .order_by("position", "pk")
        .values(json=JSONObject(slug="person__slug", name="person__name"))
    )
    quotes = Quote.objects.filter(pk__in=numbers_of(hits, "quote"))
    supports = Support.objects.published().filter(quote=OuterRef("pk")).exclude(note="")
    quotes = quotes.annotate(
        said_by=ArraySubquery(speakers),
        support_notes=ArraySubquery(supports.order_by("principle").values("note")),
    ).prefetch_related(Prefetch("citations", Citation.objects.with_labels().with_words()))
    principles = Principle.objects.filter(pk__in=numbers_of(hits, "principle")).with_counts()
    return {
        **{("quote", quote.number): quote for quote in quotes},
        **{("principle", principle.number): principle for principle in principles},
        **{("source", source.number): source for source in sources_of(hits)},
    }


def _quote(quote: Quote, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    people = _speakers(quote)
    citation, named = quote.best_citation, with_reasons(marks, reading)
    title = citation.source.reference_title if citation else ""
    always = [*why.judged(quote, marks, reading), *why.meant(hit, reading)]
    fields = [quote.text, *(person.name for person in people), title]
    cited = list(why.cited(quote, marks, shown=[*fields, str(citation.source) if citation else ""]))
    beside = list(why.beside(quote, marks, shown=fields))
    notes = [*cited, *beside, *why.filed(hit, reading, kind="quote")]
    shown = marks.are_in(quote.text)
    return Result(
        kind="quote",
        number=quote.number,
        code=quote.code,
        score=hit.score,
        is_sparse=hit.tier < 0,
        group=group(hit, reading),
        found_by=found_by(hit, reading),
        entry=quote,
        words=highlight(quote.text, marks),
        hint=highlight(quote.note, marks),
        people=tuple(
            Credit(person.get_absolute_url(), highlight(person.name, named)) for person in people
        ),
        work=highlight(title, marks),
        year=_year(citation.source, named) if citation else SafeString(""),
        citation=citation,
        notes=tuple([*cited, *beside, *always] if shown else [*notes, *always]),
        highlight=_best([*fields, quote.note], notes, marks=marks),
    )


def _speakers(quote: Quote) -> list[Person]:
    """Return who said it, from what was fetched with it."""
    if "said_by" in quote.__dict__:
        return [Person(**fields) for fields in quote.said_by]  # type: ignore[attr-defined]
    return [link.person for link in quote.attributions.all()]


def _principle(principle: Principle, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    name, maxim = principle.name, principle.maxim
    called = list(why.called(principle, hit, marks))
    notes = [*called, *why.filed(hit, reading, kind="principle")]
    meant = why.meant(hit, reading)
    excerpt = _excerpt(principle, hit, marks)
    shown = marks.are_in(name) or marks.are_in(maxim)
    return Result(
        kind="principle",
        number=principle.number,
        code=str(principle.number),
        score=hit.score,
        is_sparse=hit.tier < 0,
        group=group(hit, reading),
        found_by=found_by(hit, reading),
        entry=principle,
        heading=highlight(name, marks),
        maxim=highlight(maxim, marks),
        snippet=excerpt,
        notes=tuple([*called, *meant] if shown else [*notes, *meant]),
        highlight=_best([name, maxim], notes, marks=marks) or excerpt,
    )


def _excerpt(principle: Principle, hit: Hit, marks: Marks) -> SafeString:
    """Return what summary or body has of the words that name, maxim and aliases do not show."""
    told = why.stems_in(hit, marks, principle.name, principle.maxim, *principle.aliases)
    texts = [principle.summary, plain(principle.body)]
    untold = [why.stems_in(hit, marks, text) - told for text in texts]
    most = max(untold, key=len)
    return snippet(texts[untold.index(most)], marks) if most else SafeString("")


def _source(source: Source, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    named = with_reasons(marks, reading)
    names = source.contributors  # type: ignore[attr-defined]  # annotated above
    told = next(filter(marks.are_in, (source.summary, source.note)), "")
    found = snippet(hit.paragraph if hit.paragraphs else told, marks)
    over = hit.passage_heading if marks.are_in(hit.passage_heading) else ""
    own = found if marks.are_in(hit.paragraph) or not over else highlight(over, marks)
    notes = list(why.recorded(source, marks))
    return Result(
        kind="source",
        number=source.number,
        code=source.code,
        score=hit.score,
        is_sparse=hit.tier < 0,
        group=group(hit, reading),
        found_by=found_by(hit, reading),
        entry=source,
        heading=highlight(source.reference_title, marks),
        passage_heading=highlight(over, marks),
        snippet=found,
        year=_year(source, named),
        people=tuple(Credit("", highlight(name, named)) for name in dict.fromkeys(names)),
        notes=(*notes, *why.meant(hit, reading)),
        paragraphs=hit.paragraphs,
        highlight=own or _best([source.reference_title, *names], notes, marks=marks),
    )


def _best(fields: Iterable[str], notes: Iterable[Note], *, marks: Marks) -> SafeString:
    """Return the first field that has a match, else the first note, else nothing."""
    for text in fields:
        if marks.are_in(text):
            return highlight(text, marks)
    return next((note.text for note in notes), SafeString(""))
