"""An answer on a pasted text as plain text, to copy into a mail or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import strip_tags

from principles.models import Verdict
from principles.pasted.results import Check, Judgement, Match
from principles.templatetags.compared import has_rest, kept_back, texts_compared
from principles.templatetags.differences import kind, told_difference, told_gap
from principles.templatetags.findings import headline, warning
from principles.templatetags.glance import in_short
from principles.templatetags.reasons import reason, told_cut, told_reported, told_wording
from principles.templatetags.verdicts import verdict_word
from principles.templatetags.whose import named, told_whose, whose_title

register = template.Library()

_OPENING, _CLOSING = re.compile(r"<mark[^>]*>"), re.compile(r"</mark>")


@register.simple_tag
def answer_text(check: Check, address: str, stored_count: int) -> str:
    """Return the answer with its date and its address, a paragraph for each claim."""
    day = format_date(timezone.localdate(), "j F Y")
    head = [f"{headline(check)}.", warning(check), kept_back(check)]
    claims = ["\n".join(_claim(claim, check, stored_count)) for claim in check.claims]
    foot = f"Compared with {texts_compared(stored_count)} on {day}: {address}"
    return "\n\n".join(filter(None, [" ".join(filter(None, head)), *claims, foot]))


def _claim(claim: Judgement, check: Check, stored_count: int) -> Iterator[str]:
    given = named(claim)
    yield f"{claim.number}. “{claim.text}”" + (f" ({given})" if given else "")
    match = claim.best
    verdict = f" ({verdict_word(str(claim.verdict)).lower()})" if claim.verdict else ""
    said = [f"{in_short(claim)}{verdict}.", reason(claim, check, stored_count)]
    if match and claim.verdict:
        said += [told_cut(match), told_reported(match), told_wording(claim)]
    yield "Words: " + _plain(" ".join(filter(None, said)))
    yield from _evidence(claim)
    yield "Name: " + _plain(f"{whose_title(claim)} {told_whose(claim)}")
    if match and not claim.is_short:
        yield from _record(match)


def _evidence(claim: Judgement) -> Iterator[str]:
    """Yield what differs, the sentences and the runs of the claim, where it is short the places."""
    match = claim.best
    if claim.is_short:
        for place in claim.matches:
            yield f"- In{_place(place).removeprefix(',')}"
    elif match and claim.apart is None:
        for difference in match.differences:
            if claim.verdict == Verdict.ELIDED:
                yield "- " + _plain(told_gap(difference, match))
            else:
                yield "- " + _plain(told_difference(difference, kind(match)))
    for part in claim.sentences:
        yield f"- “{part.text}” {in_short(part)}{_place(part.best)}."
    for run in claim.told:
        yield f"- “{run.words}” is there{_place(run.match)}."
    if claim.told and has_rest(claim):
        yield "- The rest is not there as pasted."


def _record(match: Match) -> Iterator[str]:
    speakers = ", ".join(person.name for person in match.speakers) or "Speaker not given"
    if match.is_withheld:
        speakers = "Not told"
    code = f", on record as {match.quote.code}" if match.quote else ""
    yield f"Source: {speakers}{_place(match)}{code}."
    if match.quote and match.quote.doubt:
        yield f"{match.quote.get_standing_display()}. {match.quote.standing_evidence}"
    if match.note:
        yield f"Editors’ note: {match.note}"


def _place(match: Match | None) -> str:
    if match is None or match.source is None:
        return ""
    year = f", {match.source.year}" if match.source.year else ""
    return f", {match.source.title}{year}{f', {match.locator}' if match.locator else ''}"


def _plain(html: str) -> str:
    """Return the text of a sentence made for the page: its links gone, its marks as quoted."""
    html = _CLOSING.sub("”", _OPENING.sub("“", html))
    return " ".join(unescape(strip_tags(html)).replace("What this means", "").split())
