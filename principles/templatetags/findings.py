"""What checking a pasted text showed, in sentences.

Nothing here says that a sentence is false: what was not found may stand in a source that is not
stored. What can mislead comes first: a negation lost or added, a wrong name, a quote that is on
record as misattributed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template
from django.utils.text import Truncator

from principles.excerpts import Paragraph
from principles.models import Quote, Source, Verdict
from principles.pasted.results import Check, Match, Sentence
from principles.pasted.texts import MOST_COUNTED
from principles.provenance.collation import negations
from principles.templatetags.counts import counted, in_words, spelled
from principles.templatetags.wording import listed

register = template.Library()

MOST_WARNINGS = 4
LONGEST_NAME = 60  # characters, of those given with the words
UNSHOWN = "a negation differs"  # where no words of the source may be shown

Clause = tuple[str, str]  # of one sentence, of several


@dataclass(frozen=True, slots=True)
class Location:
    """Another place that has the words, with its own verdict."""

    source: Source
    locator: str
    address: str
    verdict: Verdict


@register.filter
def headline(check: Check) -> str:
    """Return how many of the sentences are in our sources, as a title without a full stop."""
    total = len(check.sentences)
    if total == 1:
        return _alone(check.sentences[0])
    verbatim = check.counts.get(Verdict.VERBATIM, 0)
    altered = check.counts.get(Verdict.ALTERED, 0)
    found = verbatim + check.counts.get(Verdict.ELIDED, 0)
    said = f"{_of(found, total)} in our sources"
    if verbatim:
        said += f", {'' if verbatim == found else in_words(verbatim) + ' '}word for word"
    if altered:
        said += f"; {in_words(altered)} {'stands' if altered == 1 else 'stand'} there"
        said += " in other words"
    return said


def _alone(sentence: Sentence) -> str:
    match = sentence.best
    if match is None:
        return "These words are not in our sources"
    if sentence.verdict == Verdict.VERBATIM:
        tail = "; only the typography differs" if match.typography_only else ", word for word"
        return f"These words are in our sources{tail}"
    if sentence.verdict == Verdict.ELIDED:
        change = "left out or put in"
        if not match.is_hidden:
            change = "left out" if match.left_out else "put in"
        return f"These words are in our sources, with words {change}"
    if sentence.verdict == Verdict.ALTERED:
        if match.gives_part:
            return "Only a part of these words is in our sources"
        return "Our sources have this in other words"
    where = "in a collection of quotes alone" if match.is_collection else "on record, not compared"
    return f"These words are {where}"


def _of(found: int, total: int) -> str:
    """Return the subject and its verb: Four of five sentences are."""
    if found == total:
        return "Both sentences are" if total == 2 else f"All {in_words(total)} sentences are"
    if not found:
        return "Neither sentence is" if total == 2 else f"None of {in_words(total)} sentences is"
    verb = "is" if found == 1 else "are"
    return f"{in_words(found).capitalize()} of {in_words(total)} sentences {verb}"


# --- What to know first --------------------------------------------------------------------------


@register.filter
def warning(check: Check) -> str:
    """Return what to know before the sentences are used; empty where there is nothing."""
    is_one = len(check.sentences) == 1
    concerned: dict[Clause, list[int]] = {}
    for said in (_turned, _miscredited, _disputed):
        for sentence in check.sentences:
            for words_of_it in said(sentence):
                concerned.setdefault(words_of_it, []).append(sentence.number)
    clauses = [
        f"it {one}" if is_one else _about(numbers, one=one, several=several)
        for (one, several), numbers in concerned.items()
    ]
    if not clauses:
        return ""
    more = "; more is said below" if len(clauses) > MOST_WARNINGS else ""
    lead = "Before you use it" if is_one else "Before you use them"
    return f"{lead}: {'; '.join(clauses[:MOST_WARNINGS])}{more}."


def _about(numbers: Sequence[int], *, one: str, several: str) -> str:
    if len(numbers) == 1:
        return f"sentence\u00a0{numbers[0]} {one}"
    return f"sentences {listed(numbers)} {several}"


def _turned(sentence: Sentence) -> Iterator[Clause]:
    if not sentence.negates or sentence.best is None:
        return
    lost, added = _negations(sentence.best)
    if lost:
        yield f"has lost a “{lost}”", f"have lost a “{lost}”"
    elif added:
        yield f"has a “{added}” too many", f"have a “{added}” too many"
    else:
        yield "has lost or gained a negation", "have lost or gained a negation"


def _miscredited(sentence: Sentence) -> Iterator[Clause]:
    credit = sentence.credit
    if credit is None or credit.agrees is not False:
        return
    people = listed(credit.people)
    if credit.person:
        by = f"by {people}, not by {credit.person}"
    else:
        by = f"on record under {people}, not under {Truncator(credit.given).chars(LONGEST_NAME)}"
    yield f"is {by}", f"are {by}"


def _disputed(sentence: Sentence) -> Iterator[Clause]:
    quote = sentence.best and sentence.best.quote
    if quote and quote.standing != Quote.Standing.ATTRIBUTED:
        yield f"is on record as {quote.standing}", f"are on record as {quote.standing}"


def _negations(match: Match) -> tuple[str, str]:
    """Return the first negation that was lost and the first that was added, or empty strings."""
    for difference in match.differences:
        if difference.is_negation:
            theirs = negations(difference.source_words)
            ours = negations(difference.quote_words)
            return next(iter(theirs - ours), ""), next(iter(ours - theirs), "")
    return "", ""


# --- What was compared ---------------------------------------------------------------------------


@register.filter
def texts_compared(count: int) -> str:
    """Return how many texts were compared with: 3 stored texts; at most as many as are counted."""
    return f"{'at least ' if count >= MOST_COUNTED else ''}{counted(count, 'stored text')}"


def the_texts(count: int) -> str:
    """Return the stored texts inside a sentence: the three texts; the texts, if they are many."""
    number = "" if count >= MOST_COUNTED else f"{in_words(count)} "
    return f"the {number}{'text' if count == 1 else 'texts'}"


@register.filter
def sources_have(count: int) -> str:
    """Return the sources and their verb, at the head of a sentence: Three sources have."""
    said = spelled(count, "source has,sources have")
    return f"At least {said}" if count >= MOST_COUNTED else said


# --- One sentence --------------------------------------------------------------------------------


@register.filter
def verdict_in_words(sentence: Sentence) -> str:
    """Return the verdict in a word or a few: where there is no match, “Not in our sources”."""
    if sentence.best is None:
        return "Not in our sources"
    return str(sentence.verdict).capitalize()


@register.filter
def remark(sentence: Sentence) -> str:
    """Return what to add to the verdict in a list: “not” is gone, another speaker."""
    is_miscredited = sentence.credit is not None and sentence.credit.agrees is False
    said = [_remark(sentence.best), "another speaker" if is_miscredited else ""]
    return ", ".join(filter(None, said))


def _remark(match: Match | None) -> str:
    if match is None:
        return ""
    if match.negates:
        lost, added = _negations(match)
        return f"“{lost or added}” is {'gone' if lost else 'added'}" if lost or added else UNSHOWN
    if match.quote and match.quote.standing != Quote.Standing.ATTRIBUTED:
        return str(match.quote.standing)
    if match.is_collection:
        return "a collection of quotes"
    return "a part" if match.gives_part else "but for typography" if match.typography_only else ""


@register.filter
def elsewhere(sentence: Sentence) -> list[Location]:
    """Return the other places that have the words, and the other citations of the quote."""
    if sentence.best is None:
        return []
    found = [
        Location(match.source, match.locator, match.address, match.verdict)
        for match in sentence.matches[1:]
        if match.source
    ]
    compared = {match.passage.pk for match in sentence.matches if match.passage}
    cited = [
        Location(
            citation.source,
            citation.shown_locator,
            citation.source.get_absolute_url(),
            citation.shown_verdict,
        )
        for citation in sentence.best.others
        if citation.passage_id not in compared
    ]
    return found + cited


@register.filter
def has_marks(paragraph: Paragraph) -> bool:
    """Say whether the paragraph has some of the words, and not only what stands around them."""
    return any(segment.marks for segment in paragraph.segments)
