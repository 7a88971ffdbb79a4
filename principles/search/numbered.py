"""Find entries by a number that is being typed: Q4, S2, 4 or 4.2."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from principles.models import Principle, Quote, Source, Support
from principles.models.publication import Status
from principles.search.continued import Continued
from principles.search.named import Named
from principles.search.query import Query

LONGEST_NUMBER = 2**31  # what no base has as many entries as


@dataclass(frozen=True, slots=True)
class Numbered:
    """Entries of a number, or of one that begins so."""

    named: tuple[Named, ...] = ()
    quotes: tuple[Continued, ...] = ()


def numbered(query: Query, *, most: int) -> Numbered:
    """Return up to `most` public entries whose number begins so; one query where one is typed."""
    if query.place:
        return Numbered(quotes=_in_place(*query.place))
    return _of_number(*query.code, most=most) if query.code else Numbered()


def _of_number(letter: str, number: int, *, most: int) -> Numbered:
    if letter == "q":
        quotes = Quote.objects.published().filter(_begins(number)).order_by("number")[:most]
        return Numbered(quotes=tuple(Continued(q.number, q.text) for q in quotes))
    if letter == "s":
        sources = Source.objects.published().filter(_begins(number)).order_by("number")[:most]
        return Numbered(
            tuple(
                Named("source", s.number, s.title, s.slug, year=s.year, publisher=s.publisher)
                for s in sources
            )
        )
    principles = Principle.objects.published().filter(_begins(number)).order_by("number")[:most]
    return Numbered(tuple(Named("principle", p.number, p.name, p.slug) for p in principles))


def _in_place(principle: int, place: int) -> tuple[Continued, ...]:
    """Return the quote in that place of the principle, counted from 1."""
    if principle >= LONGEST_NUMBER:
        return ()
    supports = Support.objects.filter(
        principle=principle,
        principle__status=Status.PUBLISHED,
        quote__status=Status.PUBLISHED,
    ).order_by("position", "pk")
    return tuple(
        Continued(*row) for row in supports.values_list("quote", "quote__text")[place - 1 : place]
    )


def _begins(number: int) -> Q:
    """Return the condition that a number begins with these digits; each range is one of a key."""
    found = Q(number=number) if number < LONGEST_NUMBER else Q(number__in=[])
    width = 10
    while number and number * width < LONGEST_NUMBER:
        found |= Q(number__range=(number * width, min((number + 1) * width, LONGEST_NUMBER) - 1))
        width *= 10
    return found
