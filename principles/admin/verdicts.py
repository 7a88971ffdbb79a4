"""What the desk says of verdicts: in the answer to a save, and beside a citation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.models import Citation, Passage, Quote, Source, Verdict
from principles.models.passages import INNER_MARKS
from principles.provenance.matching import Finding, Outcome
from principles.provenance.verification import finding
from principles.provenance.witnesses import quote_row, witness_row

LONGEST_WORDS = 80  # characters of a difference that a message shows
DOUBTFUL = {Verdict.ALTERED, Verdict.UNVERIFIED}


def comparison_of(citation: Citation, found: Finding | None) -> SafeString:
    """Return the verdict with the collation of the quote and the passage; no query."""
    context: dict[str, Any] = {"citation": citation, "why": _why(citation, found)}
    if found and found.differences:
        context["source_row"] = witness_row(found.collation)
        context["quote_row"] = quote_row(citation.quote.text, [found.collation])
    return render_to_string("admin/principles/comparison.html", context)


def _why(citation: Citation, found: Finding | None) -> str:
    """Return why nothing is verified; empty where something matched."""
    if citation.is_adrift:
        return (
            "The stored text was replaced and no longer has the words. Name the passage that has "
            "them, or write where in the source they stand."
        )
    if found is None and citation.source.level == Source.Level.AGGREGATOR:
        return "This source is a collection of quotes, which never verifies."
    if found is None:
        return "There is no stored text to compare with: name a passage of the source."
    return "The passage has nothing like it." if found.outcome == Outcome.UNVERIFIED else ""


def with_text(citations: Iterable[Citation]) -> set[int]:
    """Return those of the cited sources that have stored text; a query if any names no passage."""
    named = {c.source_id for c in citations if c.passage_id is not None}
    others = {c.source_id for c in citations if c.passage_id is None} - named
    if not others:
        return named
    return named | set(Passage.objects.filter(source__in=others).values_list("source", flat=True))


def answer(quotes: QuerySet[Quote], done: str) -> tuple[int, str]:
    """Return the level and text of the message that names the verdict of every citation.

    `done` is what was done with each quote: saved. Three queries, and the altered are compared.
    """
    told, is_doubtful = [], False
    for quote in quotes.prefetch_related("citations__source", "citations__passage"):
        citations = list(quote.citations.all())
        texts = with_text(citations)
        verdicts = "; ".join(_verdict_told(quote, citation, texts) for citation in citations)
        told.append(f"{quote.code} was {done}: {verdicts or 'no source is cited yet'}.")
        is_doubtful |= any(c.shown_verdict in DOUBTFUL and c.source_id in texts for c in citations)
    return messages.WARNING if is_doubtful else messages.INFO, " ".join(told)


def _verdict_told(quote: Quote, citation: Citation, texts: Collection[int]) -> str:
    """Return the verdict with its place and what differs: altered in “…”: “them” for “you”."""
    verdict, place = citation.shown_verdict, f"“{str(citation).translate(INNER_MARKS)}”"
    if verdict != Verdict.UNVERIFIED:
        citation.quote = quote
        found = finding(citation) if verdict == Verdict.ALTERED else None
        return f"{verdict} in {place}{_difference_told(found)}"
    if citation.source.level == Source.Level.AGGREGATOR:
        return f"unverified, since {place} is a collection of quotes"
    if citation.passage_id is not None:
        return f"unverified, since {place} has nothing like it"
    if citation.source_id in texts:
        return f"unverified, since no passage of {place} is named"
    return f"unverified, since no text of {place} is stored"


def _difference_told(found: Finding | None) -> str:
    if found is None or not found.differences:
        return ""
    first, *others = found.differences
    ours, theirs = _short(first.quote_words), _short(first.source_words)
    more = f", and {len(others)} more" if others else ""
    if not ours:
        return f", without “{theirs}”{more}"
    return f", with “{ours}” " + (f"for “{theirs}”{more}" if theirs else f"put in{more}")


def _short(words: str) -> str:
    return Truncator(words.strip()).chars(LONGEST_WORDS, truncate=" …")
