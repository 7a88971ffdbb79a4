"""What the desk says of verdicts: in the answer to a save, and beside a citation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.admin.places import Offer, offers
from principles.models import Citation, Passage, Quote, Source, Verdict
from principles.models.passages import INNER_MARKS
from principles.provenance.collation import negations
from principles.provenance.matching import Finding, Outcome
from principles.provenance.verification import finding
from principles.provenance.witnesses import quote_row, witness_row

LONGEST_WORDS = 80  # characters of a difference that a message shows
DOUBTFUL = {Verdict.ALTERED, Verdict.UNVERIFIED}


def comparison_of(
    citation: Citation, found: Finding | None, *, offer: Offer | None = None, row: str = ""
) -> SafeString:
    """Return the verdict with the collation of the quote and the passage, and a better place.

    A query if the verdict is doubtful and no offer is given. `row` is the citation's in its form.
    """
    if offer is None and citation.shown_verdict in DOUBTFUL:
        offer = offers([citation])[0]
    why = _why(citation, found, has_text=offer is not None and offer.has_text)
    context: dict[str, Any] = {"citation": citation, "why": why, "offer": offer, "row": row}
    if found and found.differences:
        context["source_row"] = witness_row(found.collation)
        context["quote_row"] = quote_row(citation.quote.text, [found.collation])
    return render_to_string("admin/principles/comparison.html", context)


def _why(citation: Citation, found: Finding | None, *, has_text: bool) -> str:
    """Return why nothing is verified; empty where something matched."""
    if citation.is_adrift:
        return (
            "The stored text was replaced and no longer has the words. Name the passage that has "
            "them, or write where in the source they stand."
        )
    if found is None and citation.source.level == Source.Level.AGGREGATOR:
        return "This source is a collection of quotes, which never verifies."
    if found is None:
        no_place = "No passage of the source is named to compare with."
        return no_place if has_text else "The source has no stored text to compare with."
    return "The passage has nothing like it." if found.outcome == Outcome.UNVERIFIED else ""


def cause(citation: Citation, found: Finding | None) -> str:
    """Return why the words have the verdict, as a sentence; empty where they are the source's."""
    if found is None or found.outcome == Outcome.UNVERIFIED:
        has_text = citation.passage_id is not None
        return _why(citation, found, has_text=has_text)
    if found.outcome == Outcome.VERBATIM:
        return "Only the typography differs." if found.typography_only else ""
    if found.differences and found.differences[0].is_negation:
        first = found.differences[0]
        is_lost = negations(first.source_words).total() > negations(first.quote_words).total()
        which = "A negation is left out" if is_lost else "The quote has a negation more"
        return f"{which}: it may say the opposite of the source."
    if found.gives_part:
        return "The source gives a part of the quote."
    if found.outcome == Outcome.ELIDED:
        return "Words are left out."
    told = _difference_told(found).removeprefix(", ")
    return f"{told[0].upper()}{told[1:]}." if told else "Its sentences do not stand together."


def with_text(citations: Iterable[Citation]) -> set[int]:
    """Return those of the cited sources that have stored text; a query if any names no passage."""
    named = {c.source_id for c in citations if c.passage_id is not None}
    others = {c.source_id for c in citations if c.passage_id is None} - named
    if not others:
        return named
    return named | set(Passage.objects.filter(source__in=others).values_list("source", flat=True))


def answer(
    quotes: QuerySet[Quote], done: str, *, ways: Callable[[Quote], SafeString]
) -> tuple[int, SafeString]:
    """Return the level and text of the message that names the verdict of every citation.

    `done` is what was done with each quote: saved; `ways` gives the links that lead to it. Four
    queries, and the altered are compared. Where a passage of the source shows the words better than
    the one named, it is offered.
    """
    told, is_doubtful = [], False
    chosen = list(quotes.prefetch_related("citations__source", "citations__passage"))
    cited = [citation for quote in chosen for citation in quote.citations.all()]
    texts = with_text(cited)
    better = _better(citation for citation in cited if citation.source_id in texts)
    for quote in chosen:
        citations = list(quote.citations.all())
        verdicts = [(_verdict_told(quote, citation, texts),) for citation in citations]
        said = format_html_join("; ", "{}", verdicts) or "no source is cited yet"
        offered = [better[c.pk].links for c in citations if c.pk in better]
        told.append(format_html("{} {}: {}.", quote.code, done, said))
        told += [part for part in [*offered, ways(quote)] if part]
        is_doubtful |= any(c.shown_verdict in DOUBTFUL and c.source_id in texts for c in citations)
    level = messages.WARNING if is_doubtful else messages.SUCCESS
    return level, format_html_join(" ", "{}", ((sentence,) for sentence in told))


def _better(citations: Iterable[Citation]) -> dict[int, Offer]:
    """Return what is offered for each doubtful citation by its id; a query if there is any."""
    doubtful = [citation for citation in citations if citation.shown_verdict in DOUBTFUL]
    return {offer.citation.pk: offer for offer in offers(doubtful)}


def _verdict_told(quote: Quote, citation: Citation, texts: Collection[int]) -> SafeString:
    """Return the verdict with its place and what differs: altered in “…”: “them” for “you”."""
    verdict, place = citation.shown_verdict, f"“{str(citation).translate(INNER_MARKS)}”"
    if verdict == Verdict.UNVERIFIED:
        return format_html("<em>unverified</em>, {}", _why_unverified(citation, place, texts))
    citation.quote = quote
    found = finding(citation) if verdict == Verdict.ALTERED else None
    return format_html("<em>{}</em> in {}{}", verdict.value, place, _difference_told(found))


def _why_unverified(citation: Citation, place: str, texts: Collection[int]) -> str:
    if citation.source.level == Source.Level.AGGREGATOR:
        return f"since {place} is a collection of quotes"
    if citation.passage_id is not None:
        return f"since {place} has nothing like it"
    if citation.source_id in texts:
        return f"since no passage of {place} is named"
    return f"since no text of {place} is stored"


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
