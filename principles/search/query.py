"""A query as a reader typed it, frozen; nothing of it reaches the database as query syntax.

Any pair of quotation marks makes a phrase; a mark without a partner is ignored. A minus excludes
the word or phrase after it, and "or" between two terms asks for either. Text and terms are clipped,
because sixteen stop words cost more than any reader can mean by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from principles.search.operators import MARKS, SYNONYMS, Misread, Operator
from principles.search.scan import PHRASE, Kind, Token, edited, scan

LONGEST_QUERY = 256  # characters
MOST_WORDS = 16  # and as many operators
_JOINS = re.compile(r"(?<=\w)[-‐‑,](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_LONE_MARK = re.compile(rf"(?<![\w{MARKS}])[{MARKS}](?=\w)|(?<=[^\s\d])[{MARKS}](?!\w)")  # not 5"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # signs that turn what follows, unseen
_CODE = re.compile(
    r"(?:(?P<letter>[qsp])\s?|(?P<kind>quote|source|principle)\s+)?(?P<number>[0-9]{1,9})",
    re.IGNORECASE,
)
_AROUND = " .,;:?!()[]"  # signs around a number that was copied out of a sentence
_PLACE = re.compile(r"(?P<principle>[0-9]{1,9})\.(?P<place>[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a quoted phrase as typed, without its signs.

    `is_excluded` if a minus stood before it; `is_alternative` if "or" joins it to the term before.
    """

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number, if it is one: of Q44, quote 44."""
        return _code(self.text)

    @property
    def joined(self) -> str:
        """Return it without the signs inside words: e-mail as email, U.S.A. as USA."""
        return _INITIALS.sub(lambda found: found[0].replace(".", ""), _JOINS.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a search, in the order they were typed.

    `misread` looked like operators and are read as words. `unjoined` are the operators and excluded
    terms beside which an "or" was ignored. `is_clipped` says whether more was typed than is
    searched. `tokens` are those of the text, first the operators, then the others.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    operators: tuple[Operator, ...] = ()
    misread: tuple[Misread, ...] = ()
    unjoined: tuple[str, ...] = ()
    is_clipped: bool = False
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed; a text without any term is not empty and finds nothing."""
        return not self.text

    def rewritten(self, changed: Mapping[str, str]) -> str:
        """Return the text with other words for some; operators and phrases stay as they are."""
        words = (token for token in self.tokens if token.kind in {Kind.WORD, Kind.OR})
        return edited(self.text, ((t, changed[t.text]) for t in words if t.text in changed))

    def with_value(self, operator: Operator, value: str) -> str:
        """Return the text with another value of the operator, wherever it stands."""
        value = _in_marks(value)
        return edited(
            self.text,
            (
                (token, f"{token.text.partition(':')[0]}:{value}")
                for token in self.tokens
                if token.operator
                and (token.operator.facet, token.operator.value) == (operator.facet, operator.value)
            ),
        )

    @property
    def excludes(self) -> bool:
        """Say whether anything is to be left out."""
        return any(term.is_excluded for term in self.terms) or any(
            operator.is_excluded for operator in self.operators
        )

    @property
    def has_lone_mark(self) -> bool:
        """Say whether one quotation mark at the beginning or end of a word has no partner."""
        left = PHRASE.sub(" ", self.text)
        is_one = sum(left.count(mark) for mark in MARKS) == 1
        return is_one and bool(self.terms and _LONE_MARK.search(left))

    @property
    def narrowing(self) -> tuple[Operator, ...]:
        """Return the operators by which results are kept."""
        return tuple(
            operator
            for operator in self.operators
            if operator.facet != SYNONYMS and not operator.is_excluded
        )

    @property
    def has_synonyms(self) -> bool:
        """Say whether equivalent words are looked for, too."""
        return all(operator.facet != SYNONYMS for operator in self.operators)

    @property
    def is_open(self) -> bool:
        """Say whether the last word may be unfinished."""
        last = self.terms[-1] if self.terms else None
        return last is not None and not last.is_phrase and not last.is_excluded

    @property
    def said(self) -> str:
        """Return the words that are looked for, in their order, without operators and signs."""
        return " ".join(self.spoken)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Return the words and phrases that are looked for, as often as they were typed."""
        sought = (token for token in self.tokens if token.kind is not Kind.OPERATOR)
        return tuple(token.text for token in sought if not token.is_excluded)[:MOST_WORDS]

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number: of Q44, quote 44, S2 or 4."""
        return _code(self.text)

    @property
    def place(self) -> tuple[int, int] | None:
        """Return principle and ordinal, if the place of a quote in a principle was typed: 4.2."""
        found = _PLACE.fullmatch(self.text.strip(_AROUND))
        return (int(found["principle"]), int(found["place"])) if found else None

    @property
    def names_an_entry(self) -> bool:
        """Say whether it can only be the number of an entry: Q44 or 4.2, but not 4."""
        return bool(self.place) or bool(self.code and not self.text.strip(_AROUND).isdigit())


def _code(text: str) -> tuple[str, int] | None:
    found = _CODE.fullmatch(text.strip(_AROUND))
    if not found:
        return None
    kind = found["letter"] or found["kind"] or "p"
    return kind[0].lower(), int(found["number"])


def parse(typed: str) -> Query:
    """Return the query for what was typed; never fails, whatever it is."""
    text = " ".join(_UNFIT.sub(" ", _DIRECTION.sub("", typed)).split())
    clipped = text[:LONGEST_QUERY].rstrip()
    found = scan(clipped)
    choices, unjoined = _choices(found.others)
    terms = list(_each_once(choices))
    operators = [token.operator for token in found.operators if token.operator]
    return Query(
        text=clipped,
        terms=tuple(terms[:MOST_WORDS]),
        operators=tuple(operators[:MOST_WORDS]),
        misread=tuple(dict.fromkeys(found.misread)),
        unjoined=tuple(dict.fromkeys([*found.unjoined, *unjoined])),
        is_clipped=len(text) > LONGEST_QUERY or max(len(terms), len(operators)) > MOST_WORDS,
        tokens=(*found.operators, *found.others),
    )


def _in_marks(value: str) -> str:
    """Return the value of an operator, in quotation marks if it has several words."""
    value = re.sub(f"[{MARKS}]", " ", value).strip()
    return f'"{value}"' if " " in value else value


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
