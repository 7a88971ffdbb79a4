"""Offer a name for an operator whose value names nothing: speaker:bezoz."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from principles.search.corrections import Candidate, near_enough
from principles.search.named import CONSIDERED
from principles.search.operators import Operator

TRIED = 3  # candidates for a word
VALUE_WORDS = 4  # of a value that are corrected

_ALIKE_ANY = "SELECT typed, word, entries, lexeme FROM principles_search_meant(%s)"
_NAMED = """
SELECT n.name FROM unnest(%(values)s::text[]) WITH ORDINALITY AS v(value, place),
    principles_named(ARRAY[%(facet)s], v.value, 1, %(considered)s) AS n
ORDER BY v.place LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An operator whose value names nothing, and the nearest public name with its address."""

    facet: str
    value: str
    nearest: str = ""
    url: str = ""


def nearest(operator: Operator) -> str:
    """Return a public name that has the value with one word of it corrected; two queries.

    Empty where there is none, and then one query if no word is like any of the value's.
    """
    words = re.findall(r"[^\W_]+", operator.value.lower())[:VALUE_WORDS]
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE_ANY, [words])
        candidates = near_enough(Candidate(*row) for row in cursor.fetchall())
        likely = sorted(candidates, key=lambda c: (-c.score, c.word))
        values = [
            " ".join([*words[:place], candidate.word, *words[place + 1 :]])
            for place, word in enumerate(words)
            for candidate in [c for c in likely if c.typed == word][:TRIED]
        ]
        if not values:
            return ""
        cursor.execute(
            _NAMED, {"values": values, "facet": operator.facet, "considered": CONSIDERED}
        )
        row = cursor.fetchone()
        return str(row[0]) if row else ""
