"""The values that an operator takes, while one is being typed.

Whatever is offered is put into quotation marks where it has several words, and read back by the
parser before it is: a title too long for a query, say, is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from principles.models.facets import YEAR
from principles.search.named import first_by_name, named
from principles.search.operators import BEGINNING, MARKS, NAMING, OWN_VALUES, facet_of
from principles.search.query import parse

MOST_VALUES_OFFERED = 6
LOOKED_UP = (*NAMING, YEAR.parameter)  # whose values are asked of the database
NAMES_LOOKED_UP = 18  # names, of which several sources may bear the same

_YEARS = """
SELECT year FROM (SELECT DISTINCT year FROM principles_source WHERE year IS NOT NULL) AS known
WHERE starts_with(year::text, %(begun)s)
AND EXISTS (SELECT FROM principles_public_source s WHERE s.year = known.year)
ORDER BY year DESC LIMIT %(most)s
"""
_BEGINNING = re.compile(BEGINNING, re.IGNORECASE)
_VALUE = re.compile(rf"(?P<gap> *)(?P<mark>[{MARKS}])?(?P<words>[^{MARKS}]*)")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An operator whose value is being typed; `before` is what stands before the value.

    `may_be_words` where it has several words without a mark before them, as the value may have been
    finished with the first, or stands apart from the colon.
    """

    before: str
    facet: str
    value: str
    may_be_words: bool = False


def unfinished(typed: str) -> Unfinished | None:
    """Return the operator at the end of what was typed, unless its value is finished."""
    operators = list(_BEGINNING.finditer(typed))
    if not operators:
        return None
    last = operators[-1]
    facet = facet_of(last["name"])
    found = _VALUE.fullmatch(typed, last.end())
    if found is None or (not found["mark"] and found["words"] != found["words"].strip()):
        return None
    are_several = not found["mark"] and len(found["words"].split()) > 1
    if are_several and facet not in NAMING:
        return None
    return Unfinished(typed[: last.end()], facet, found["words"], bool(are_several or found["gap"]))


def values(operator: Unfinished) -> tuple[str, ...]:
    """Return up to six queries whose last operator has a value that begins so; one query at most.

    All it takes count where nothing of the value is typed; of years the latest come first. None of
    languages, as nothing tells which there are.
    """
    if operator.facet in NAMING:
        entries = (
            named(operator.value, operator.facet, most=NAMES_LOOKED_UP)
            if operator.value.strip()
            else first_by_name(operator.facet, most=NAMES_LOOKED_UP)
        )
        return _read_back(operator, (entry.name for entry in entries))
    if operator.facet == YEAR.parameter:
        begun = operator.value.strip()
        return tuple(operator.before + year for year in _years(begun) if year != begun)
    begun = operator.value.strip().lower()
    own = OWN_VALUES.get(operator.facet)
    values = own.listed if own else ()
    return _read_back(operator, (value for value in values if value.startswith(begun)))


def _years(begun: str) -> list[str]:
    """Return the latest years of public sources that begin with these digits; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_YEARS, {"begun": begun, "most": MOST_VALUES_OFFERED})
        return [str(year) for (year,) in cursor.fetchall()]


def _read_back(operator: Unfinished, names: Iterable[str]) -> tuple[str, ...]:
    """Return the queries with those names that the parser reads back and that are not typed yet."""
    offered: dict[str, None] = {}
    for name in names:
        value = " ".join(re.sub(f"[{MARKS}]", " ", name).split())
        text = operator.before + (f'"{value}"' if " " in value else value)
        is_typed = value.lower() == operator.value.lower()
        operators = parse(text).operators
        if not is_typed and operators and operators[-1].value == value:
            offered[text] = None
    return tuple(offered)[:MOST_VALUES_OFFERED]
