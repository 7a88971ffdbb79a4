"""Notes: why an entry was found, if the fields that a result shows do not say so.

A note is a lead and a text with the match marked: another wording or source, another name, a tag or
principle, or a word that stood in for one that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models import Principle, Quote, Source
from principles.search.found import Hit
from principles.search.lookup import Name
from principles.search.reading import Reading
from principles.search.snippets import LONGEST_SNIPPET, Marks, emphasised, highlight, snippet


@dataclass(frozen=True, slots=True)
class Note:
    """Why an entry was found, where its own words do not show it."""

    lead: str
    text: SafeString
    is_quoted: bool = False


def cited(quote: Quote, marks: Marks, *, shown: Iterable[str]) -> Iterator[Note]:
    """Yield the sources that have a match of their own, which quote and earlier sources lack.

    It is in the words that the source gives, or else in its title or year and in nothing `shown`.
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


def judged(quote: Quote, marks: Marks, reading: Reading) -> list[Note]:
    """Return the sources that have the verdicts asked for, if the verdict shown is another."""
    judged = sorted(quote.citations.all(), key=lambda citation: citation.rank)
    notes = {}
    for asked in reading.narrowing.verdicts:
        citation = next((c for c in judged if c.shown_verdict in asked), None)
        if citation and quote.verdict not in asked:
            lead = f"{citation.shown_verdict} in:"
            notes[lead] = Note(lead, highlight(str(citation.source), marks))
    return list(notes.values())


def called(principle: Principle, hit: Hit, marks: Marks) -> Iterator[Note]:
    """Yield the aliases with a word that neither name, maxim nor an alias before them has.

    Only another name is called one.
    """
    shown = stems_in(hit, marks, principle.name, principle.maxim)
    for alias in principle.aliases:
        if not shown.issuperset(stems_in(hit, marks, alias)):
            shown |= stems_in(hit, marks, alias)
            is_name = alias in principle.other_names
            lead = "also known as" if is_name else "also found by"
            yield Note(lead, highlight(alias, marks))


def stems_in(hit: Hit, marks: Marks, *texts: str) -> set[str]:
    """Return which of the hit's stems the texts have, and of phrases the words."""
    found = set().union(*map(marks.found_in, texts))
    return {hit.forms.get(form, form) for form in found}


def recorded(source: Source, marks: Marks) -> Iterator[Note]:
    """Yield what else its record has of the words: publisher, identifiers, what contains it."""
    if marks.are_in(source.publisher):
        yield Note("", highlight(source.publisher, marks))
    for name, value in source.identifiers.items():
        if marks.are_in(value):
            yield Note(name.upper(), highlight(value, marks))
    if source.container and marks.are_in(source.container.title):
        yield Note("contained in", highlight(source.container.reference_title, marks))


def beside(quote: Quote, marks: Marks, *, shown: Iterable[str]) -> Iterator[Note]:
    """Yield what is said about it, and stands beside it, with matches that nothing `shown` has.

    Its note is left out, as a result shows it always.
    """
    sources = [str(citation.source) for citation in quote.citations.all()]
    told = set().union(*map(marks.found_in, [*shown, *sources, quote.text, quote.note]))
    supports: list[str] = quote.__dict__.get("support_notes", [])
    said = [("", quote.real_origin), ("", quote.standing_evidence)]
    said += [("supports a principle:", note) for note in supports]
    for citation in quote.citations.all():
        source, passage = citation.source, citation.passage
        over = source.heading_of(passage) if passage else ""
        said += [("under the heading", over), ("", citation.note), ("", source.publisher)]
    for lead, text in said:
        if not told.issuperset(marks.found_in(text)):
            told |= marks.found_in(text)
            excerpt = highlight if len(text) <= LONGEST_SNIPPET else snippet
            yield Note(lead, excerpt(text, marks), is_quoted=lead == "under the heading")


def filed(hit: Hit, reading: Reading, *, kind: str) -> list[Note]:
    """Return the tags and principles of the entry that words of the query name."""
    held = {f"#t{tag}": "tagged" for tag in hit.tags}
    if kind == "quote":
        held |= {f"#p{principle}": "supports" for principle in hit.principles}
    return [
        Note(held[name.lexeme], _as_named(name)) for name in reading.names if name.lexeme in held
    ]


def _as_named(name: Name) -> SafeString:
    """Return the name of a tag or principle, with the alias by which it was named."""
    if name.called == name.label:
        return emphasised(name.label)
    return format_html("{}, also found by {}", name.label, emphasised(name.called))


def meant(hit: Hit, reading: Reading) -> list[Note]:
    """Return the other words by which an entry was found that lacks the word itself."""
    notes = []
    shortest_last = sorted(hit.forms.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    for term in reading.words:
        own = frozenset().union(*(word.lexemes for word in term.terms))
        others = frozenset().union(*(word.stand_ins.lexemes for word in term.terms))
        if own.intersection(hit.forms.values()) or any(t.stand_ins.corrections for t in term.terms):
            continue
        forms = {stem: form for form, stem in shortest_last if stem in others}
        if forms:
            each = format_html_join(
                ", ", "{}", ([emphasised(form)] for form in sorted(forms.values()))
            )
            notes.append(Note(f"for “{term.text}”:", each))
    return notes
