"""A term read: what was typed, what the index knows of it, and what stands in for it.

These are three types, made by three stages: `query.Term`, `lookup.KnownTerm` and `StandIns`. A
`ReadTerm` holds one of each; what follows from them together is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from principles.search.corrections import Correction
from principles.search.function_words import is_function_word
from principles.search.joining import Term
from principles.search.lookup import Completion, Form, KnownTerm, Name

COMPOUNDS_TO = 1_000  # rows with all words of a phrase, up to which compounds are looked into


@dataclass(frozen=True, slots=True)
class Relative:
    """A word of the family of one that was typed, as a lexeme, and how many rows have it."""

    lexeme: str
    entries: int


@dataclass(frozen=True, slots=True)
class StandIns:
    """Other words that find a term.

    Editors say which words are `equivalents`. `forms` are other writings of the term that are
    there; `family` are words that are derived from it, or it from them. `corrections` replace a
    word that nothing has, the likeliest first. `completions` are longer words that the last one may
    become; words that begin with a real one are `longer`: they say what comes first among entries
    that lack it, and do not count for it.
    """

    equivalents: tuple[Name, ...] = ()
    corrections: tuple[Correction, ...] = ()
    completions: tuple[Completion, ...] = ()
    longer: tuple[Completion, ...] = ()
    forms: tuple[Form, ...] = ()
    family: tuple[Relative, ...] = ()

    @property
    def entries(self) -> int:
        """Return how many rows have any but an equivalent, at most."""
        corrected = sum(word.entries for word in self.corrections)
        written = sum(form.entries for form in self.forms)
        related = sum(word.entries for word in self.family)
        return corrected + written + related + sum(word.entries for word in self.completions)

    @property
    def completed(self) -> tuple[str, ...]:
        """Return the lexemes of the completions."""
        return tuple(dict.fromkeys(word.lexeme for word in self.completions))

    @property
    def corrected(self) -> tuple[str, ...]:
        """Return the lexemes of the corrections."""
        return tuple(dict.fromkeys(word.lexeme for word in self.corrections))

    @property
    def lexemes(self) -> frozenset[str]:
        """Return the lexemes of all but the completions, of what is written as one word."""
        single = (form.lexemes for form in self.forms if not form.is_phrase)
        equivalents = (name.lexemes for name in self.equivalents)
        return frozenset(self.corrected).union(self.related, *single, *equivalents)

    @property
    def related(self) -> tuple[str, ...]:
        """Return the lexemes of the family."""
        return tuple(word.lexeme for word in self.family)


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A term that was typed, with what the index knows of it and what stands in for it.

    `names` are the tags and principles that it names, alone or with other words of the query,
    `absent` its other writings by which nothing is searched.
    """

    typed: Term
    known: KnownTerm
    names: tuple[Name, ...] = ()
    stand_ins: StandIns = StandIns()
    absent: tuple[Form, ...] = ()

    @property
    def text(self) -> str:
        """Return it as typed, without a minus or quotation marks."""
        return self.typed.text

    @property
    def is_phrase(self) -> bool:
        """Say whether it was quoted, to be found letter for letter."""
        return self.typed.is_phrase

    @property
    def is_named(self) -> bool:
        """Say whether it names a tag or principle, or is the number of an entry."""
        return bool(self.names or (self.known.is_number and self.typed.code))

    @property
    def is_function_word(self) -> bool:
        """Say whether it only holds a sentence together, and is no name and no abbreviation."""
        is_abbreviation = len(self.text) > 1 and self.text.isupper()
        is_name = is_abbreviation or self.is_phrase or any(name.is_alone for name in self.names)
        return not is_name and is_function_word(self.known.words)

    @property
    def lexemes(self) -> frozenset[str]:
        """Return the lexemes of its own words, in either spelling."""
        return frozenset((*self.known.lexemes, *self.known.joined_lexemes))

    @property
    def is_word(self) -> bool:
        """Say whether it is a word as it stands, and not just the beginning of others."""
        return self._is_found or not self.stand_ins.completions

    @property
    def is_unknown(self) -> bool:
        """Say whether nothing has this word, and nothing stands in for it."""
        others = replace(self.stand_ins, equivalents=(), longer=())
        return not (self._is_found or others != StandIns())

    @property
    def is_reworded(self) -> bool:
        """Say whether nothing has this word, but another writing of it or a word of its family."""
        return not self._is_found and bool(self.stand_ins.forms or self.stand_ins.family)

    @property
    def _is_found(self) -> bool:
        """Say whether anything is found by it without corrections and completions."""
        has_words = self.known.entries or self.is_phrase
        return bool(has_words or self.is_named or self.stand_ins.equivalents)

    @property
    def entries(self) -> int:
        """Return how many rows have it in any form; if none can, what replaces it."""
        return self.known.entries if self._is_found else self.stand_ins.entries

    @property
    def correction(self) -> str:
        """Return the likeliest word that replaces one that nothing has."""
        return self.stand_ins.corrections[0].word if self.stand_ins.corrections else ""

    @property
    def has_compounds(self) -> bool:
        """Say whether rows are looked into that have words of a phrase as a compound: e-mail."""
        is_several = self.is_phrase and " " in self.known.words
        return is_several and self.known.entries <= COMPOUNDS_TO

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return the regular expressions of what was quoted, in normal form; none of a word.

        They match compounds with the same letters, too, where these are looked into.
        """
        if not self.is_phrase:
            return ()
        if not self.has_compounds:
            return self.known.spellings
        return tuple(" ".join(map(" ?".join, s.split())) for s in self.known.spellings)


def sides_of(terms: Sequence[ReadTerm]) -> list[list[ReadTerm]]:
    """Return the terms that "or" joins, those together that stand on one side of it."""
    sides: list[list[ReadTerm]] = []
    for term in terms:
        if not (term.typed.is_continued and sides):
            sides.append([])
        sides[-1].append(term)
    return sides


def telling_sides(terms: Sequence[ReadTerm]) -> list[list[ReadTerm]]:
    """Return the sides of an "or" without function words, unless there is nothing else."""
    sides = sides_of(terms)
    telling = [[term for term in side if not term.is_function_word] for side in sides]
    return [side for side in telling if side] or sides


def pattern_of(wordings: Iterable[str]) -> str:
    """Return the regular expression of words, in normal form, that stand together in a row."""
    return f" ({'|'.join(dict.fromkeys(wordings))}) "
