"""Why pasted words have their verdict, and what else there is to say of them, in sentences."""

from __future__ import annotations

import re

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models import Source, Verdict
from principles.pasted.results import Check, Judgement, Match
from principles.pasted.texts import MOST_COUNTED
from principles.templatetags.counts import in_words, spelled
from principles.templatetags.differences import is_of_letters, kind, rule_link
from principles.templatetags.joint import left_between
from principles.text import fold, sentences, words

register = template.Library()

MOST_SPELLINGS = 3  # places where only the typography differs that are shown
LEAST_WORDS = 4


@register.simple_tag
def reason(claim: Judgement, check: Check, stored_count: int) -> str:
    """Return why the claim has its verdict; `stored_count` texts were compared with."""
    match = claim.best
    if claim.is_short:
        return _short(claim)
    if match and match.is_withheld:
        tail = "Nothing more is told of it."
        return format_html("The text is {}. {}", rule_link("kept-back", "kept back"), tail)
    if match and match.is_collection:
        rule = rule_link("collections", "no evidence")
        lead = "The words stand in a collection of quotes, which is"
        return format_html("{} {} that anybody said them.", lead, rule)
    if match and match.is_on_record_only:
        return (
            "The words are on record here, but no text is stored of the source they are cited"
            " from, so they have not been compared."
        )
    if claim.sentences and not claim.is_found:
        return _of_sentences(claim)
    return _compared(claim, match) if match else _not_found(claim, check, stored_count)


def _short(claim: Judgement) -> str:
    count = in_words(claim.word_count)
    words = "word" if claim.word_count == 1 else "words"
    least = in_words(LEAST_WORDS)
    said = f"{count.capitalize()} {words} can be found in many texts; {least} is the least that"
    rule = rule_link("too-short", "can be told")
    tail = ", unless they are a whole sentence or heading."
    where = " Here they occur in:" if claim.matches else ""
    return format_html("{} {}{}{}", said, rule, tail, where)


def _of_sentences(claim: Judgement) -> str:
    """Return how many of the sentences of the claim are there, and that they are told below."""
    total = len(claim.sentences)
    found = sum(1 for part in claim.sentences if part.is_found)
    rule = rule_link("together", "stand together")
    if found == total:
        left = left_between(claim)
        out = spelled(left, "word is,words are") + " left out between them. " if left else ""
        said = "{}What is quoted as one has to {}. Its sentences are shown below."
        return format_html(said, out, rule)
    of = f"{in_words(found).capitalize() if found else 'None'} of its {in_words(total)} sentences"
    is_or_are = "are" if found > 1 else "is"
    return f"{of} {is_or_are} in our sources as pasted. Each is shown below."


def _compared(claim: Judgement, match: Match) -> str:
    if claim.verdict == Verdict.VERBATIM:
        return _verbatim(claim, match)
    if claim.verdict == Verdict.ELIDED:
        return _elided(match)
    if match.gives_part:
        tail = "of these words, and that part matches. The rest is not there."
        return format_html("The {} has {} {}", kind(match), rule_link("parts", "a part"), tail)
    return _altered(match)


def _verbatim(claim: Judgement, match: Match) -> str:
    count = claim.word_count
    order = ", in this order" if count > 1 else ""
    said = f"{all_words(count)} in the {kind(match)}{order}{second_hand(match)}."
    if not match.typography_only:
        return said
    rule = rule_link("folding", "the typography")
    spellings = format_html_join(
        "; ",
        "you have <mark>{}</mark>, the {} <mark>{}</mark>",
        ((pasted, kind(match), source) for pasted, source in match.typography[:MOST_SPELLINGS]),
    )
    shown = format_html(": {}", spellings) if spellings else ""
    return format_html("{} Only {} differs{}.", said, rule, shown)


def second_hand(match: Match) -> str:
    """Return that the source is a copy, as a tail; empty where it is an original."""
    if not match.is_second_hand or match.source is None:
        return ""
    is_slides = match.source.kind == Source.Kind.SLIDES
    return f", as the {'slide' if is_slides else kind(match)} has it"


def _elided(match: Match) -> str:
    said = f"The parts that you have are in the {kind(match)}, in this order{second_hand(match)}."
    if match.left_out:
        were = spelled(match.left_out, "word was,words were")
        rule = rule_link("marks", "left out")
        two = " The parts come from two sentences or more." if _is_over_an_end(match) else ""
        return format_html("{} {} {} between them.{}", said, were, rule, two)
    if match.is_hidden:
        rule = rule_link("marks", "left out")
        return format_html("{} Words were {} between them, or put in brackets.", said, rule)
    rule = rule_link("marks", "brackets")
    return format_html("{} What stands in {} is yours, not the {}’s.", said, rule, kind(match))


def _is_over_an_end(match: Match) -> bool:
    """Tell whether a sentence of the source ends between the first and the last part."""
    text = "".join(difference.source_words for difference in match.collation)
    return len(list(sentences(text))) > 1


def _altered(match: Match) -> str:
    differences = match.differences
    said = f"The {kind(match)} has other words in places; its text may not be shown."
    if differences:
        what = "capitals or punctuation" if is_of_letters(match) else "words"
        said = f"The {kind(match)} has other {what} {in_places(len(differences))}"
        said += f"{second_hand(match)}."
    is_told = bool(differences) and differences[0].is_negation
    if is_told or not match.negates:
        return said
    rule = rule_link("negation", "A negation")
    tail = "was put in or left out, so the sentence may say the opposite."
    return format_html("{} {} {}", said, rule, tail)


def _not_found(claim: Judgement, check: Check, stored_count: int) -> str:
    if not stored_count:
        return "No text is stored here to compare it with."
    if claim.told:
        return "A part of it is there, the rest is not."
    texts = f"{the_texts(stored_count)} we store"
    if check.withheld.texts:
        texts += ", as far as they may be compared"
    return format_html(
        "Nothing close to it is in {}. That does not mean that it is false, or that"
        " nobody said it: it may stand in a letter, a book or a talk that we do not have."
        ' <a class="onward" href="{}#not-in-our-sources">What this means</a>',
        texts,
        reverse("about-verification"),
    )


def the_texts(count: int) -> str:
    """Return the stored texts inside a sentence: the three texts; the texts, if they are many."""
    number = "" if count >= MOST_COUNTED else f"{in_words(count)} "
    return f"the {number}{'text' if count == 1 else 'texts'}"


# --- What stands around --------------------------------------------------------------------------


@register.filter
def told_cut(match: Match) -> SafeString:
    """Return the source's words before and behind a part of a sentence; empty for a whole one."""
    before, behind = (side.strip() for side in match.cut)
    if not before and not behind:
        return SafeString("")
    said = format_html("This is {}.", rule_link("a-part-of-a-sentence", "a part of a sentence"))
    sides = [("Before it stands", before), ("Behind it stands", behind)]
    around = format_html_join(" ", "{} “{}”.", ((lead, words) for lead, words in sides if words))
    return format_html("{} {}", said, around)


@register.filter
def told_wording(claim: Judgement) -> str:
    """Return that another wording on record has the words as they are; empty where none does."""
    quote = claim.best.quote if claim.best else None
    if quote is None or claim.verdict in {None, Verdict.VERBATIM}:
        return ""
    for citation in quote.citations.all():
        if _has(citation.wording, claim.text):
            title, code = citation.source.title, quote.code
            return f"Another wording of {code} has these words, as {title} is said to give them."
    if _has(quote.text, claim.text) and _has_more(claim):
        return f"On record as {quote.code} with these words, which the passage does not have."
    return ""


def _has_more(claim: Judgement) -> bool:
    """Tell whether the claim may have words that the passage lacks, and not only fewer."""
    differences = claim.best.differences if claim.best else ()
    return not differences or any(any(words(d.quote_words)) for d in differences)


def _has(wording: str, text: str) -> bool:
    """Tell whether the wording has the whole text, a full stop at its end apart."""
    sought = re.escape(fold(text).text.rstrip(". "))
    return bool(wording and re.search(rf"(?<!\w){sought}(?!\w)", fold(wording).text))


@register.filter
def told_reported(match: Match) -> SafeString:
    """Return that the words are in quotation marks in the source; empty where they are not."""
    if not match.is_reported:
        return SafeString("")
    said = format_html(
        "They stand {} in the {};", rule_link("reported-words", "in quotation marks"), kind(match)
    )
    return format_html("{} {}", said, "perhaps they are not the author’s own.")


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


def all_words(count: int) -> str:
    """Return the words of a sentence as the subject of one: All nine words are."""
    if count < 3:
        return "Both words are" if count == 2 else "The word is"
    return f"All {in_words(count)} words are"


def in_places(count: int) -> str:
    """Return in how many places: in one place, in three places."""
    return f"in {in_words(count)} {'place' if count == 1 else 'places'}"
