"""Where pasted words and a source's differ, in a sentence each: what to mend, and what misleads."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.pasted.results import Match
from principles.provenance.collation import Difference
from principles.templatetags.marking import marked
from principles.text import words

register = template.Library()

MOST_MARKED = 16  # words of a difference
WITHHELD = "…"  # stands for words of a source that may not be shown


@register.filter
def kind(match: Match | None) -> str:
    """Return what the source is, as a noun: letter, slide deck; empty without one."""
    return match.source.get_kind_display().lower() if match and match.source else ""


@register.simple_tag
def told_gap(difference: Difference, match: Match) -> SafeString:
    """Return what an elided claim leaves out, or puts in brackets, in a sentence."""
    source, pasted = difference.source_words.strip(), difference.quote_words.strip()
    is_negation = difference.is_negation
    if source == WITHHELD:
        said = "Left out: words of the {} that may not be shown."
        return format_html(said, kind(match))
    theirs = _marked(source.lstrip(",;: "), is_negation=is_negation)
    if not any(words(pasted)):
        return format_html("Left out: {}", theirs)
    mine = _marked(pasted, is_negation=is_negation)
    if source:
        return format_html("{} is yours; the {} has: {}", mine, kind(match), theirs)
    is_inside = difference not in (match.collation[0], match.collation[-1])
    tail = f"; the {kind(match)} has nothing there" if is_inside else ""
    return format_html("{} is yours{}.", mine, tail)


@register.simple_tag
def told_difference(difference: Difference, kind: str) -> SafeString:
    """Return where the pasted words and the source's differ; `kind` is the source's, as a noun."""
    source, pasted = difference.source_words.strip(), difference.quote_words.strip()
    said = _difference(difference, kind)
    if not difference.is_negation:
        return said
    lead = "So" if source and pasted else "With it" if pasted else "Without it"
    rule = rule_link("negation", "the opposite")
    return format_html("{} {} the sentence may say {}.", said, lead, rule)


def _difference(difference: Difference, kind: str) -> SafeString:
    source, pasted = difference.source_words.strip(), difference.quote_words.strip()
    is_negation = difference.is_negation
    if source == WITHHELD:
        if not pasted:
            return format_html("Words of the {} that may not be shown are missing.", kind)
        mine = _marked(pasted, is_negation=is_negation)
        return format_html("Where you have {}, the {} has words that may not be shown.", mine, kind)
    if not pasted:
        theirs = _marked(source, is_negation=is_negation)
        return format_html("{} {} missing.", theirs, is_or_are(source))
    if not source:
        mine = _marked(pasted, is_negation=is_negation)
        return format_html("The {} does not have {} here.", kind, mine)
    mine = _marked(apart_from(pasted, source), is_negation=is_negation)
    theirs = _marked(apart_from(source, pasted), is_negation=is_negation)
    return format_html("You have {}, the {} has {}.", mine, kind, theirs)


def _marked(text: str, *, is_negation: bool) -> SafeString:
    short = Truncator(text).words(MOST_MARKED, truncate=" …")
    return marked(short, is_negation=is_negation)


def is_of_letters(match: Match) -> bool:
    """Tell whether only capitals and punctuation differ, and no word."""
    pairs = [(d.source_words, d.quote_words) for d in match.differences]
    return bool(pairs) and all(_words(ours) == _words(theirs) for ours, theirs in pairs)


def _words(text: str) -> list[str]:
    return [text[start:end].casefold() for start, end in words(text)]


def apart_from(said: str, other: str) -> str:
    """Return the words without the mark at their end, if the others end with the same one."""
    is_shared = said[-1:] == other[-1:] and said[-1:] in {".", ",", ":", ";", "!", "?"}
    return said[:-1] if is_shared and said[:-1] and other[:-1] else said


def is_or_are(text: str) -> str:
    """Return the verb for words as the subject: is for one, are for more."""
    return "are" if sum(1 for _ in words(text)) > 1 else "is"


def rule_link(anchor: str, text: str) -> SafeString:
    """Return the words as a link to the rule that they name."""
    return format_html('<a href="{}#{}">{}</a>', reverse("about-verification"), anchor, text)
