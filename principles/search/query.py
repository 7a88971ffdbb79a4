"""A query as a reader typed it, frozen; nothing of it reaches the database as query syntax.

Any pair of quotation marks makes a phrase; a mark without a partner is ignored. A minus excludes
the word or phrase after it, and "or" between two terms asks for either. Text and terms are clipped,
because sixteen stop words cost more than any reader can mean by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from principles.search.joining import AROUND, Term, code_of, joined
from principles.search.operators import MARKS, SYNONYMS, Misread, Operator
from principles.search.questions import is_question, question
from principles.search.scan import PHRASE, Kind, Token, edited, scan

LONGEST_QUERY = 256  # characters
MOST_WORDS = 16  # and as many operators
_LONE_MARK = re.compile(rf"(?<![\w{MARKS}])[{MARKS}](?=\w)|(?<=[^\s\d])[{MARKS}](?!\w)")  # not 5"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # signs that turn what follows, unseen
_PLACE = re.compile(r"(?P<principle>[0-9]{1,9})\.(?P<place>[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a search, in the order they were typed.

    `misread` looked like operators and are read as words. `unjoined` are the operators and excluded
    terms beside which an "or" was ignored. `is_clipped` says whether more was typed than is
    searched. The `sides` are all words on each side of an "or". Words `about` quotes are left out
    ("who said"). Those of `named` may be a name, and where they are, `named_about` are about quotes
    as well. `tokens` are those of the text, first the operators, then the others.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    operators: tuple[Operator, ...] = ()
    misread: tuple[Misread, ...] = ()
    unjoined: tuple[str, ...] = ()
    is_clipped: bool = False
    sides: tuple[tuple[str, ...], ...] = ()
    about: tuple[Token, ...] = ()
    is_question: bool = False
    named: tuple[str, ...] = ()
    named_about: tuple[str, ...] = ()
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
    def left_out(self) -> tuple[str, ...]:
        """Return the words that are left out as about quotes, those together that stand so."""
        runs: list[list[str]] = []
        before = None
        for token in self.tokens:
            if token in self.about:
                if before is None or before not in self.about:
                    runs.append([])
                runs[-1].append(token.text)
            before = token
        return tuple(" ".join(run) for run in runs)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Return the words and phrases that are looked for, as often as they were typed."""
        sought = (token for token in self.tokens if token.kind is not Kind.OPERATOR)
        kept = (token for token in sought if not (token.is_excluded or token in self.about))
        return tuple(token.text for token in kept)[:MOST_WORDS]

    @property
    def code(self) -> tuple[str, int] | None:
        """Return the first letter of a kind and a number: of Q44, quote 44, S2 or 4."""
        return code_of(self.text)

    @property
    def place(self) -> tuple[int, int] | None:
        """Return principle and ordinal, if the place of a quote in a principle was typed: 4.2."""
        found = _PLACE.fullmatch(self.text.strip(AROUND))
        return (int(found["principle"]), int(found["place"])) if found else None

    @property
    def names_an_entry(self) -> bool:
        """Say whether it can only be the number of an entry: Q44 or 4.2, but not 4."""
        return bool(self.place) or bool(self.code and not self.text.strip(AROUND).isdigit())


def parse(typed: str) -> Query:
    """Return the query for what was typed; never fails, whatever it is."""
    text = " ".join(_UNFIT.sub(" ", _DIRECTION.sub("", typed)).split())
    clipped = text[:LONGEST_QUERY].rstrip()
    found = scan(clipped)
    bare = [_bare(token) for token in found.others]
    asked = question(bare)
    about = [found.others[place] for place in asked.about] if asked.is_sure else []
    left = [token for token in found.others if token not in about]
    rest, said = [_bare(token) for token in left], joined(left)
    operators = [token.operator for token in found.operators if token.operator]
    return Query(
        text=clipped,
        terms=said.terms[:MOST_WORDS],
        operators=tuple(operators[:MOST_WORDS]),
        misread=tuple(dict.fromkeys(found.misread)),
        unjoined=tuple(dict.fromkeys([*found.unjoined, *said.unjoined])),
        is_clipped=len(text) > LONGEST_QUERY or max(len(said.terms), len(operators)) > MOST_WORDS,
        sides=said.sides,
        about=tuple(about),
        is_question=is_question(rest) or (clipped.endswith("?") and not about),
        named=tuple(bare[place] for place in asked.named),
        named_about=() if asked.is_sure else tuple(bare[place] for place in asked.about),
        tokens=(*found.operators, *found.others),
    )


def _bare(token: Token) -> str:
    """Return a word in small letters without signs around it, and of anything else a sign."""
    word = re.sub(r"^\W+|\W+$", "", token.text.lower()) if token.kind is Kind.WORD else ""
    return "|" if token.is_excluded or not word or " " in word else word


def _in_marks(value: str) -> str:
    """Return the value of an operator, in quotation marks if it has several words."""
    value = re.sub(f"[{MARKS}]", " ", value).strip()
    return f'"{value}"' if " " in value else value
