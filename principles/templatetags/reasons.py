"""Why a pasted sentence has its verdict, and what else there is to say of it, in sentences."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.models import Source, Verdict
from principles.pasted.results import Credit, Match, Sentence
from principles.provenance.collation import Difference
from principles.templatetags.counts import in_words, spelled
from principles.templatetags.credits import linked
from principles.templatetags.findings import the_texts
from principles.templatetags.marking import marked
from principles.text import words

register = template.Library()

MOST_SPELLINGS = 3  # places where only the typography differs that are shown
MOST_MARKED = 16  # words of a difference
LONGEST_GIVEN = 80  # characters of a name that was pasted
WITHHELD = "…"  # stands for words of a source that may not be shown


@register.simple_tag
def reason(sentence: Sentence, stored_count: int) -> str:
    """Return why the sentence has its verdict; `stored_count` texts were compared with."""
    match = sentence.best
    if match and match.is_collection:
        rule = _rule("collections", "no evidence")
        lead = "The words stand in a collection of quotes, which is"
        return format_html("{} {} that anybody said them.", lead, rule)
    if match and match.is_on_record_only:
        return (
            "The words are on record here, but no text is stored of the source they are cited"
            " from, so they have not been compared."
        )
    compared = _compared(sentence, match) if match else ""
    return compared or _not_found(stored_count)


def _compared(sentence: Sentence, match: Match) -> str:
    if sentence.verdict == Verdict.VERBATIM:
        return _verbatim(sentence, match)
    if sentence.verdict == Verdict.ELIDED:
        return _elided(match)
    if match.gives_part:
        tail = "of these words, and that part matches. The rest is not in it."
        return format_html("The {} has {} {}", _kind(match), _rule("parts", "a part"), tail)
    return _altered(match) if sentence.verdict == Verdict.ALTERED else ""


def _verbatim(sentence: Sentence, match: Match) -> str:
    count = sentence.word_count
    said = f"{all_words(count)} in the {_kind(match)}{', in this order' if count > 1 else ''}."
    if not match.typography_only:
        return said
    rule = _rule("folding", "the typography")
    spellings = format_html_join(
        "; ",
        "you have <mark>{}</mark>, the {} <mark>{}</mark>",
        ((pasted, _kind(match), source) for pasted, source in match.typography[:MOST_SPELLINGS]),
    )
    shown = format_html(": {}", spellings) if spellings else ""
    return format_html("{} Only {} differs{}.", said, rule, shown)


def _elided(match: Match) -> str:
    kind = _kind(match)
    said = f"The parts that you have are in the {kind}, in this order."
    if match.left_out:
        were = spelled(match.left_out, "word was,words were")
        is_shown = match.source is not None and match.source.text_access == Source.Access.FULL
        tail = "; the passage below has them, between the marks" if is_shown else ""
        rule = _rule("marks", "left out")
        return format_html("{} {} {} between them{}.", said, were, rule, tail)
    if match.is_hidden:
        rule = _rule("marks", "left out")
        return format_html("{} Words were {} between them, or put in brackets.", said, rule)
    rule = _rule("marks", "brackets")
    return format_html("{} What stands in {} is an editor’s, not the {}’s.", said, rule, kind)


def _altered(match: Match) -> str:
    differences = match.differences
    said = f"The {_kind(match)} has other words in places; its text may not be shown."
    if differences:
        said = f"The {_kind(match)} has other words {in_places(len(differences))}."
    is_told = bool(differences) and differences[0].is_negation
    if is_told or not match.negates:
        return said
    rule = _rule("negation", "A negation")
    tail = "was put in or left out, so the sentence may say the opposite."
    return format_html("{} {} {}", said, rule, tail)


def _not_found(stored_count: int) -> str:
    if not stored_count:
        return "No text is stored here to compare it with."
    return format_html(
        "Nothing close to it is in {} we store. That does not mean that it is false, or that"
        " nobody said it: it may stand in a letter, a book or a talk that we do not have."
        ' <a class="onward" href="{}#not-in-our-sources">What this means</a>',
        the_texts(stored_count),
        reverse("about-verification"),
    )


# --- One difference ------------------------------------------------------------------------------


@register.simple_tag
def told_difference(difference: Difference, kind: str) -> SafeString:
    """Return where the pasted words and the source's differ; `kind` is the source's, as a noun."""
    source, pasted = difference.source_words.strip(), difference.quote_words.strip()
    said = _difference(difference, kind)
    if not difference.is_negation:
        return said
    lead = "So" if source and pasted else "With it" if pasted else "Without it"
    rule = _rule("negation", "the opposite")
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
        return format_html("{} {} not in the {}.", mine, is_or_are(pasted), kind)
    mine = _marked(apart_from(pasted, source), is_negation=is_negation)
    theirs = _marked(apart_from(source, pasted), is_negation=is_negation)
    return format_html("You have {}, the {} has {}.", mine, kind, theirs)


def _marked(text: str, *, is_negation: bool) -> SafeString:
    short = Truncator(text).words(MOST_MARKED, truncate=" …")
    return marked(short, is_negation=is_negation)


# --- The name and the record ---------------------------------------------------------------------


@register.filter
def told_credit(credit: Credit | None) -> SafeString:
    """Return what the record says of the name that was pasted; empty where it agrees."""
    if credit is None or credit.outcome == "agrees":
        return SafeString("")
    given = format_html("<b>{}</b>", Truncator(credit.given).chars(LONGEST_GIVEN))
    name = credit.person.name if credit.person else ""
    match credit.outcome:
        case "differs":
            whose = format_html("The words are here, but they are {}’s.", linked(credit.people))
            return format_html("<b>Not {}</b> {}", name, whose)
        case "unknown name":
            whose = format_html(" The words are {}’s.", linked(credit.people))
            said = "Nobody of this name is on record here."
            return format_html("{} {}{}", given, said, whose if credit.people else "")
        case "nobody recorded":
            said = "Nobody is on record as the speaker of these words"
            return format_html("<b>{}</b> {}, so the name could not be checked.", name, said)
    said = "The name could not be checked, since the words were not found."
    return format_html("{} {}", given, said)


RECORDED = {
    "part": "On record as part of",
    "wider": "A part of it is on record as",
    "overlaps": "Overlaps with what is on record as",
}


@register.filter
def on_record(match: Match) -> SafeString:
    """Return as which quote the words are on record, without a full stop."""
    if match.quote is None:
        return SafeString("Not yet on record as a quote")
    return format_html(
        '{} <a href="{}">{}</a>{}',
        RECORDED.get(match.covers, "On record as"),
        match.quote.get_absolute_url(),
        match.quote.code,
        f", “{match.quote.opening}”" if match.covers == "part" else "",
    )


# --- Words inside these sentences ----------------------------------------------------------------


def apart_from(said: str, other: str) -> str:
    """Return the words without the mark at their end, if the others end with the same one."""
    is_shared = said[-1:] == other[-1:] and said[-1:] in {".", ",", ":", ";", "!", "?"}
    return said[:-1] if is_shared and said[:-1] and other[:-1] else said


def all_words(count: int) -> str:
    """Return the words of a sentence as the subject of one: All nine words are."""
    if count < 3:
        return "Both words are" if count == 2 else "The word is"
    return f"All {in_words(count)} words are"


def in_places(count: int) -> str:
    """Return in how many places: in one place, in three places."""
    return f"in {in_words(count)} {'place' if count == 1 else 'places'}"


def is_or_are(text: str) -> str:
    """Return the verb for words as the subject: is for one, are for more."""
    return "are" if sum(1 for _ in words(text)) > 1 else "is"


def _rule(anchor: str, text: str) -> SafeString:
    """Return the words as a link to the rule that they name."""
    return format_html('<a href="{}#{}">{}</a>', reverse("about-verification"), anchor, text)


def _kind(match: Match) -> str:
    return match.source.get_kind_display().lower() if match.source else ""
