"""Whether a name given with words agrees with who is on record for them.

A name may be a surname alone, have initials, or have a shortened first name; names are compared
in plain small letters. Only people on record are ever named in an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.db.models import Q

from principles.models import Person
from principles.pasted.results import Credit

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


def credited(given: str, names: Sequence[str], *, speakers: Sequence[Person]) -> Credit:
    """Return whether all names given with a sentence are names of its speakers on record."""
    if not speakers:
        return Credit(given, "nobody recorded")
    meant = [next((p for p in speakers if is_called(p, name)), None) for name in names]
    if all(meant):
        return Credit(given, "agrees", meant[0], tuple(speakers))
    return Credit(given, "differs", None, tuple(speakers))


def people_called(names: Iterable[str]) -> dict[str, Person]:
    """Return by name the public person so called, if there is exactly one; one query."""
    wanted = list(dict.fromkeys(names))[:MOST_NAMES]
    last = {word for name in wanted for word in _LETTERS.findall(name)[-1:]}
    if not last:
        return {}
    likely = Q()
    for word in sorted(last):
        likely |= Q(name__icontains=word) | Q(sort_name__icontains=word)
    people = list(Person.objects.published().filter(likely).order_by("pk")[:500])
    found = {name: [p for p in people if is_called(p, name)] for name in wanted}
    return {name: called[0] for name, called in found.items() if len(called) == 1}


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
