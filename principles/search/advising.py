"""What to try instead of a query that found nothing."""

from __future__ import annotations

from dataclasses import dataclass

from principles.models import Person, Principle
from principles.models.facets import PERSON
from principles.search.deadline import deadline
from principles.search.facets import address
from principles.search.filters import Filters
from principles.search.pages import ResultPage
from principles.search.query import parse
from principles.search.ranking import totals_alone
from principles.search.reading import Reading, read
from principles.search.tsquery import all_of, any_of, lexeme_query
from principles.search.weights import half, weights

MOST_PEOPLE = 3

_NEAREST = """
SELECT p.* FROM principles_searchentry e JOIN principles_principle p USING (number)
CROSS JOIN LATERAL (SELECT sum(t.weight) AS weight, count(*) AS words
    FROM unnest(%(words)s::text[], %(weights)s::float[]) AS t(word, weight)
    WHERE e.vector @@ t.word::tsquery) AS held
WHERE e.public AND e.vector @@ %(principles)s::tsquery AND held.weight >= %(half)s
    AND (held.words >= least(2, cardinality(%(words)s::text[]))
        OR principles_words_of(ARRAY[p.name::text]) @@ %(any)s::tsquery)
ORDER BY held.weight DESC, ts_rank(e.vector, %(any)s::tsquery) DESC, number LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Alone:
    """A word that finds something alone, at least so much, and the address of what it finds."""

    word: str
    total: int
    is_exact: bool
    url: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try where nothing was found; `people` are those whom some of the words name."""

    people: tuple[Person, ...] = ()
    alone: tuple[Alone, ...] = ()
    nearest: Principle | None = None


def advice(page: ResultPage) -> Advice:
    """Return what to try instead of a query that found nothing; five queries at most.

    An unknown word is advised in its corrected form, with the total of a search for that.
    """
    with deadline():
        reading = page.reading
        if reading.corrected:
            reading = read(parse(page.query.rewritten(page.meant)))
        telling = reading.telling()
        if not telling.words:
            return Advice(people=_people(page))
        is_narrowed = page.applied or page.senses
        totals = totals_alone(telling) if len(reading.terms) > 1 or is_narrowed else []
        nearest = None if page.senses else _nearest(reading)
    return Advice(
        people=_people(page),
        alone=tuple(
            Alone(word, total, is_exact, address(word, Filters()))
            for word, total, is_exact in totals
        ),
        nearest=nearest,
    )


def _people(page: ResultPage) -> tuple[Person, ...]:
    """Return the people whom words were read as naming; no query where none were."""
    keys = [
        key
        for sense in page.senses
        for lexeme in sense.lexemes
        if (key := lexeme.removeprefix(PERSON.lexeme(""))).isdigit()
    ]
    return tuple(Person.objects.published().filter(pk__in=keys[:MOST_PEOPLE])) if keys else ()


def _nearest(reading: Reading) -> Principle | None:
    """Return the principle that has most of what the words weigh, if it has at least half of it.

    It has two of the words at least, if there are two, or one in its name.
    """
    words = [term.asked.either for term in reading.words]
    weighed = weights(reading.words, reading.rows)
    anything = any_of(*words)
    asked = {
        "words": words,
        "weights": weighed,
        "half": half(weighed),
        "any": anything,
        "principles": all_of(lexeme_query("#kprinciple"), anything),
    }
    return next(iter(Principle.objects.raw(_NEAREST, asked)), None)
