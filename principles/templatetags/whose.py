"""Whether pasted words were said by whom, when and where it is claimed, beside each claim.

The second of two results, which are kept apart: words may be in our sources and another's. Only
people and works on record are named as those whose the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.models import Source
from principles.pasted.results import Credit, GivenPlace, Judgement, Outcome
from principles.templatetags.credits import linked, source_ref
from principles.templatetags.wording import listed

register = template.Library()

LONGEST_NAME = 60  # characters, of those given with the words
MOST_YEARS = 3
_YEAR = re.compile(r"\b\d{4}\b")
_ORDER = (
    *(Outcome.DIFFERS, Outcome.UNKNOWN, Outcome.UNRECORDED, Outcome.UNREAD),
    *(Outcome.UNCHECKED, Outcome.AGREES),
)


def outcome(claim: Judgement) -> Outcome | None:
    """Return the worse of what came of the name and of the year and work; None without any.

    What may be a label and no name counts as none.
    """
    name = claim.credit and not claim.credit.is_label and claim.credit.outcome
    found = [one for one in (name, claim.place and claim.place.outcome) if one]
    return min(found, key=_ORDER.index, default=None)


@register.filter
def is_amiss(claim: Judgement) -> bool:
    """Tell whether a name, a year or a work is given that does not agree."""
    return outcome(claim) not in {None, Outcome.AGREES}


@register.filter
def named(claim: Judgement) -> str:
    """Return the name, the work and the year as given: Jeff Bezos, 2016; empty for none.

    What may be a label is not said to be given as a name.
    """
    name = claim.credit.given if claim.credit and not claim.credit.is_label else ""
    said = [name, claim.place.given if claim.place else ""]
    return ", ".join(shortened(one) for one in dict.fromkeys(filter(None, said)))


def shortened(text: str) -> str:
    """Return what was given, cut to a length that fits a sentence."""
    return Truncator(text).chars(LONGEST_NAME)


def is_name(claim: Judgement) -> bool:
    """Tell whether a name is given that is no label."""
    return claim.credit is not None and not claim.credit.is_label


def kind_of(place: GivenPlace | None) -> str:
    """Return what of a place is given: year, work, or work and year; empty for nothing."""
    if place is None:
        return ""
    years = _YEAR.findall(place.given)
    has_work = bool(_YEAR.sub("", place.given).strip(" ,"))
    return "work and year" if years and has_work else "work" if has_work else "year"


def kinds_of(claim: Judgement, found: Outcome) -> str:
    """Return which of name, work and year have that outcome: name and year."""
    kinds = ["name"] if is_name(claim) and claim.credit.outcome == found else []  # type: ignore[union-attr]  # a name has a credit
    if claim.place and claim.place.outcome == found:
        kinds += kind_of(claim.place).split(" and ")
    said = listed(kinds)
    return said if found == Outcome.AGREES else said.replace("work and year", "work or year")


def is_in_part(credit: Credit) -> bool:
    """Tell whether some of the words are of the person named, and others of somebody else."""
    return credit.outcome == Outcome.DIFFERS and credit.person in credit.people


def preposition(kind: str) -> str:
    """Return what stands before a year or a work: for 1997, in A letter."""
    return "for" if kind == "year" else "in"


def on_record_in(place: GivenPlace, *, kind: str) -> str:
    """Return where the words are on record: for 1997; in Letter to shareholders, 1997."""
    years = sorted({source.year for source in place.sources if source.year})[:MOST_YEARS]
    if kind == "year":
        return f"for {listed(years)}" if years else "without a year"
    return f"in {_of(place.sources[0])}" if place.sources else "nowhere"


def _of(source: Source) -> str:
    return f"{source.title}, {source.year}" if source.year else source.title


# --- At one claim --------------------------------------------------------------------------------


@register.filter
def whose_in_short(claim: Judgement) -> str:
    """Return the answer for a list: Jeff Bezos, 2016: agrees; Not Werner Vogels: Jeff Bezos."""
    if claim.is_short:
        return "Not looked up"
    found = outcome(claim)
    if found is None:
        label = shortened(claim.credit.given if claim.credit else claim.label)
        return f"“{label}”: not known" if label else "No name given"
    if found == Outcome.AGREES:
        return f"{named(claim)}: agrees"
    return "; ".join(_in_short(claim))


def _in_short(claim: Judgement) -> Iterator[str]:
    credit, place = claim.credit, claim.place
    if credit and is_name(claim):
        name = shortened(credit.given)
        people = listed(credit.people)
        yield {
            Outcome.AGREES: f"{name}: agrees",
            Outcome.DIFFERS: f"Not {name}: {people}",
            Outcome.UNKNOWN: f"Not known here: {name}" + (f"; on record: {people}" * bool(people)),
            Outcome.UNRECORDED: "Nobody on record",
            Outcome.UNCHECKED: f"{name}: not checked",
            Outcome.UNREAD: f"{name}: not clear for which words",
        }[credit.outcome]
    if place and place.outcome == Outcome.DIFFERS:
        kind = kind_of(place)
        yield f"not {preposition(kind)} {shortened(place.given)}: {on_record_in(place, kind=kind)}"
    elif place and place.outcome != Outcome.AGREES:
        yield f"{kind_of(place)} not checked"


@register.filter
def whose_title(claim: Judgement) -> str:
    """Return the answer as a short sentence."""
    found = outcome(claim)
    if claim.is_short:
        return "Not looked up."
    if found is None:
        is_labelled = claim.credit or claim.label
        return "You give no name that is known here." if is_labelled else "You give no name."
    if found == Outcome.UNKNOWN:
        return "The name is unknown here."
    if found == Outcome.UNRECORDED:
        return _unrecorded(claim)
    kinds = kinds_of(claim, found)
    if found in {Outcome.AGREES, Outcome.DIFFERS}:
        verb = "agree" if found == Outcome.AGREES else "differ"
        return f"The {kinds} {verb if ' and ' in kinds else verb + 's'}."
    return f"The {kinds} could not be checked."


def _unrecorded(claim: Judgement) -> str:
    if claim.best and claim.best.is_withheld:
        return "The name was not compared."
    return f"Nobody is on record for {'some of these' if claim.sentences else 'these'} words."


@register.filter
def versus(claim: Judgement) -> list[tuple[str, str, str]]:
    """Return what is given and what is on record, with a label; only where all of it differs."""
    credit, place = claim.credit, claim.place
    found = {one.outcome for one in (credit, place) if one}
    if Outcome.DIFFERS not in found or found - {Outcome.DIFFERS, Outcome.AGREES}:
        return []
    if credit and is_in_part(credit):
        return []
    rows: list[tuple[str, str, str]] = []
    if credit:
        rows.append(("Name", shortened(credit.given), linked(credit.people)))
    if place and place.sources:
        kind, given = kind_of(place), shortened(place.given)
        years = on_record_in(place, kind="year").removeprefix("for ")
        is_year = kind == "year"
        where = years if is_year else source_ref(place.sources[0])
        rows.append(("Year" if is_year else "Where", given, where))
    return rows


@register.filter
def told_whose(claim: Judgement) -> SafeString:
    """Return what the record says of the name, the year and the work; empty where it agrees."""
    if claim.is_short:
        return SafeString("A name is checked only with words that are long enough to tell.")
    said = format_html("{} {}", _of_name(claim), _of_place(claim.place))
    return SafeString(said.strip())


def _of_name(claim: Judgement) -> SafeString:
    credit = claim.credit
    if credit is None or credit.outcome == Outcome.AGREES:
        return SafeString("")
    name = shortened(credit.given)
    people = linked(person for person in credit.people if person != credit.person)
    if credit.outcome == Outcome.DIFFERS:
        of = "some of these" if is_in_part(credit) else "these"
        return format_html("On record for {} words: {}, not {}.", of, people, name)
    if claim.best and claim.best.is_withheld and credit.outcome == Outcome.UNRECORDED:
        return SafeString("Who said the words of a text that is kept back is not told.")
    if credit.outcome == Outcome.UNKNOWN:
        on_record = format_html("; on record for these words: {}", people) if people else ""
        return format_html("No person or work here is called “{}”{}.", name, on_record)
    return format_html(TOLD[credit.outcome], name)


TOLD = {
    Outcome.UNRECORDED: "So the name {} could not be checked.",
    Outcome.UNCHECKED: "The words were not found, so there is nothing to compare {} with.",
    Outcome.UNREAD: "It is not clear to which words the name {} belongs.",
}


def _of_place(place: GivenPlace | None) -> SafeString:
    if place is None or place.outcome == Outcome.AGREES:
        return SafeString("")
    kind, given = kind_of(place), shortened(place.given)
    if place.outcome == Outcome.DIFFERS:
        where = on_record_in(place, kind=kind)
        return format_html("They are on record {}, not {} {}.", where, preposition(kind), given)
    if not place.sources:
        return format_html("The {} could not be compared, since the words were not found.", kind)
    work = _YEAR.sub("", given).strip(" ,")
    if not work:
        return format_html("No year is on record for them, so {} was not compared.", given)
    said = "“{}” is not among the works stored here, so it was not compared{}."
    years = on_record_in(place, kind="year") if kind != "work" else ""
    return format_html(said, work, f"; the words are on record {years}" if years else "")
