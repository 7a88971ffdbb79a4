"""The words that this site uses in a sense of its own: what each means, and where that is told."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse

register = template.Library()

VERIFICATION = "about-verification"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of the site means in a sentence, and the address that tells more."""

    word: str
    sentence: str
    url: str


_DOUBTED = (
    "The editors found evidence that the person named did not say it; the page of the quote says "
    "which."
)
_MEANINGS: dict[tuple[str, ...], tuple[str, str, str]] = {
    ("verbatim",): ("The words of the quote match its source exactly.", VERIFICATION, "verbatim"),
    ("elided", "elision"): (
        "Words of the source were left out of the quote, and the rest matches.",
        VERIFICATION,
        "elided",
    ),
    ("altered",): ("The quote has other words than its source.", VERIFICATION, "altered"),
    ("unverified",): (
        "The words were not compared, or not found in the stored text of a source.",
        VERIFICATION,
        "unverified",
    ),
    ("verdict", "verdicts", "provenance", "verified", "verification"): (
        "Each quote is compared with its source, and a word beside it says what that showed.",
        VERIFICATION,
        "verdicts",
    ),
    ("stale", "out of date"): (
        "A quote or its source has changed and they have not been compared again.",
        VERIFICATION,
        "expiry",
    ),
    ("collation", "wording", "wordings"): (
        "Two wordings are laid beside each other, and the words that differ are marked.",
        VERIFICATION,
        "collation",
    ),
    ("window", "hidden", "access"): (
        "How much of a stored source is shown depends on the rights in it.",
        VERIFICATION,
        "access",
    ),
    ("aggregator", "aggregators"): (
        "A collection of quotes that does not say where they come from.",
        VERIFICATION,
        "collections",
    ),
    ("typography", "folding"): (
        "Differences of typography do not count when two texts are compared.",
        VERIFICATION,
        "folding",
    ),
    ("standing", "attributed"): (
        "Whether the person named said the words, as far as is known.",
        "about",
        "h-unknown",
    ),
    ("disputed", "misattributed"): (_DOUBTED, "about", "h-unknown"),
}
_BY_WORD = {word: told for words, told in _MEANINGS.items() for word in words}


@register.filter
def own_word(text: str) -> Meaning | None:
    """Return what was typed means where it is a word of the site itself, else None."""
    word = text.strip(' "“”').lower()
    if word not in _BY_WORD:
        return None
    sentence, page, anchor = _BY_WORD[word]
    return Meaning(word, sentence, f"{reverse(page)}#{anchor}")
