"""The verdict on pasted words in a few words, and what to do with them: for a list, for a title."""

from __future__ import annotations

from django import template

from principles.models import Quote, Verdict
from principles.pasted.results import Apart, Judgement, Match, Outcome
from principles.templatetags.differences import is_of_letters
from principles.templatetags.findings import changed, turned_by
from principles.templatetags.whose import is_amiss, outcome

register = template.Library()

UNSHOWN = "A negation differs"  # where no words of the source may be shown
TOGETHER = {
    Apart.GAP: "Not together: something is left out",
    Apart.ORDER: "Not together: another order",
    Apart.PASSAGES: "Not together: two parts of a source",
    Apart.SOURCES: "Not together: two sources",
}


@register.filter
def in_short(claim: Judgement) -> str:
    """Return whether the words are in our sources, in a few words: Yes, word for word."""
    match = claim.best
    if claim.is_short:
        return "Too short to tell"
    if claim.apart is not None and claim.whole is None:
        return TOGETHER[claim.apart]
    if match is None or claim.verdict is None:
        is_part = claim.told or any(part.is_found for part in claim.sentences)
        return "A part of it, the rest not" if is_part else "Not in our sources"
    said = _of(claim.verdict, match, claim)
    if claim.apart is not None and claim.is_found:
        said += "; not together"
    if match.quote and match.quote.standing != Quote.Standing.ATTRIBUTED:
        said += f"; {match.quote.standing}"
    return said


def _of(verdict: Verdict, match: Match, claim: Judgement) -> str:
    second = " at second hand" if match.is_second_hand else ""
    if verdict == Verdict.VERBATIM:
        tail = "but for typography" if match.typography_only else "word for word"
        return f"Yes,{second}{',' * bool(second)} {tail}"
    if verdict == Verdict.ELIDED:
        return f"Yes,{second}{',' * bool(second)} with words {changed(match)}"
    if verdict == Verdict.ALTERED:
        return _altered(match, claim)
    return "In a collection of quotes alone" if match.is_collection else "On record, not compared"


def _altered(match: Match, claim: Judgement) -> str:
    if match.negates:
        lost, added = turned_by(match)
        return f"“{lost or added}” is {'gone' if lost else 'added'}" if lost or added else UNSHOWN
    if any(not part.is_found for part in claim.sentences):
        return "A part of it, the rest not as pasted"
    if is_of_letters(match):
        return "Other capitals or punctuation"
    return "A part of it, the rest not" if match.gives_part else "In other words"


@register.filter
def is_plain(claim: Judgement) -> bool:
    """Tell whether the words can stand as they are, whoever said them."""
    match = claim.best
    is_doubtful = match and match.quote and match.quote.standing != Quote.Standing.ATTRIBUTED
    return claim.is_found and claim.apart is None and not is_doubtful


@register.filter
def advice(claim: Judgement) -> str:
    """Return what to do with the claim, in a short sentence."""
    match = claim.best
    if claim.is_short:
        return "Paste more of it."
    if claim.negates:
        return "Do not use it like this. It may say the opposite."
    if match and match.quote and match.quote.standing != Quote.Standing.ATTRIBUTED:
        return "Read why it is doubted first."
    if claim.apart is not None and all(part.is_found for part in claim.sentences):
        return "Show that it is not one piece."
    if not claim.is_found:
        return "Do not quote it from here." if match is None else "Compare before you use it."
    return _of_name(claim, match)


def _of_name(claim: Judgement, match: Match | None) -> str:
    found = outcome(claim)
    if match and match.is_reported and found != Outcome.AGREES:
        return "Say whose words they are."
    if found == Outcome.DIFFERS:
        return "Change who said it, or when and where."
    if is_amiss(claim):
        return "Do not rely on the name."
    if claim.verdict == Verdict.ELIDED:
        return "Keep the marks of what you changed."
    if match and match.is_second_hand:
        return "Name the copy it is from."
    return _of_use(claim, match)


def _of_use(claim: Judgement, match: Match | None) -> str:
    if match and any(match.cut):
        return "Read the whole sentence first."
    is_labelled = claim.label or (claim.credit and claim.credit.is_label)
    return "Use the words as they are." if is_labelled else "Use it as it is."


@register.filter
def lower_first(text: str) -> str:
    """Return the words with a small first letter, as they stand inside a sentence."""
    return text[:1].lower() + text[1:]
