"""With how many texts a pasted text was compared, and where else its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from principles.excerpts import Paragraph
from principles.models import Source, Verdict
from principles.pasted.results import Check, Judgement, Match
from principles.pasted.texts import MOST_COUNTED
from principles.templatetags.counts import counted, spelled
from principles.templatetags.findings import noun
from principles.text import fold, words

register = template.Library()


@register.filter
def texts_compared(count: int) -> str:
    """Return how many texts were compared with: 3 stored texts; at most as many as are counted."""
    return f"{'at least ' if count >= MOST_COUNTED else ''}{counted(count, 'stored text')}"


@register.filter
def kept_back(check: Check) -> str:
    """Return what was not compared with texts that are kept back; empty where none is."""
    count, unchecked = check.withheld.texts, check.withheld.unchecked
    if not count:
        return ""
    of = f"{'at least ' if count >= MOST_COUNTED else ''}{counted(count, 'text')}"
    said = (
        f"Parts of {of} are kept back here and were not compared, except with whole sentences of"
        " six words or more."
    )
    if unchecked:
        were = spelled(unchecked, f"{noun(check)} was,{noun(check)}s were")
        said += f" {were} not compared with them at all: there is a limit for each hour."
    return said


@register.filter
def sources_have(count: int) -> str:
    """Return the sources and their verb, at the head of a sentence: Three sources have."""
    said = spelled(count, "source has,sources have")
    return f"At least {said}" if count >= MOST_COUNTED else said


# --- One claim -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Location:
    """Another place that has the words, with its own verdict."""

    source: Source
    locator: str
    address: str
    verdict: Verdict


@register.filter
def elsewhere(claim: Judgement) -> list[Location]:
    """Return the other places that have the words, and the other citations of the quote."""
    if claim.best is None:
        return []
    found = [
        Location(match.source, match.locator, match.address, match.verdict)
        for match in claim.matches[0 if claim.is_short else 1 :]
        if match.source and (claim.is_short or _is_like(match, claim))
    ]
    compared = {match.passage.pk for match in claim.matches if match.passage}
    cited = [
        Location(
            citation.source,
            citation.shown_locator,
            citation.source.get_absolute_url(),
            citation.shown_verdict,
        )
        for citation in claim.best.others
        if citation.passage_id not in compared and _has_words(claim)
    ]
    return found + cited


def _has_words(claim: Judgement) -> bool:
    """Tell whether the quote on record has the claim's words; then its verdicts hold for them."""
    quote = claim.best.quote if claim.best else None
    ours = fold(claim.text).text.casefold().strip(" .")
    return quote is not None and ours in fold(quote.text).text.casefold()


def _is_like(match: Match, claim: Judgement) -> bool:
    """Tell whether another place has the words as well as the first; near misses say nothing."""
    is_found = match.verdict in {Verdict.VERBATIM, Verdict.ELIDED}
    return claim.apart is None and (is_found or not claim.is_found)


@register.filter
def has_rest(claim: Judgement) -> bool:
    """Say whether the claim has words that are in none of the runs that texts have of it."""
    runs = [(run.start, run.end) for run in claim.told]
    return any(
        not any(first <= start and end <= last for first, last in runs)
        for start, end in words(claim.text)
    )


@register.filter
def has_marks(paragraph: Paragraph) -> bool:
    """Say whether the paragraph has some of the words, and not only what stands around them."""
    return any(segment.marks for segment in paragraph.segments)
