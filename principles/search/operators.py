"""What narrows a search from among its words: `speaker:vogels`, `year:1997..2016`.

Operators narrow as the facets do. Whatever only looks like one is words, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from principles.models.facets import FACETS, YEAR, Fixed, Languages, of_entries

MOST_YEARS = 500  # that can be left out; they are listed
MARKS = '"“”„‟«»＂'
SYNONYMS = "synonyms"  # an operator that narrows no facet
OWN_VALUES: dict[str, Fixed | Languages] = {
    f.parameter: f.values for f in FACETS if isinstance(f.values, (Fixed, Languages))
}
OWN_VALUES[SYNONYMS] = Fixed({"no": "No"})
NAMING = tuple(facet.parameter for facet, _ in of_entries())  # whose value is looked up
_NARROWED = {name: facet.parameter for facet in FACETS for name in facet.names}
_NARROWED[SYNONYMS] = SYNONYMS
BEGINNING = rf"(?<!\S)(?P<minus>-)?(?P<name>{'|'.join(_NARROWED)}):"

OPERATOR = (  # or what looks like one, whatever its name; only after a known one may a space follow
    rf"(?<!\S)(?P<minus>-)?(?P<name>(?i:{'|'.join(_NARROWED)})(?=:)|[^\W\d_]+(?=:\S)):(?:(?P<gap>\s+)(?!\S+:))?"
    rf"(?:[{MARKS}](?P<quoted>[^{MARKS}]+)[{MARKS}]|(?P<bare>[^\s{MARKS}]+))"
)
_NO_YEARS_LEFT_OUT = (
    "what can be left out is a year, such as 1997, or a range with both ends,"
    f" {MOST_YEARS} years at most"
)
_NO_YEARS = "a year has four digits at most, such as 1997, or two: 1997..2016"
_YEAR = "-?[0-9]{1,4}"
_YEARS = re.compile(rf"(?P<since>{_YEAR})?(?:(?P<dots>\.\.|[–—-])(?P<until>{_YEAR})?)?")


@dataclass(frozen=True, slots=True)
class Operator:
    """A filter typed among the words; `facet` is that of the same filter in an address.

    Years are `since` and `until`, either of which may be open; all else is a `value`.
    `is_alternative` where "or" joins it to the operator before, of the same facet.
    """

    facet: str
    value: str = ""
    since: int | None = None
    until: int | None = None
    is_excluded: bool = False
    is_alternative: bool = False

    @property
    def is_backwards(self) -> bool:
        """Say whether its years end before they begin."""
        return self.since is not None and self.until is not None and self.until < self.since

    @property
    def years(self) -> range:
        """Return the years of a range that is open on neither side, else none."""
        is_open = self.since is None or self.until is None
        return range(0) if is_open else range(self.since or 0, (self.until or 0) + 1)


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed like an operator, with a value that it does not take or a name that none has.

    `facet` is that name, in small letters, where no operator has it.
    """

    text: str
    facet: str
    is_excluded: bool

    @property
    def reason(self) -> str:
        """Say what the operator takes, or nothing where there is none of that name."""
        if self.facet == YEAR.parameter:
            return _NO_YEARS_LEFT_OUT if self.is_excluded else _NO_YEARS
        if self.facet == SYNONYMS:
            return "synonyms takes no"
        values = OWN_VALUES.get(self.facet)
        return f"a {self.facet} is {values.sentence}" if values else ""


def facet_of(name: str) -> str:
    """Return the facet that an operator of that name narrows, or the name if none has it."""
    return _NARROWED.get(name.lower(), name.lower())


def misread_in(found: re.Match[str]) -> Iterator[Misread]:
    """Yield it where it is no phrase, nor an address or a smiley, nor a name yet to be typed.

    A word and a colon before a space are a part of a sentence.
    """
    if found["gap"]:
        return
    facet = facet_of(found["name"] or "")
    is_known = facet in _NARROWED.values()
    if facet not in NAMING and (is_known or _value(found)[:1].isalnum()):
        yield Misread(found[0], facet, is_excluded=bool(found["minus"]))


def may_be_joined(one: Operator, other: Operator) -> bool:
    """Say whether "or" between the two can be asked for: years have to be few enough to list."""
    is_same = one.facet == other.facet and not (one.is_excluded or other.is_excluded)
    return is_same and (
        one.facet != YEAR.parameter or all(0 < len(o.years) <= MOST_YEARS for o in (one, other))
    )


def _value(found: re.Match[str]) -> str:
    return (found["quoted"] or found["bare"] or "").strip()


def operator_in(found: re.Match[str]) -> Operator | None:
    """Return the operator, unless it is a phrase or only looks like one."""
    facet, value = facet_of(found["name"] or ""), _value(found)
    if facet not in _NARROWED.values():
        return None
    if facet == YEAR.parameter:
        years = _YEARS.fullmatch(value)
        if years is None or not (years["since"] or years["until"]):
            return None
        first = int(years["since"]) if years["since"] else None
        last = int(years["until"]) if years["until"] else None
        operator = Operator(
            facet,
            since=first,
            until=last if years["dots"] else first,
            is_excluded=bool(found["minus"]),
        )
        is_listable = 0 < len(operator.years) <= MOST_YEARS
        return operator if is_listable or not operator.is_excluded else None
    known = OWN_VALUES.get(facet)
    if known is not None:
        value = known.meant(value.lower())
    is_word = any(character.isalnum() for character in value)
    if not is_word or (known and not known.has(value)):
        return None
    return Operator(facet, value, is_excluded=bool(found["minus"]))
