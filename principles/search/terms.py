"""A term of a query as the index has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from principles.search.lookup import KnownTerm, Name
from principles.search.query import Query, Term, parse
from principles.search.tsquery import all_of, any_of, lexeme_query, number_query

COMPOUNDS_TO = 1_000  # rows that have all words of a phrase, as far as compounds are looked into


class Tier(StrEnum):
    """How prominent rows are, by what their lexemes begin with; a row of one is in the next too."""

    FOREMOST = "^f"
    FIRST = "^0"
    SECOND = "^1"


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A term as the index has it; whatever ends in a tsquery is one, as text.

    `query` finds the words, `either` also what they name together with other words of the query,
    `alone` what a search for this term alone finds. `widened` finds it by other words: its
    equivalents, and its corrections where nothing has it; `compounds` finds rows of which some have
    a phrase with a word of it in several (e-mail), as `pattern` tells. `completed` finds words that
    begin with it, where it is the last; `is_word` is whether it is one as it stands. `entries` is
    how many rows have it in any form, `as_spelt` in this form as of the last refresh. `pattern` is
    what a quoted term is letter for letter, `unquoted` what is asked for beside it; `tiers` find
    the words in rows of each tier of prominence. `corrections` are the words that stand in for one
    that nothing has, the likeliest first. `alternatives` are the terms that "or" joins, if it does.
    """

    text: str
    is_phrase: bool
    spellings: tuple[str, ...]
    query: str
    either: str
    alone: str
    named: str
    lexemes: tuple[str, ...]
    joined_lexemes: tuple[str, ...]
    entries: int
    as_spelt: int
    tiers: Mapping[Tier, str]
    pattern: str = ""
    unquoted: str = ""
    compounds: str = ""
    widened: str = ""
    equivalents: tuple[str, ...] = ()
    widened_lexemes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    is_word: bool = True
    alternatives: tuple[ReadTerm, ...] = ()

    @property
    def each(self) -> tuple[ReadTerm, ...]:
        """Return the terms that "or" joins, or the term alone."""
        return self.alternatives or (self,)

    @property
    def correction(self) -> str:
        """Return the likeliest word that stands in for one that nothing has."""
        return self.corrections[0] if self.corrections else ""

    @property
    def wide(self) -> str:
        """Return the tsquery that finds the term by its own or by other words."""
        return any_of(self.either, self.compounds, self.widened)

    @property
    def unfinished(self) -> str:
        """Return the tsquery that also finds words that begin with it."""
        return any_of(self.wide, *(f"'{lexeme}'" for lexeme in self.completed))

    @property
    def others(self) -> str:
        """Return the tsquery that finds it by any words but its own."""
        return any_of(self.compounds, self.widened, *(f"'{lexeme}'" for lexeme in self.completed))

    @property
    def is_unknown(self) -> bool:
        """Say whether nothing has this word, nor one that begins so or means the same."""
        known = (self.entries, self.pattern, self.named, self.completed, self.widened)
        return not any(known)

    @property
    def bare(self) -> str:
        """Return it as typed, without the signs around it."""
        return re.sub(r"^\W+|\W+$", "", self.text)


def read_term(typed: Term, known: KnownTerm, *, names: Sequence[Name], code: str = "") -> ReadTerm:
    """Return the term that was typed, with what the index knows of it."""
    filed = [name for name in names if not name.is_synonym]
    itself = code_query(parse(typed.text))
    named = any_of(*(name.query for name in filed), itself if known.is_number else "")
    alone = [name.query for name in filed if name.is_alone]
    others = [name for name in names if name.is_synonym]
    has_compounds = typed.is_phrase and " " in known.words and known.entries <= COMPOUNDS_TO
    return ReadTerm(
        text=typed.text,
        is_phrase=typed.is_phrase,
        spellings=known.spellings,
        query=known.query,
        either=any_of(known.query, named, code),
        alone=any_of(known.query, *alone, itself),
        named=named,
        lexemes=known.lexemes,
        joined_lexemes=known.joined_lexemes,
        entries=known.entries,
        as_spelt=known.as_spelt,
        tiers={tier: _in_tier(tier, known, is_phrase=typed.is_phrase) for tier in Tier},
        pattern=_pattern(known.spellings, has_compounds=has_compounds) if typed.is_phrase else "",
        widened=any_of(*(name.query for name in others)),
        compounds=_compounds(known) if has_compounds else "",
        equivalents=tuple(name.label for name in others),
        widened_lexemes=tuple(_lexemes_of(name.query for name in others)),
    )


def pattern_of(spellings: Iterable[str]) -> str:
    """Return the regular expression of words, in normal form, that stand together in a row."""
    return f" ({'|'.join(dict.fromkeys(spellings))}) "


def _pattern(spellings: Iterable[str], *, has_compounds: bool) -> str:
    """Return the pattern of what is quoted, or also of compounds that have the same letters."""
    if not has_compounds:
        return pattern_of(spellings)
    return pattern_of(" ".join(map(" ?".join, words.split())) for words in spellings)


def _compounds(known: KnownTerm) -> str:
    """Return the tsquery for rows that have all words of a phrase, one of them as a compound.

    Compounds stand in the field D, where a quote has nothing else. A body or a text has its own
    words there, too: so "everyday life" may be found where a text has "every day life" and,
    somewhere, "everyday".
    """
    return any_of(
        *(
            all_of(lexeme_query(*lexemes), any_of(*(f"'{lexeme}':D" for lexeme in lexemes)))
            for lexemes in (known.lexemes, known.joined_lexemes)
        )
    )


def _in_tier(tier: Tier, known: KnownTerm, *, is_phrase: bool) -> str:
    """Return the tsquery that finds the term in rows of that tier.

    A tier has lexemes without their places, so the query of several is asked too; of a phrase,
    whose words are compared letter for letter, that would only take time.
    """
    in_tier = lexeme_query(*(f"{tier}{lexeme}" for lexeme in known.lexemes))
    is_enough = is_phrase or known.query == lexeme_query(*known.lexemes)
    return in_tier if is_enough else all_of(in_tier, known.query)


def either_term(alternatives: Sequence[ReadTerm]) -> ReadTerm:
    """Return the term that any of these satisfies, which is the term itself if there is one."""
    if len(alternatives) == 1:
        return alternatives[0]
    patterns = [term.pattern.strip(" ()") for term in alternatives if term.pattern]
    unquoted = [term.unfinished for term in alternatives if not term.is_phrase]
    return ReadTerm(
        text=" or ".join(term.text for term in alternatives),
        is_phrase=all(term.is_phrase for term in alternatives),
        spellings=_chained(term.spellings for term in alternatives),
        query=any_of(*(term.query for term in alternatives)),
        either=any_of(*(term.either for term in alternatives)),
        alone=any_of(*(term.alone for term in alternatives)),
        named=any_of(*(term.named for term in alternatives)),
        lexemes=_chained(term.lexemes for term in alternatives),
        joined_lexemes=_chained(term.joined_lexemes for term in alternatives),
        entries=sum(term.entries for term in alternatives),
        as_spelt=sum(term.as_spelt for term in alternatives),
        tiers={tier: any_of(*(term.tiers[tier] for term in alternatives)) for tier in Tier},
        pattern=pattern_of(patterns) if patterns else "",
        unquoted=any_of(*unquoted) if patterns else "",
        compounds=any_of(*(term.compounds for term in alternatives)),
        widened=any_of(*(term.widened for term in alternatives)),
        equivalents=_chained(term.equivalents for term in alternatives),
        widened_lexemes=_chained(term.widened_lexemes for term in alternatives),
        completed=_chained(term.completed for term in alternatives),
        is_word=all(term.is_word for term in alternatives),
        alternatives=tuple(alternatives),
    )


def _chained(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(values))


def _lexemes_of(queries: Iterable[str]) -> list[str]:
    return [lexeme for query in queries for lexeme in re.findall(r"'([^']+)'", query)]


def code_query(query: Query) -> str:
    """Return the tsquery that finds the entry whose permanent number was typed, if one was."""
    return number_query(*query.code) if query.code else ""
