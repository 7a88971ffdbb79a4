"""How much a search found, and what can be said where it found little, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.search.pages import ResultPage
from principles.search.results import Credit
from principles.templatetags.counts import counted
from principles.templatetags.wording import listed_html

register = template.Library()

LONGEST_TITLE = 60  # characters of what was typed, in the title of the page


@register.filter
def page_title(page: ResultPage) -> str:
    """Return the title of the page without the site's."""
    text = Truncator(page.query.text).chars(LONGEST_TITLE)
    under = ", ".join(applied.label for applied in page.applied)
    sought = f"{text} ({under})" if text and under else text or under
    title = f"{sought}: search results" if sought else "Search"
    return f"{title}, page {page.number}" if page.number > 1 else title


@register.filter
def how_much(page: ResultPage) -> SafeString:
    """Return how much was found for what, as a heading without a full stop."""
    total, text = page.found.total, page.query.text
    searched = format_html("<b>{}</b>", page.did_you_mean or text)
    if not total:
        return format_html("No results for {}", searched) if text else SafeString("Nothing to show")
    least = _least(page)
    if text:
        return format_html("{}{} for {}", least, counted(total, "result"), searched)
    entries = counted(total, "entry,entries")
    if page.filters.count:
        filters = counted(page.filters.count, "filter")
        return format_html("{}{} under {}", least, entries, filters)
    return format_html("{}Everything here: {}", least, entries)


@register.filter
def how_complete(page: ResultPage) -> str:
    """Return how many of the results have all the words, and how many words the others have."""
    found = page.found
    every = f"all {len(page.reading.terms)} words"
    if found.complete:
        have = counted(found.complete, "entry has,entries have")
        said = f"{_least(page)}{have} {every}; the others"
    elif found.is_exact:
        said = f"No entry has {every}; these"
    else:
        said = f"None of these has {every}; they"
    return f"{said} have at least {found.least} of them."


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
    if reading.unnamed or page.backwards:
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
    if len(page.reading.terms) > 1:
        sought = "all of these words"
    elif len(page.reading.each) > 1:
        sought = "any of these words"
    else:
        sought = "exactly these words" if page.reading.phrases else "this word"
    return f"No principle, quote or source has {sought}"


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
