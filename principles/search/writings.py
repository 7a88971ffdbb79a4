"""Other writings of the same: digits and number words, contractions, compounds, spellings.

Each is found below the words as they were typed. What is written with one word more or less ("is
not" for "isn't", "microservices" for "micro services") stands in for each of its terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from principles.search.joining import Term
from principles.search.query import Query
from principles.search.wordlists import compound, level, spellings

MOST_SAYINGS = 4  # of all the words in a row
LEAST_COMPOUND = 6  # letters of two words that may be one
LEAST_PART = 4  # letters of each part of a compound that no list has
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)
_ENDINGS = ("st", "nd", "rd", *["th"] * 7)
_PAIRS = [
    *((str(n), word) for n, word in enumerate(_SMALL)),
    *((str(10 * n), word) for n, word in enumerate(_TENS, 3)),
    *((f"{n}{_ENDINGS[n - 1]}", word) for n, word in enumerate(_ORDINALS, 1)),
]
NUMBERS = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
UNITS = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
SHORT_UNITS = {"thousand": ("k",), "million": ("m", "mn"), "billion": ("bn", "b")}
PERCENT = {"percent", "pct"}


def _contracted(ending: str, word: str, before: str) -> dict[str, str]:
    """Return the contractions of each word before another, with their long forms."""
    return {one + ending: f"{one} {word}" for one in before.split()}


CONTRACTIONS = (
    _contracted(
        "nt", "not", "is are was were do does did has have had would should could must need"
    )
    | _contracted("ve", "have", "i you we they could should would might")
    | _contracted("re", "are", "we you they who")
    | _contracted("ll", "will", "i we you they it that there who")
    | _contracted("d", "would", "i you they who")
    | _contracted("s", "is", "it that what there here where who he she")
    | {"cant": "can not", "cannot": "can not", "wont": "will not", "shant": "shall not"}
    | {"im": "i am", "lets": "let us"}
)
# Other words have the same letters: these are contractions where the apostrophe was typed.
AMBIGUOUS = frozenset({"its", "lets", "were", "well", "ill", "id"})
_EXPANDED: dict[str, list[str]] = {}
for _short, _long in CONTRACTIONS.items():
    if _short not in AMBIGUOUS or _short in {"its", "lets"}:
        _EXPANDED.setdefault(_long, []).append(_short)

_APOSTROPHES = "'’‘ʼ´`"
_WITH_UNIT = re.compile(r"(?P<number>[0-9]+(?:[ ,][0-9]+)*)(?P<unit>[a-z]{1,10})")
_ORDINAL = re.compile(r"[0-9]+(st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Writing:
    """What the terms at these positions of the query are also written as, in normal form."""

    positions: tuple[int, ...]
    words: str


class Written(Protocol):
    """What has the positions and words of a writing."""

    @property
    def positions(self) -> tuple[int, ...]: ...

    @property
    def words(self) -> str: ...


def writings(query: Query) -> tuple[Writing, ...]:
    """Return the other writings of the terms, each once."""
    if not query.has_synonyms:
        return ()
    sought = [
        (place, term, normal(term.text))
        for place, term in enumerate(query.terms)
        if not (term.is_phrase or term.is_excluded)
    ]
    found = [
        Writing((place,), words)
        for place, term, own in sought
        for words in _of_one(term, own)
        if words != own
    ]
    for (place, _, one), (after, _, other) in pairwise(sought):
        is_joined = query.terms[place].is_alternative or query.terms[after].is_alternative
        if after == place + 1 and not is_joined:
            found += [Writing((place, after), words) for words in _of_two(one, other)]
    for (_, _, one), (place, _, word), (_, _, other) in zip(
        sought, sought[1:], sought[2:], strict=False
    ):
        if word == "and":
            found.append(Writing((place,), f"{one} {other}"))
    return tuple(dict.fromkeys(found))


def sayings(query: Query, found: Sequence[Written]) -> list[str]:
    """Return all the words of the query in a row, with others for some of them; four at most."""
    if any(term.is_alternative or term.is_excluded for term in query.terms):
        return []
    each: dict[tuple[int, ...], str] = {}
    for form in found:
        each.setdefault(form.positions, form.words)
    said = [_said(query, [Writing(form.positions, form.words)]) for form in found]
    return list(dict.fromkeys([_said(query, _apart(each)), *said]))[:MOST_SAYINGS] if found else []


def _apart(each: dict[tuple[int, ...], str]) -> Iterator[Writing]:
    """Yield one writing for each place, those of several terms first, none for a term twice."""
    taken: set[int] = set()
    for positions in sorted(each, key=lambda places: (-len(places), places)):
        if taken.isdisjoint(positions):
            taken.update(positions)
            yield Writing(positions, each[positions])


def _said(query: Query, instead: Iterable[Writing]) -> str:
    words = [term.text for term in query.terms]
    for writing in instead:
        first, *others = writing.positions
        if words[first] == "and" and not others:  # between two words, which have it as a sign
            words[first] = ""
            continue
        words[first] = writing.words
        for place in others:
            words[place] = ""
    return " ".join(filter(None, words))


def _of_one(term: Term, own: str) -> Iterator[str]:
    """Yield what a term is also written as."""
    if own in NUMBERS:
        yield NUMBERS[own]
    if own in ("cant", "cannot"):
        yield "cannot" if own == "cant" else "cant"
    if own in CONTRACTIONS and (own not in AMBIGUOUS or _has_apostrophe(term.text)):
        yield CONTRACTIONS[own]
    if (unit := _WITH_UNIT.fullmatch(own)) and not _ORDINAL.fullmatch(own):
        yield f"{unit['number']} {UNITS.get(unit['unit'], unit['unit'])}"
        yield f"{unit['number']} {unit['unit']}"
    if "&" in term.text and " " in own:
        yield " and ".join(own.split())
    if own.isalpha():
        yield from spellings(own)
        yield from _parts(own)


def _of_two(one: str, other: str) -> Iterator[str]:
    """Yield what two terms side by side are also written as."""
    yield from _EXPANDED.get(f"{one} {other}", ())
    if one[-1:].isdigit():
        if other in PERCENT:
            yield one
        for unit in SHORT_UNITS.get(other, (other,) if other.isalpha() else ()):
            yield one + unit
    is_word = one.isalpha() and other.isalpha()
    if is_word and len(one + other) >= LEAST_COMPOUND and min(len(one), len(other)) > 1:
        yield one + other


def _parts(word: str) -> Iterator[str]:
    """Yield the words of a compound: as the list has it, or of one that no list has."""
    if level(word) is not None or len(word) < 2 * LEAST_PART:
        yield from filter(None, [compound(word)])
        return
    for place in range(LEAST_PART, len(word) - LEAST_PART + 1):
        if level(word[:place]) and level(word[place:]):
            yield f"{word[:place]} {word[place:]}"


def _has_apostrophe(text: str) -> bool:
    return any(sign in text for sign in _APOSTROPHES)


def normal(text: str) -> str:
    """Return it without case, accents and apostrophes, with a space for all other signs."""
    whole = "".join(c for c in text.lower() if c not in _APOSTROPHES)
    letters = unicodedata.normalize("NFKD", whole)
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", kept))
