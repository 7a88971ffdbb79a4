"""Names as they go with claims: made of bylines, with the year and work beside them.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from principles.claims.names import Byline, is_name
from principles.claims.pasted import Claim, Name, Unit
from principles.claims.places import is_work, work_in, years_in
from principles.text import Span

_OWNED = re.compile(r"(?P<whose>['’]s?\s[^\W\d_][\w'’-]*(?:\s[\w'’-]+){0,2})\s*[.)]?\s*$")
_FURTHER = re.compile(r"\s*(?:[,;/+&(]|\band\b|\bwith\b)\s*")
_ASIDE = re.compile(r"\s*[,(]\s*(?P<words>[^\W\d_a-z][^,;()\n\d]{2,80})")
_TITLED = re.compile(
    r"\s*(?:\((?:[^()\n]{0,40}\s)?(?:1[5-9]|20)\d\d\)|,\s*(?:pp?\.|pages?\s)\s?\d)"
)
_ROLE = re.compile(
    r"\b(?:ceo|cto|cfo|coo|evp|svp|vp|founder|co-?founder|chair(?:man|woman)?|president|director|author"
    r"|executive|chief|head|officer|engineer|professor|dean|editor|inc|corp|ltd)\b",
    re.IGNORECASE,
)


def name_of(text: str, byline: Byline | None, around: Span) -> Name | None:
    """Return the name with the year and the work that stand in the stretch around it."""
    if byline is None:
        return None
    start, end = byline.start, byline.end
    given = text[start:end]
    rest = f"{text[around[0] : start]} \n {text[end : max(end, around[1])]}"
    people, work = byline.names, work_in(rest)
    if not people or is_work(given):
        people, work = (), work_in(given) or " ".join(filter(None, [given.strip(), work]))
        if given.strip().isdecimal():
            work = ""
    years = years_in(f"{given} {rest}")
    aside = _ASIDE.match(text, end, max(end, around[1])) if people and not work else None
    capitals = aside["words"].strip() if aside else ""
    if (
        aside
        and _TITLED.match(text, aside.end())
        and " " in capitals
        and not _ROLE.search(capitals)
    ):
        work = capitals
    behind = text[end : max(end, around[1])]
    if people and (owned := _OWNED.match(behind)) and not (work or years):
        given = f"{given}{owned['whose']}"  # what belongs to somebody is not that person
        people, end = (given,), start + len(given)
    others = tuple(_others(behind)) if people else ()
    return Name(given, people, start, end, years, work, byline.is_sure, around, capitals, others)


def _others(behind: str) -> Iterator[str]:
    """Yield what may be the names of more people, behind the first."""
    for part in _FURTHER.split(behind.split("\n", 1)[0].strip(" .)]")):
        if " " in part.strip() and is_name(part) and not is_work(part):
            yield part.strip()


def with_others(name: Name, others: Sequence[str]) -> Name:
    """Return the name with those of others that stand around the same words."""
    known = [set(one.split()) for one in name.people]
    new = [one for one in others if not any(set(one.split()) <= words for words in known)]
    return replace(name, others=tuple(dict.fromkeys([*name.others, *new]))) if new else name


def placed(text: str, name: Name, where: Span) -> Name:
    """Return the name with the year and the work that stand there, apart from it."""
    return replace(name, years=years_in(text[slice(*where)]), work=work_in(text[slice(*where)]))


def named(unit: Unit, name: Name | None) -> Unit:
    """Return the unit with the name given to its claims that have none, or none that is sure.

    A year or a work alone is added to the name that is there.
    """
    if name is None:
        return unit
    return replace(
        unit,
        claim=_named(unit.claim, name),
        instead=tuple(_named(claim, name) for claim in unit.instead),
    )


def _named(claim: Claim, name: Name) -> Claim:
    given = claim.name
    if given and not name.people:
        has_place = bool(given.place)
        return claim if has_place else replace(claim, name=_with_place(given, name))
    keeps = given is not None and (given.is_sure or not name.is_sure)
    return claim if keeps else replace(claim, name=name)


def _with_place(given: Name, place: Name) -> Name:
    return replace(given, years=place.years, work=place.work)
