"""Whether the name, the year and the work given with a claim agree with what is on record.

A name may be a surname alone, have initials, or have a shortened first name. Only people and works
on record are ever named in an answer. What may be a label is a name where somebody or something is
called so; else two to four words with capitals are a name that nobody has here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from principles.claims import Name
from principles.models import Person, Principle, Source, Tag, Verdict
from principles.pasted.names import is_called, people_called
from principles.pasted.results import Credit, GivenPlace, Judgement, Match, Outcome
from principles.text import fold

MOST_SOURCES = 2_000  # whose titles are compared with a work that is given
MOST_LABELS = 5_000  # principles, and tags, whose names may be labels
LATER = {Source.Kind.LETTER}  # known by the year they report on
LEAST_CAPITALS, MOST_CAPITALS = 2, 4  # words of what may be a name
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "a an and annual at by for from her his in its my of on or our s the their to".split()  # noqa: SIM905 - reads as a list of words
)


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what is on record under the names that a paste gives."""

    people: Mapping[str, Person]
    ambiguous: frozenset[str]
    labels: frozenset[str]
    works: Sequence[Source]


def known(names: Sequence[Name]) -> Known:
    """Return what is on record under the names; four queries at most."""
    people = people_called(one for name in names for one in (*name.people, *name.others))
    unsure = {_plain(name.given) for name in names if not name.is_sure}
    labels: set[str] = set()
    if unsure:
        principles = Principle.objects.published().values_list("name", "aliases")[:MOST_LABELS]
        for title, aliases in principles:
            labels |= {_plain(word) for word in (title, *aliases)}
        tags = Tag.objects.published().values_list("name", flat=True)[:MOST_LABELS]
        labels |= set(map(_plain, tags))
    wants_works = any(name.work or name.aside or not name.is_sure for name in names)
    works = list(Source.objects.published().order_by("pk")[:MOST_SOURCES]) if wants_works else []
    return Known(people.single, people.several, frozenset(labels), works)


def is_name(name: Name, known: Known) -> bool:
    """Tell whether what is given is a name, and not a label in front of the words."""
    if name.is_sure:
        return True
    if any(person in known.people or person in known.ambiguous for person in name.people):
        return True
    if _named_works(name.given, known.works):
        return True
    count = len(name.given.split())
    return LEAST_CAPITALS <= count <= MOST_CAPITALS and _plain(name.given) not in known.labels


def credit(name: Name | None, found: Judgement, known: Known) -> Credit | None:
    """Return whether the people named are those on record for the words; None if none is named."""
    if name is None or not name.people or found.is_short or not is_name(name, known):
        return None
    person = next((known.people[one] for one in name.people if one in known.people), None)
    is_known = person is not None or any(one in known.ambiguous for one in name.people)
    if not is_known and _named_works(name.given, known.works):
        return None
    is_withheld = found.best is not None and found.best.is_withheld
    groups = [match.speakers for match in _deciding(found)]
    is_unfound = found.verdict == Verdict.UNVERIFIED and not found.matches
    if is_withheld or is_unfound or not groups:
        return Credit(name.given, Outcome.UNCHECKED, person)
    speakers = list(dict.fromkeys(person for group in groups for person in group))
    others = [o for o in name.others if o in known.people or o in known.ambiguous]
    people = (*name.people, *others)
    outcomes = [_outcome(people, group, is_known=is_known) for group in groups]
    worst = max(outcomes, key=ORDER.index)
    meant = next((p for p in speakers if is_called(p, name.people[0])), person)
    return Credit(
        ", ".join([name.given, *others]),
        worst,
        meant,
        tuple(speakers),
        is_label=not name.is_sure and worst == Outcome.UNKNOWN,
    )


ORDER = (Outcome.AGREES, Outcome.UNRECORDED, Outcome.UNKNOWN, Outcome.DIFFERS)


def _outcome(names: Sequence[str], speakers: Sequence[Person], *, is_known: bool) -> Outcome:
    if speakers and all(any(is_called(p, name) for p in speakers) for name in names):
        return Outcome.AGREES
    if not is_known:
        return Outcome.UNKNOWN
    return Outcome.DIFFERS if speakers else Outcome.UNRECORDED


def _deciding(found: Judgement) -> list[Match]:
    """Return the match that decides, or where sentences stand apart, that of each."""
    if found.sentences and (found.apart is not None or not found.matches):
        return [part.best for part in found.sentences if part.best]
    return list(found.matches[:1])


# --- Year and work -------------------------------------------------------------------------------


def place(name: Name | None, found: Judgement, known: Known) -> GivenPlace | None:
    """Return whether the year and work given are those of a source on record for the words."""
    if name is None or found.is_short or not is_name(name, known):
        return None
    work = name.work
    if not work and name.aside and _named_works(name.aside, known.works):
        work = name.aside
    is_person = any(p in known.people or p in known.ambiguous for p in name.people)
    if not name.is_sure and not is_person and _named_works(name.given, known.works):
        work = work or name.given
    if not work and not name.years:
        return None
    sources = _sources(found)
    if work and not name.years and _is_kind(work) and _work(work, sources, ()) != Outcome.AGREES:
        return None
    outcomes = [_year(year, sources) for year in name.years]
    works = [_work(work, sources, known.works)] if work else []
    if Outcome.UNREAD in works:  # the year is then that of a work that nobody can look into here
        outcomes = []
    outcomes += works
    given = ", ".join(filter(None, [work, *map(str, name.years)]))
    if not sources:
        return GivenPlace(given, Outcome.UNREAD)
    worst = max(outcomes, key=(Outcome.AGREES, Outcome.UNREAD, Outcome.DIFFERS).index)
    return GivenPlace(given, worst, tuple(sources))


def _sources(found: Judgement) -> list[Source]:
    """Return the sources that have the words, and those on record for the quote."""
    sources = [match.source for match in found.matches if match.source]
    for match in found.matches:
        sources += [citation.source for citation in match.others]
    return list(dict.fromkeys(sources))


def _year(year: int, sources: Iterable[Source]) -> Outcome:
    dated = [source for source in sources if source.year is not None]
    for source in dated:
        if source.year == year or (source.kind in LATER and source.year == year - 1):
            return Outcome.AGREES
    return Outcome.DIFFERS if dated else Outcome.UNREAD


def _work(work: str, sources: Iterable[Source], stored: Sequence[Source]) -> Outcome:
    wanted = _telling(work)
    if any(wanted <= _words_of(source) for source in sources):
        return Outcome.AGREES
    return Outcome.DIFFERS if _named_works(work, stored) else Outcome.UNREAD


def _is_kind(work: str) -> bool:
    """Tell whether the words only name a kind of work: “the letter”."""
    return _telling(work) <= _telling(" ".join(Source.Kind.labels))


def _named_works(work: str, stored: Iterable[Source]) -> list[Source]:
    """Return the public sources whose title has the words, a kind of work alone being none."""
    wanted = _telling(work)
    if not wanted or _is_kind(work):
        return []
    return [source for source in stored if wanted <= _words_of(source)]


def _words_of(source: Source) -> set[str]:
    return _telling(
        f"{source.title} {source.publisher} {source.get_kind_display()} {source.year or ''}"
    )


def _telling(text: str) -> set[str]:
    found = _WORD.findall(fold(text).text.casefold())
    return {word.removesuffix("s") for word in found if word not in _SMALL}


def _plain(text: str) -> str:
    return " ".join(fold(text).text.casefold().split())
