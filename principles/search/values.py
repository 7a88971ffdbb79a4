"""The values that an operator takes, while one is being typed.

Whatever is offered is put into quotation marks where it has several words, and read back by the
parser before it is: a title too long for a query, say, is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from principles.search.named import named
from principles.search.operators import BEGINNING, MARKS, NAMING, OWN_VALUES, facet_of
from principles.search.query import parse

MOST_VALUES_OFFERED = 6
NAMES_LOOKED_UP = 18  # names, of which several sources may bear the same

_BEGINNING = re.compile(BEGINNING, re.IGNORECASE)
_VALUE = re.compile(rf"(?P<mark>[{MARKS}])?(?P<words>[^{MARKS}]*)")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An operator whose value is being typed; `before` is what stands before the value.

    `may_be_words` where it has several words without a mark before them: the value may have been
    finished with the first.
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
    return Unfinished(typed[: last.end()], facet, found["words"], are_several)


def values(operator: Unfinished) -> tuple[str, ...]:
    """Return up to six queries whose last operator has a value that begins so; one query at most.

    None for years, which are numbers.
    """
    if operator.facet in NAMING:
        entries = named(operator.value, operator.facet, most=NAMES_LOOKED_UP)
        return _read_back(operator, (entry.name for entry in entries))
    begun = operator.value.strip().lower()
    own = OWN_VALUES.get(operator.facet)
    values = own.listed if own else ()
    return _read_back(operator, (value for value in values if value.startswith(begun)))


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
