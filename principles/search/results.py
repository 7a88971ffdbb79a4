"""Results as a reader sees them: each entry with its matches marked where they are.

A hit is a kind and a number; here the entries behind a page of hits are fetched, at most four
queries whatever their number, unless they have been already, and every field that matched is
marked. Where an entry was found by something that is not among its shown words, a note says by
what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Principle,
    Quote,
    Source,
)
from principles.models import Person as People
from principles.search.ranking import Hit
from principles.search.reading import Reading
from principles.search.snippets import (
    LONGEST_SNIPPET,
    Marks,
    emphasised,
    highlight,
    plain,
    snippet,
)
from principles.search.terms import Name, ReadTerm
from principles.text import UNSPACED
from principles.text import words as words_in

Key = tuple[str, int]  # kind and number
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Note:
    """Why an entry was found, where its own words do not show it."""

    lead: str
    text: SafeString
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker, with the name marked."""

    url: str
    name: SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """An entry with its matches marked; fields that its kind does not have stay empty.

    `heading` is a name or title, `words` a quote's; `highlight` is the field that shows best why
    the entry was found, empty where none of its own does.
    """

    kind: str
    number: int
    code: str
    score: float
    entry: Any
    heading: SafeString = SafeString("")
    words: SafeString = SafeString("")
    maxim: SafeString = SafeString("")
    snippet: SafeString = SafeString("")
    people: tuple[Person, ...] = ()
    work: SafeString = SafeString("")
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
        marks = marks_of(frozenset(hit.forms), reading)
        entry = entries.get((hit.kind, hit.number))
        match entry:
            case Quote():
                found.append(_quote(entry, hit, marks=marks, reading=reading))
            case Principle():
                found.append(_principle(entry, hit, marks=marks, reading=reading))
            case Source():
                found.append(_source(entry, hit, marks=marks, reading=reading))
    return found


def marks_of(forms: frozenset[str], reading: Reading) -> Marks:
    """Return what is marked of an entry that was found by those forms of the words.

    What was quoted stands together, and so do the letters of a word in a script without spaces.
    """
    together = [
        tuple(spelling.split())
        for term in reading.each
        for spelling in term.spellings
        if term.is_phrase or _UNSPACED.search(spelling)
    ]
    alone = {words[0] for words in together if len(words) == 1}
    loose = {form for form in forms if not _UNSPACED.search(form)}
    return Marks(frozenset(loose | alone), tuple(together))


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
    quotes = quotes.annotate(said_by=ArraySubquery(speakers)).prefetch_related(
        Prefetch("citations", Citation.objects.with_labels().with_words())
    )
    principles = Principle.objects.filter(pk__in=numbers_of(hits, "principle")).with_counts()
    return {
        **{("quote", quote.number): quote for quote in quotes},
        **{("principle", principle.number): principle for principle in principles},
        **{("source", source.number): source for source in sources_of(hits)},
    }


def _quote(quote: Quote, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    people = _speakers(quote)
    citation = quote.best_citation
    title = citation.source.title if citation else ""
    always = [*_judged(quote, marks, reading), *_meant(hit, reading)]
    fields = [quote.text, *(person.name for person in people), title]
    cited = list(_cited(quote, marks, shown=[*fields, str(citation.source) if citation else ""]))
    notes = [*cited, *_named(hit, reading, kind="quote")]
    shown = marks.are_in(quote.text)
    return Result(
        kind="quote",
        number=quote.number,
        code=quote.code,
        score=hit.score,
        entry=quote,
        words=highlight(quote.text, marks),
        people=tuple(
            Person(person.get_absolute_url(), highlight(person.name, marks)) for person in people
        ),
        work=highlight(title, marks),
        citation=citation,
        notes=tuple([*cited, *always] if shown else [*notes, *always]),
        highlight=_best(fields, notes, marks=marks),
    )


def _speakers(quote: Quote) -> list[People]:
    """Return who said it, from what was fetched with it."""
    if "said_by" in quote.__dict__:
        return [People(**fields) for fields in quote.said_by]  # type: ignore[attr-defined]
    return [link.person for link in quote.attributions.all()]


def _cited(quote: Quote, marks: Marks, *, shown: Iterable[str]) -> Iterator[Note]:
    """Yield the sources that have a match which neither the quote nor a source before them has.

    It is in the words that they give, or else in title or year and in nothing that is `shown`.
    """
    given, named = marks.found_in(quote.text), set().union(*map(marks.found_in, shown))
    for citation in quote.citations.all():
        words: str = citation.words  # type: ignore[attr-defined]  # with_words()
        source = str(citation.source)
        if not given.issuperset(marks.found_in(words)):
            given |= marks.found_in(words)
            named |= marks.found_in(source)
            lead = format_html("in {}:", highlight(source, marks))
            excerpt = highlight if len(words) <= LONGEST_SNIPPET else snippet
            yield Note(lead, excerpt(words, marks), is_quoted=True)
        elif not named.issuperset(marks.found_in(source)):
            named |= marks.found_in(source)
            yield Note("also cited in", highlight(source, marks))


def _judged(quote: Quote, marks: Marks, reading: Reading) -> list[Note]:
    """Return which sources have the verdicts that are asked for, where the one shown has not."""
    judged = sorted(quote.citations.all(), key=lambda citation: citation.rank)
    notes = {}
    for asked in reading.verdicts:
        citation = next((c for c in judged if c.shown_verdict in asked), None)
        if citation and quote.verdict not in asked:
            lead = f"{citation.shown_verdict} in:"
            notes[lead] = Note(lead, highlight(str(citation.source), marks))
    return list(notes.values())


def _principle(principle: Principle, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    name, maxim = principle.name, principle.maxim
    called = list(_called(principle, hit, marks))
    notes = [*called, *_named(hit, reading, kind="principle")]
    meant = _meant(hit, reading)
    found = next(
        (
            snippet(text, marks)
            for text in (principle.summary, plain(principle.body))
            if marks.are_in(text)
        ),
        SafeString(""),
    )
    shown = marks.are_in(name) or marks.are_in(maxim)
    return Result(
        kind="principle",
        number=principle.number,
        code=str(principle.number),
        score=hit.score,
        entry=principle,
        heading=highlight(name, marks),
        maxim=highlight(maxim, marks),
        snippet=SafeString("") if shown or notes else found,
        notes=tuple([*called, *meant] if shown else [*notes, *meant]),
        highlight=_best([name, maxim], notes, marks=marks) or found,
    )


def _called(principle: Principle, hit: Hit, marks: Marks) -> Iterator[Note]:
    """Yield the aliases with a word that neither name, maxim nor an alias before them has."""

    def found_in(text: str) -> set[str]:
        return {hit.forms.get(form, form) for form in marks.found_in(text)}

    shown = found_in(principle.name) | found_in(principle.maxim)
    for alias in principle.aliases:
        if not shown.issuperset(found_in(alias)):
            shown |= found_in(alias)
            yield Note("also known as", highlight(alias, marks))


def _source(source: Source, hit: Hit, *, marks: Marks, reading: Reading) -> Result:
    names = source.contributors  # type: ignore[attr-defined]  # annotated above
    note = source.note if marks.are_in(source.note) else ""
    found = snippet(hit.paragraph or note, marks)
    notes = list(_recorded(source, marks))
    return Result(
        kind="source",
        number=source.number,
        code=source.code,
        score=hit.score,
        entry=source,
        heading=highlight(source.title, marks),
        snippet=found,
        people=tuple(Person("", highlight(name, marks)) for name in dict.fromkeys(names)),
        notes=(*notes, *_meant(hit, reading)),
        paragraphs=hit.paragraphs,
        highlight=found or _best([source.title, *names], notes, marks=marks),
    )


def _recorded(source: Source, marks: Marks) -> Iterator[Note]:
    """Yield what else its record has of the words: publisher, and what contains it."""
    if marks.are_in(source.publisher):
        yield Note("", highlight(source.publisher, marks))
    if source.container and marks.are_in(source.container.title):
        yield Note("contained in", highlight(source.container.title, marks))


def _named(hit: Hit, reading: Reading, *, kind: str) -> list[Note]:
    """Return the tags and principles of the entry that words of the query name."""
    held = {f"#t{tag}": "tagged" for tag in hit.tags}
    if kind == "quote":
        held |= {f"#p{principle}": "supports" for principle in hit.principles}
    return [
        Note(held[name.lexeme], _as_named(name, reading))
        for name in reading.names
        if name.lexeme in held
    ]


def _as_named(name: Name, reading: Reading) -> SafeString:
    """Return the name of a tag or principle, with the words that are an alias of it.

    They are one where the name itself has not all of them, nor they all of the name.
    """
    naming = [term for term in reading.each if name.query in term.named]
    own = [term for term in naming if _is_in(term, name.label)]
    is_itself = len(own) == len(naming) or len(own) >= sum(1 for _ in words_in(name.label))
    if name.kind != "principle" or is_itself:
        return emphasised(name.label)
    alias = emphasised(" ".join(term.bare for term in naming))
    return format_html("{}, also known as {}", name.label, alias)


def _is_in(term: ReadTerm, label: str) -> bool:
    """Say whether a name has the term, as it is spelt or in another form, as far as can be told."""
    spelt = Marks(phrases=tuple(tuple(spelling.split()) for spelling in term.spellings))
    return spelt.are_in(label) or any(
        label[start:end].lower().startswith(term.lexemes) for start, end in words_in(label)
    )


def _meant(hit: Hit, reading: Reading) -> list[Note]:
    """Return by which equivalent words an entry was found that lacks the word itself."""
    notes = []
    shortest_last = sorted(hit.forms.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    for term in reading.words:
        own, others = {*term.lexemes, *term.joined_lexemes}, set(term.widened_lexemes)
        if not term.equivalents or own.intersection(hit.forms.values()):
            continue
        forms = {stem: form for form, stem in shortest_last if stem in others}
        if forms:
            each = format_html_join(
                ", ", "{}", ([emphasised(form)] for form in sorted(forms.values()))
            )
            notes.append(Note(f"for “{term.text}”:", each))
    return notes


def _best(fields: Iterable[str], notes: Iterable[Note], *, marks: Marks) -> SafeString:
    """Return the first field that has a match, else the first note, else nothing."""
    for text in fields:
        if marks.are_in(text):
            return highlight(text, marks)
    return next((note.text for note in notes), SafeString(""))
