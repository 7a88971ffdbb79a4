"""What comparing a quote with its sources showed, in sentences of its own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from principles.models import Attribution, Citation, Source, Verdict
from principles.templatetags.credits import linked
from principles.templatetags.dates import partial_date
from principles.templatetags.verdicts import verdict_word

register = template.Library()

MOST_AGREEING = 3  # citations that are named; that there are more is said


@register.simple_tag
def comparison(citation: Citation | None, *, negates: bool = False) -> str:
    """Return what comparing the quote with that source showed, in a sentence or two.

    `negates` is whether a negation was put in or left out.
    """
    if citation is None:
        return "No source is named yet, so there is nothing to compare these words with."
    if citation.verdict == Verdict.STALE:
        return (
            "Out of date: the quote or the stored text has changed and they have not been"
            " compared again. Until then it counts as unverified."
        )
    if citation.verdict == Verdict.UNVERIFIED:
        return _not_found(citation)
    return _found(citation, negates=negates)


@register.simple_tag
def second_hand(citation: Citation | None, chain: Sequence[Citation]) -> str:
    """Return that the words were compared where they are quoted, and what of their original.

    Empty where the quote was compared with an original.
    """
    if citation is None or citation.role != Citation.Role.QUOTED_IN:
        return ""
    lead = f"This is second hand: the {_kind(citation.source)} quotes the words."
    originals = [each for each in chain if each.role == Citation.Role.ORIGINAL]
    if not originals:
        return f"{lead} Where it has them from is not recorded here."
    named = originals[0].source
    if not any(each.passage for each in originals):
        return (
            f"{lead} Their original ({named}) is recorded without its text, so nobody has compared"
            " them with that."
        )
    return f"{lead} Their original ({named}) is compared below."


@register.filter
def others_than(chain: Iterable[Citation], best: Citation | None) -> list[Citation]:
    """Return the citations but the one given and others of its source."""
    return [each for each in chain if best is None or each.source_id != best.source_id]


def _found(citation: Citation, *, negates: bool) -> str:
    kind = _kind(citation.source)
    if citation.verdict == Verdict.VERBATIM:
        tail = "; only the typography differs" if citation.typography_only else " exactly"
        return f"The words match the stored text of the {kind}{tail}."
    if citation.verdict == Verdict.ALTERED:
        turned = ": a negation was put in or left out, so the quote may say the opposite"
        return f"The {kind} has other words in places{turned if negates else ''}."
    if citation.gives_part:
        return f"The {kind} gives a part of these words, and that part matches."
    rest = f"the rest stands in the {kind} in this order"
    return f"Words were left out or put in brackets; {rest}."


def _not_found(citation: Citation) -> str:
    if citation.source.level == Source.Level.AGGREGATOR:
        lead = "This source is itself a collection of quotes"
        return format_html("{}, {}", lead, no_evidence())
    if citation.passage:
        return (
            "Nothing close to these words stands in the passage that is named."
            " That does not make them false."
        )
    return (
        f"No stored passage of the {_kind(citation.source)} is named, so the words have not been"
        " compared. That does not make them false."
    )


def no_evidence() -> SafeString:
    """Return the end of a sentence about a collection of quotes, with a link to the rule."""
    return format_html(
        'which is no evidence that anybody said the words. <a href="{}">Why it never verifies</a>',
        reverse("about-verification"),
    )


@register.filter
def caution(citation: Citation) -> str:
    """Return what keeps a source of the chain from counting; empty where nothing does."""
    if citation.verdict == Verdict.STALE:
        return "Not compared since the words changed; until then it counts as unverified."
    if citation.source.level == Source.Level.AGGREGATOR:
        return format_html("A collection of quotes, {}", no_evidence())
    return ""


@register.simple_tag
def chain_lead(citation: Citation, speakers: Iterable[Attribution], doubt: str) -> SafeString:
    """Return what comes before a source in the order of time: Written by A in; First in."""
    if citation.role == Citation.Role.QUOTED_IN:
        return SafeString("Quoted in")
    if speakers and not doubt:
        return format_html("{} by {} in", capfirst(citation.source.act), linked(speakers))
    return SafeString("First in")


@register.filter
def agreeing_places(citations: Sequence[Citation]) -> SafeString:
    """Return where the quote stands as it is: , as in letter S2 of 1997; nothing for none."""
    places = format_html_join(
        "",
        ', as in <a href="{}">{} {}</a>{}',
        (
            (source.get_absolute_url(), _kind(source), source.code, _of_the_year(source))
            for source in (citation.source for citation in citations[:MOST_AGREEING])
        ),
    )
    return format_html("{}{}", places, " and in more" if len(citations) > MOST_AGREEING else "")


@register.filter
def wording_note(citation: Citation) -> str:
    """Return when and how a source gives another wording: 1997, original, altered."""
    said = [
        partial_date(citation.source) or "no date",
        citation.get_role_display().lower(),
        verdict_word(citation.shown_verdict).lower(),
        "" if citation.passage else "as an editor copied it",
    ]
    return ", ".join(filter(None, said))


@register.filter
def stored_text(source: Source) -> str:
    """Return whether text of the source, fetched for_page(), is stored and how much is shown."""
    if not source.passage_count:  # type: ignore[attr-defined]  # annotated
        return "None, so nothing can be compared"
    return {
        Source.Access.FULL: "All of it is shown",
        Source.Access.WINDOW: "Only the words around each quote are shown",
        Source.Access.HIDDEN: "Compared with each quote, not shown",
    }[Source.Access(source.text_access)]


def _of_the_year(source: Source) -> str:
    return f" of {partial_date(source)}" if source.year is not None else ""


def _kind(source: Source) -> str:
    return source.get_kind_display().lower()
