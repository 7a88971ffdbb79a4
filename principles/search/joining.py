"""The terms of a query, and which of them "or" joins.

Without quotation marks, "or" in small letters joins all the words on its left with all those on its
right, if neither side has more than three; else it is a word. "OR", and any "or" beside a phrase,
joins the term before with the term after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from principles.search.scan import Kind, Token

LONGEST_SIDE = 3  # words on a side of an "or" that joins all of them
_JOINS = re.compile(r"(?<=\w)[-‐‑,](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_CODE = re.compile(
    r"(?:(?P<letter>[qsp])\s?|(?P<kind>quote|source|principle)\s+)?(?P<number>[0-9]{1,9})",
    re.IGNORECASE,
)
AROUND = " .,;:?!()[]"  # signs around a number that was copied out of a sentence


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a quoted phrase as typed, without its signs.

    `is_excluded` if a minus stood before it; `is_alternative` if "or" joins it to the term before,
    or begins another side of an "or" with it; `is_continued` if it is on the same side as that.
    """

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False
    is_continued: bool = False

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number, if it is one: of Q44, quote 44."""
        return code_of(self.text)

    @property
    def joined(self) -> str:
        """Return it without the signs inside words: e-mail as email, U.S.A. as USA."""
        return _INITIALS.sub(lambda found: found[0].replace(".", ""), _JOINS.sub("", self.text))


def code_of(text: str) -> tuple[str, int] | None:
    """Return the first letter of a kind and a number, if that is what the text is: Q44, S2, 4."""
    found = _CODE.fullmatch(text.strip(AROUND))
    if not found:
        return None
    kind = found["letter"] or found["kind"] or "p"
    return kind[0].lower(), int(found["number"])


@dataclass(frozen=True, slots=True)
class Joined:
    """The terms with what "or" joins, the words on each side of one, and what it cannot join."""

    terms: tuple[Term, ...]
    sides: tuple[tuple[str, ...], ...]
    unjoined: tuple[str, ...]


def joined(tokens: Sequence[Token]) -> Joined:
    """Return the terms of the tokens, each choice once."""
    sides = _sides(tokens)
    if sides:
        terms = (*_of_sides(sides), *map(_term, filter(_is_excluded, tokens)))
        return Joined(terms, tuple(tuple(t.text for t in side) for side in sides), ())
    choices, unjoined = _choices(tokens if _binds(tokens) else [*map(_as_word, tokens)])
    return Joined(tuple(_each_once(choices)), (), tuple(unjoined))


def _choices(tokens: Sequence[Token]) -> tuple[list[list[Term]], list[str]]:
    """Return the terms, those together that "or" joins, and excluded ones beside an ignored "or".

    An "or" is a word only where it comes last: it may be unfinished. Several in a row are one.
    """
    choices: list[list[Term]] = []
    unjoined: list[str] = []
    either = before = None
    for token in tokens:
        if token.kind is Kind.OR:
            either = token
            continue
        excluded = next((t for t in (before, token) if t and t.is_excluded), None)
        if either and before and not excluded:
            choices[-1].append(_term(token))
        else:
            choices.append([_term(token)])
            if either and before and excluded:
                unjoined.append(excluded.typed)
        either, before = None, token
    if either:
        choices.append([_term(either)])
    return choices, unjoined


def _binds(tokens: Sequence[Token]) -> bool:
    """Say whether an "or" binds one term on either side: OR, or beside phrases and a minus."""
    return any(
        token.kind is Kind.PHRASE
        or token.is_excluded
        or (token.kind is Kind.OR and _is_loud(token))
        for token in tokens
    )


def _is_loud(token: Token) -> bool:
    return token.text.isupper()


def _sides(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return all the words on each side of an "or" in small letters, if none has over three."""
    if any(t.kind is Kind.PHRASE or (t.kind is Kind.OR and _is_loud(t)) for t in tokens):
        return []
    sides: list[list[Token]] = [[]]
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind is Kind.OR:
            if before is None or before.kind is not Kind.OR:
                sides.append([])
        elif not token.is_excluded:
            sides[-1].append(token)
    is_either = len(sides) > 1 and all(0 < len(side) <= LONGEST_SIDE for side in sides)
    return sides if is_either and not _is_beside_excluded(tokens) else []


def _is_beside_excluded(tokens: Sequence[Token]) -> bool:
    """Say whether an "or" stands beside what a minus excludes, which it cannot join."""
    return any(
        one.is_excluded if other.kind is Kind.OR else one.kind is Kind.OR and other.is_excluded
        for one, other in pairwise(tokens)
    )


def _of_sides(sides: Sequence[Sequence[Token]]) -> Iterator[Term]:
    """Yield the terms of the sides, the first of each but one as an alternative."""
    for side, tokens in enumerate(sides):
        for place, token in enumerate(tokens):
            term = _term(token)
            yield replace(term, is_alternative=side > 0 and not place, is_continued=place > 0)


def _is_excluded(token: Token) -> bool:
    return token.is_excluded


def _as_word(token: Token) -> Token:
    return replace(token, kind=Kind.WORD) if token.kind is Kind.OR else token


def _term(token: Token) -> Term:
    return Term(token.text, is_phrase=token.kind is Kind.PHRASE, is_excluded=token.is_excluded)


def _each_once(choices: list[list[Term]]) -> Iterator[Term]:
    """Yield the terms of each choice, its first and then its alternatives, but no choice twice."""
    distinct: dict[frozenset[Term], Iterable[Term]] = {}
    for choice in choices:
        distinct.setdefault(frozenset(choice), dict.fromkeys(choice))
    for first, *others in distinct.values():
        yield first
        yield from (replace(other, is_alternative=True) for other in others)
