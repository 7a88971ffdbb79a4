"""Footnotes: “[^3]” behind a claim, and the line below that says whose it is.

A note that names nobody and no work is passed over. All offsets are those of the text as pasted.
Pure: no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from principles.claims.names import names_at_start
from principles.claims.naming import name_of, named
from principles.claims.pasted import Name, Pasted, Unit
from principles.text import Span

_RAISED = "¹²³⁰⁴-⁹"
_NOTE = re.compile(
    rf"^[^\S\n]*(?:\[\^?(?P<label>[\w-]{{1,20}})\]:?|(?P<number>\d{{1,3}})[.):]|(?P<raised>[{_RAISED}]{{1,3}}))[^\S\n]+"
    r"(?:(?:see|cf\.|source|from):?\s+)?(?P<who>\S[^\n]{1,158})$",
    re.IGNORECASE | re.MULTILINE,
)
_BEHIND = re.compile(
    r"[\s.,;:!?…”“\"’'»)*_]{0,6}"
    rf"(?:\[\^?(?P<label>[\w-]{{1,20}})\](?!:)|(?P<raised>[{_RAISED}]{{1,3}}))"
)
MOST_NOTES = 100


@dataclass(frozen=True, slots=True)
class Note:
    """The line of a footnote: its label, where it stands, and whom or what it names."""

    label: str
    span: Span
    name: Name


def notes(text: str) -> list[Note]:
    """Return the notes that name somebody or a work, and that the text above refers to."""
    found: list[Note] = []
    first: dict[str, int] = {}
    for sign in _BEHIND.finditer(text):
        first.setdefault(_label(sign), sign.start())
    for line in _NOTE.finditer(text):
        label = _label(line)
        who = names_at_start(text, line.span("who"))
        name = name_of(text, who.byline(line.start("who")), line.span("who")) if who else None
        is_referred_to = first.get(label, len(text)) + 1 < line.start()
        if name and is_referred_to and len(found) < MOST_NOTES:
            found.append(Note(label, line.span(), name))
    return found


def _label(found: re.Match[str]) -> str:
    groups = found.groupdict()
    label = groups["label"] or groups["raised"] or groups.get("number") or ""
    return unicodedata.normalize("NFKC", label)


def credited(pasted: Pasted, found: Sequence[Note]) -> Pasted:
    """Return the pasted text with the names of its footnotes given to the claims before them."""
    by_label = {note.label: note.name for note in found}
    if not by_label:
        return pasted
    units = tuple(_credited(unit, pasted.text, by_label) for unit in pasted.units)
    return replace(pasted, units=units, names=(*pasted.names, *by_label.values()))


def _credited(unit: Unit, text: str, by_label: dict[str, Name]) -> Unit:
    """Return the unit with the names of the notes behind its claims; each has its own."""
    if len(unit.instead) > 1:
        instead = tuple(
            _credited(replace(unit, claim=one, instead=()), text, by_label).claim
            for one in unit.instead
        )
        return replace(unit, instead=instead)
    signs = (_BEHIND.match(text, claim.end) for claim in (unit.claim, *unit.instead))
    names = (by_label.get(_label(sign)) for sign in signs if sign)
    return named(unit, next(filter(None, names), None))
