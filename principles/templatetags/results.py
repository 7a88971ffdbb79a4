"""How much a search found, and what can be said where it found little, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.models.facets import FACETS, KIND
from principles.search.choices import Choice
from principles.search.pages import ResultPage
from principles.search.ranking import SORTS
from principles.search.results import Credit
from principles.search.writings import NUMBERS
from principles.templatetags.counts import counted
from principles.templatetags.wording import listed_html

register = template.Library()

ORDERS = {"year": "the order by year", "source": "the order in the source"}
MOST_LISTED = 6  # words that a sentence lists
LONGEST_TITLE = 60  # characters of what was typed, in the title of the page


@register.filter
def page_title(page: ResultPage) -> str:
    """Return the title of the page without the site's."""
    text = Truncator(page.query.text).chars(LONGEST_TITLE)
    under = ", ".join(applied.label for applied in page.applied)
    sought = f"{text} ({under})" if text and under else text
    if under and not text:
        sought = _described(page, noun=_nouns(page)[1].capitalize())
    title = f"{sought}: search results" if sought else "Search"
    return f"{title}, page {page.number}" if page.number > 1 else title


@register.filter
def how_much(page: ResultPage) -> SafeString:
    """Return how much was found for what, as a heading without a full stop."""
    total, text = page.found.total, page.query.text
    searched = format_html("<b>{}</b>", page.did_you_mean or text)
    if not total and not text:
        described = _described(page, noun=_nouns(page)[1])
        return format_html("No {}", described) if page.applied else SafeString("Nothing to show")
    if not total:
        return format_html("No results for {}", searched)
    least = _least(page)
    if text:
        return format_html("{}{} for {}", least, counted(total, "result"), searched)
    if page.filters.count:
        return format_html(
            "{}{}", least, _described(page, noun=counted(total, ",".join(_nouns(page))))
        )
    return format_html("{}Everything here: {}", least, counted(total, "entry,entries"))


@register.filter
def what_is_kept(page: ResultPage) -> str:
    """Return what a new search keeps, for a sentence: these 2 filters and the order."""
    count = page.filters.count
    filters = "this filter" if count == 1 else f"these {count} filters"
    return " and ".join(filter(None, [filters if count else "", ORDERS.get(page.sort, "")]))


@register.filter
def who_is_noted(page: ResultPage) -> SafeString:
    """Return the people whose note has all the words, as a sentence with links; empty for none."""
    people = page.reading.people
    if not people:
        return SafeString("")
    named = listed_html(
        format_html('<a href="{}">{}</a>', reverse("person", args=[person.slug]), person.name)
        for person in people
    )
    notes, have = ("note", "has") if len(people) == 1 else ("notes", "have")
    words = "this word" if len(page.reading.each) == 1 else "these words"
    return format_html("The {} on {} {} {}.", notes, named, have, words)


@register.filter
def how_complete(page: ResultPage) -> str:
    """Return how many of the results match all the words, and how many words the others match.

    Words may stand in different paragraphs of a source, so what has them is one place.
    """
    found = page.found
    every = _all_words(page)
    if len(page.reading.terms) == 2 and page.nowhere:
        return f"These match {_some_words(page)}."
    if found.complete:
        match = counted(found.complete, "result matches,results match")
        return f"{_least(page)}{match} {every} in one place; the others match {_some_words(page)}."
    nothing = "Nothing" if found.is_exact else "None of these"
    said = f"{nothing} matches {every} in one place"
    if found.is_exact and 0 < found.sparse < found.total:
        first = counted(found.total - found.sparse, "result matches,results match")
        is_two = len(page.reading.terms) == 2
        others = _as_quoted(page.commoner) if is_two else "fewer"
        return f"{said}; {first} {_some_words(page, are_first=True)}, the others {others}."
    return f"{said}; these match {_some_words(page)}."


@register.filter
def how_apart(page: ResultPage) -> str:
    """Return that a word and a number stand nowhere in a row (day 3), if they do not; or nothing.

    Such a pair is mostly a name of something, which is not there where both are apart.
    """
    terms, found = page.reading.sequence, page.found
    is_pair = len(terms) == 2 and any(map(_is_number, terms)) and not any(map(_is_year, terms))
    if not is_pair or found.in_a_row or not found.complete or not found.is_exact:
        return ""
    together = _as_quoted_together(terms)
    return f"Nothing that is found has {together} in a row: the words stand apart."


@register.filter
def how_sparse(page: ResultPage) -> str:
    """Return what the last of the results have, if others come before them."""
    found = page.found
    if found.sparse == found.total or page.sort != SORTS[0]:
        return ""
    if len(page.reading.terms) == 2:
        return f"The results from here on match {_as_quoted(page.commoner)} alone."
    return f"The results from here on match {_few_words(page)}."


def _some_words(page: ResultPage, *, are_first: bool = False) -> str:
    """Return which words the results match that lack some; those alone that come first, if so."""
    found = page.found
    is_mixed = 0 < found.sparse < found.total and not are_first
    if len(page.reading.terms) == 2:
        term = page.commoner if found.sparse == found.total else page.rarer
        return "one of them" if is_mixed or not page.rarer else _as_quoted(term)
    if found.sparse == found.total:
        return _few_words(page)
    return f"at least {1 if is_mixed else found.least} of them"


def _few_words(page: ResultPage) -> str:
    return "one of your words" if page.found.sparse_most == 1 else "few of your words"


def _is_number(term: Choice) -> bool:
    """Say whether it is a number of something, in digits or a word; one is more often a pronoun."""
    text = "" if term.is_phrase else term.spellings[0]
    return text.isdigit() or text in NUMBERS.keys() - {"one", "first", "second"}


def _is_year(term: Choice) -> bool:
    return len(term.spellings[0]) == len("1997") and term.spellings[0].isdigit()


def _as_quoted_together(terms: Sequence[Choice]) -> str:
    return f"“{' '.join(term.bare for term in terms)}”"


def _as_quoted(term: Choice | None) -> str:
    return f"“{term.bare}”" if term else ""


def _nouns(page: ResultPage) -> tuple[str, str]:
    """Return what is listed under the filters, as one and as several."""
    kind = next((a.label.lower() for a in page.applied if a.facet is KIND), "")
    return (kind, f"{kind}s") if kind else ("entry", "entries")


def _described(page: ResultPage, *, noun: str) -> str:
    """Return the noun with what the filters say of it: quotes by Ann Author, tagged “speed”."""
    phrases = []
    for facet in FACETS:
        labels = [applied.label for applied in page.applied if applied.facet is facet]
        if labels and facet is not KIND:
            between = "” and “" if "“" in facet.phrase else " and "
            phrases.append(facet.phrase.format(between.join(labels)))
    return f"{noun} {', '.join(phrases)}".strip()


def _all_words(page: ResultPage) -> str:
    """Return the words that decide, by themselves where others were typed beside them."""
    reading = page.reading
    if len(reading.terms) == len(reading.sequence) or len(reading.terms) > MOST_LISTED:
        return "both words" if len(reading.terms) == 2 else f"all {len(reading.terms)} words"
    *others, last = map(_as_quoted, reading.terms)
    return f"{', '.join(others)} and {last}" if others else last


def _least(page: ResultPage) -> str:
    return "" if page.found.is_exact else "At least "


# --- Where nothing was found ---------------------------------------------------------------------


@register.filter
def why_nothing(page: ResultPage) -> str:
    """Return why nothing was found, though the words are here; empty where that is said already."""
    query, reading = page.query, page.reading
    has_words = bool(reading.terms)
    if query.text and not has_words and not reading.narrows:
        if query.has_synonyms:
            return "There is no letter or digit in that to look for."
        return "There is no word beside synonyms:no to look for."
    if page.filters.count or page.missing_kind or not query.text:
        return _nothing_here(page)
    if reading.unnamed or page.backwards or reading.people:
        return ""
    if not has_words and not query.narrowing:
        return "Nothing is left after what was to be left out."
    said = _nothing_under(page) if query.narrowing else _nothing_has(page)
    return f"{said}{' without what was to be left out' if query.excludes else ''}."


def _nothing_here(page: ResultPage) -> str:
    if page.filters.count:
        filters = "this filter" if page.filters.count == 1 else "these filters"
        return f"Nothing under {filters}{' matches' if page.query.text else ''}."
    if page.missing_kind == "place":
        return "No principle here has a quote in this place."
    if page.missing_kind:
        return f"No {page.missing_kind} here has this number."
    return "Nothing has been published here yet."


def _nothing_under(page: ResultPage) -> str:
    operators = "this operator" if len(page.query.narrowing) == 1 else "these operators"
    has_words = bool(page.reading.terms)
    return f"Nothing under {operators} matches" if has_words else f"Nothing is under {operators}"


def _nothing_has(page: ResultPage) -> str:
    if page.senses:
        names = " and ".join(f"“{' '.join(sense.words)}”" for sense in page.senses)
        words = "any of the other words" if len(page.reading.each) > 1 else "the other word"
        return f"Nothing of {names} has {words}"
    if len(page.reading.terms) > 1:
        sought = "all of these words"
    elif len(page.reading.each) > 1:
        sought = "any of these words"
    else:
        sought = "exactly these words" if page.reading.phrases else "this word"
    return f"Nothing that is searched has {sought}"


# --- The people of a result ----------------------------------------------------------------------


@register.filter
def people_linked(people: Sequence[Credit]) -> SafeString:
    """Return the people of a result as links in prose, their names with the matches marked."""
    return listed_html(
        format_html('<a href="{}">{}</a>', person.url, person.name) for person in people
    )


@register.filter
def people_named(people: Sequence[Credit]) -> SafeString:
    """Return the people of a result in prose, their names with the matches marked."""
    return listed_html(person.name for person in people)
