"""The people on record who are called by a name as it is given.

A name may be a surname alone, have initials, or have a shortened first name; names are compared
in plain small letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from principles.models import Person

_LETTERS = re.compile(r"[^\W\d_]+")
LEAST_SHORTENED = 3  # letters of a shortened first name: Jeff for Jeffrey
MOST_NAMES = 20  # of a paste that are looked up


def is_called(person: Person, given: str) -> bool:
    """Tell whether the given name is one of the person's."""
    ours, theirs = _folded(given), _folded(person.name)
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    family = _folded(person.sort_name.partition(",")[0])
    if not family or ours[-len(family) :] != family:
        return False
    first = [word for word in theirs if word not in family]
    return all(any(_is_short_for(one, word) for word in first) for one in ours[: -len(family)])


@dataclass(frozen=True, slots=True)
class Called:
    """The public people of some names: those who alone are so called, and names of several."""

    single: dict[str, Person]
    several: frozenset[str]


def people_called(names: Iterable[str]) -> Called:
    """Return the public people so called; one query."""
    wanted = list(dict.fromkeys(names))[:MOST_NAMES]
    last = {word for name in wanted for word in _LETTERS.findall(name)[-1:]}
    if not last:
        return Called({}, frozenset())
    likely = Q()
    for word in sorted(last):
        likely |= Q(name__icontains=word) | Q(sort_name__icontains=word)
    people = list(Person.objects.published().filter(likely).order_by("pk")[:500])
    found = {name: [p for p in people if is_called(p, name)] for name in wanted}
    return Called(
        {name: called[0] for name, called in found.items() if len(called) == 1},
        frozenset(name for name, called in found.items() if len(called) > 1),
    )


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    marks = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _LETTERS.findall(marks.replace("’", "").replace("'", ""))


def _is_short_for(one: str, other: str) -> bool:
    """Tell whether the two are equal, or one is the initial or the short form of the other."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and (len(shorter) >= LEAST_SHORTENED or one == other)
