"""Who said the words and where they stand: people and sources with their links, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models import Attribution, Citation, Contribution, Person, Quote, Source
from principles.models.bibliography import printed_year
from principles.models.titles import is_generic
from principles.search.results import Result
from principles.templatetags.counts import counted
from principles.templatetags.wording import family_names, listed, listed_html

register = template.Library()

NOBODY = "Speaker not given"
MOST_TALLIED = 3  # speakers whose quotes are counted by name; the rest are counted together


@register.filter
def linked(people: Iterable[Person | Attribution | Contribution]) -> SafeString:
    """Return people, or those whom attributions or contributions name, as links: A, B and C."""
    named = (entry if isinstance(entry, Person) else entry.person for entry in people)
    return listed_html(_link(person) for person in named)


def _link(person: Person) -> SafeString:
    return format_html('<a href="{}">{}</a>', person.get_absolute_url(), person.name)


@register.filter
def made_by(contributions: Iterable[Contribution]) -> SafeString:
    """Return the contributors of a source as links, each with its role unless it is the author."""
    return format_html_join(
        ", ",
        "{}{}",
        (
            (
                _link(made.person),
                ""
                if made.role == Contribution.Role.AUTHOR
                else f" ({made.get_role_display().lower()})",
            )
            for made in contributions
        ),
    )


@register.filter
def counted_by(speakers: Sequence[str]) -> str:
    """Return how many quotes there are, and how many are whose: 3 quotes, 1 by Vogels.

    `speakers` has a text for each quote, as `for_index()` gives it: a name on each line, or none.
    """
    tallies = Counter(names for names in speakers if names).most_common()
    total = counted(len(speakers), "quote")
    if not tallies:
        return total
    short = family_names({name for names, _ in tallies for name in names.split("\n")})
    named = [(listed(short[n] for n in names.split("\n")), count) for names, count in tallies]
    if tallies[0][1] == len(speakers):
        whole = {1: "", 2: "both "}.get(len(speakers), "all ")
        return f"{total}, {whole}by {named[0][0]}"
    parts = [f"{count} by {name}" for name, count in named[:MOST_TALLIED]]
    others = sum(count for _, count in named[MOST_TALLIED:])
    return f"{total}, {listed([*parts, f'{others} by others'] if others else parts)}"


# --- Sources -------------------------------------------------------------------------------------


@register.filter
def cited(source: Source, title: str = "") -> SafeString:
    """Return the source's title set as one, as it is referred to.

    `title` is the same with matches marked. A description in square brackets is not a title, so it
    is not set as one.
    """
    shown = conditional_escape(title or source.reference_title)
    return shown if source.title.startswith("[") else format_html("<cite>{}</cite>", shown)


def year_or_kind(source: Source) -> str:
    """Return the year of the source, or its kind where the year is not known: 1997; letter."""
    if source.year is None:
        return source.get_kind_display().lower()
    return printed_year(source.year)


@register.filter
def source_title(source: Source) -> SafeString:
    """Return the source's title with its year or its kind, not as a link."""
    return format_html("{}, {}", cited(source), year_or_kind(source))


@register.filter
def source_ref(source: Source, locator: str = "") -> SafeString:
    """Return the source as a link, with where in it."""
    return _ref(source, cited(source), locator)


@register.filter
def source_again(source: Source, locator: str = "") -> SafeString:
    """Return a source that the page has named before as a link, with where in it.

    What is long to repeat, a generic title and a description, becomes its kind: Letter of 2016.
    """
    if not (is_generic(source.title) or source.title.startswith("[")):
        return source_ref(source, locator)
    kind = source.get_kind_display()
    short = f"{kind} {source.code}" if source.year is None else f"{kind} of {year_or_kind(source)}"
    return _linked(source, SafeString(escape(short)), locator)


@register.filter
def cited_place(citation: Citation, title: str = "") -> SafeString:
    """Return the source that is cited as a link, and that it quotes the words if it does.

    `title` is the source's with matches marked.
    """
    place = _ref(citation.source, cited(citation.source, title), citation.shown_locator)
    return _second_hand(citation, place)


@register.filter
def found_place(citation: Citation, result: Result) -> SafeString:
    """Return what `cited_place` does, with the matches in title and year marked."""
    title = cited(citation.source, result.work)
    place = _ref(citation.source, title, citation.shown_locator, year=result.year)
    return _second_hand(citation, place)


@register.filter
def cited_again(citation: Citation) -> SafeString:
    """Return what `cited_place` does, of a source that the page has named before."""
    return _second_hand(citation, source_again(citation.source, citation.shown_locator))


@register.filter
def with_repeats(quotes: Iterable[Quote]) -> list[tuple[Quote, bool]]:
    """Return each quote with whether a quote before it has named its source.

    Of two sources with the same short form, such as letters of one year, none is shortened.
    """
    cited = [(q, c.source if (c := q.best_citation) else None) for q in quotes]
    sources = {source.pk: source for _, source in cited if source}
    alike = Counter((s.kind, s.year) for s in sources.values() if s.year is not None)
    named: set[int] = set()
    repeats = []
    for quote, source in cited:
        key = source.pk if source else 0
        is_clear = source is None or source.year is None or alike[source.kind, source.year] < 2
        repeats.append((quote, key in named and is_clear))
        named.add(key)
    return repeats


def _second_hand(citation: Citation, place: SafeString) -> SafeString:
    is_quoted = citation.role == Citation.Role.QUOTED_IN
    return format_html("quoted in {}", place) if is_quoted else place


def _ref(source: Source, title: SafeString, locator: str, *, year: str = "") -> SafeString:
    return _linked(source, format_html("{}, {}", title, year or year_or_kind(source)), locator)


def _linked(source: Source, words: SafeString, locator: str) -> SafeString:
    link = format_html('<a class="work" href="{}">{}</a>', source.get_absolute_url(), words)
    return format_html("{}, {}", link, locator.replace("¶ ", "¶\u00a0")) if locator else link


@register.filter
def sources_of(citations: Iterable[Citation]) -> list[Source]:
    """Return the sources of citations, each once, in their order."""
    return list(dict.fromkeys(citation.source for citation in citations))


# --- Quotes --------------------------------------------------------------------------------------


@register.filter
def attribution(quote: Quote, people: SafeString | None = None) -> SafeString:
    """Return the speakers, after what is doubted: Disputed, attributed to A.

    `people` are the speakers as links, if they are made otherwise than elsewhere.
    """
    speakers = linked(quote.attributions.all()) if people is None else people
    if not quote.doubt:
        return speakers or SafeString(NOBODY)
    standing = format_html("<b>{}</b>", quote.get_standing_display())
    return format_html("{}, attributed to {}", standing, speakers) if speakers else standing


@register.filter
def credit(quote: Quote) -> SafeString:
    """Return who said a quote, fetched by for_listing() or for_page(), and where, in one line."""
    speakers = linked(quote.attributions.all())
    if speakers:
        said = format_html("Attributed to {}", speakers) if quote.doubt else speakers
    else:
        said = SafeString(NOBODY)
    citation = quote.best_citation
    return format_html("{}, {}", said, cited_place(citation)) if citation else said


@register.filter
def as_text(quote: Quote, site: str) -> str:
    """Return the quote to take away: words, what is doubted, speakers, place, notes, address.

    The address is the permanent one. `site` is the site's address without a slash at its end.
    """
    told = [_told(quote)]
    citation = quote.best_citation
    if citation:
        is_quoted = citation.role == Citation.Role.QUOTED_IN
        told.append(f"quoted in {citation}" if is_quoted else str(citation))
    address = site + reverse("quote-number", args=[quote.number])
    notes = [quote.note, citation.note if citation else ""]
    told_notes = " ".join(dict.fromkeys(note for note in notes if note))
    lead = "" if told_notes.startswith("Editors’ ") else "Editors’ note: "
    caveat = f" [{lead}{told_notes}]" if told_notes else ""
    return f"“{quote.text}” ({', '.join(told)}){caveat} {address}"


def _told(quote: Quote) -> str:
    """Return the speakers and what is doubted of them, inside a sentence."""
    speakers = listed(quote.attributions.all())
    if not speakers:
        return f"{quote.doubt}, {NOBODY.lower()}" if quote.doubt else NOBODY.lower()
    if quote.doubt == Quote.Standing.MISATTRIBUTED:
        return f"misattributed to {speakers}"
    return f"{quote.doubt}, attributed to {speakers}" if quote.doubt else speakers
