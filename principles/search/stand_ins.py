"""What stands in for words that were typed: words that begin so, corrections, two words for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from principles.search.corrections import Candidate, Correction, corrections
from principles.search.lookup import Completion
from principles.search.terms import ReadTerm
from principles.search.tsquery import any_of

Alternatives = Sequence[Sequence[ReadTerm]]  # the terms, each as what "or" joins


def completed(terms: Alternatives, begun: Sequence[Completion]) -> Alternatives:
    """Return the terms, the last one with the words that begin as it does."""
    if not terms or not begun or terms[-1][-1].is_phrase:
        return terms
    last = terms[-1][-1]
    lexemes = dict.fromkeys(word.lexeme for word in begun if word.lexeme not in last.lexemes)
    unfinished = replace(last, completed=tuple(lexemes))
    if last.is_unknown:
        entries = sum(word.entries for word in begun)
        unfinished = replace(unfinished, entries=entries, is_word=False)
    return [*terms[:-1], [*terms[-1][:-1], unfinished]]


def parts(terms: Alternatives, parted: Mapping[str, str]) -> dict[str, str]:
    """Return the words that nothing has, as typed, and which two words each of them is.

    `parted` has what the base knows of them, by the words in normal form. A slip of the finger is
    likelier than a space that was left out, so where one explains a word it is not among them.
    """
    return {
        word.text: parted[word.spellings[0]]
        for term in terms
        for word in term
        if word.is_unknown and not word.is_phrase and word.spellings[0] in parted
    }


def corrected(terms: Alternatives, candidates: Sequence[Candidate]) -> Alternatives:
    """Return the terms with what the unknown words may have meant; one query, if any is like one.

    A word keeps company with the other terms, not with its alternatives.
    """
    known = [any_of(*(word.query for word in term if not word.is_unknown)) for term in terms]
    beside = {
        word.spellings[0]: [query for n, query in enumerate(known) if query and n != place]
        for place, term in enumerate(terms)
        for word in term
        if word.is_unknown
    }
    offered = corrections([c for c in candidates if c.typed in beside], beside=beside)
    return [
        [
            _by_other_words(word, offered[word.spellings[0]])
            if word.is_unknown and word.spellings[0] in offered
            else word
            for word in term
        ]
        for term in terms
    ]


def _by_other_words(term: ReadTerm, meant: Sequence[Correction]) -> ReadTerm:
    """Return an unknown term that these words stand in for, the likeliest first."""
    lexemes = tuple(dict.fromkeys(word.lexeme for word in meant))
    return replace(
        term,
        corrections=tuple(dict.fromkeys(word.word for word in meant)),
        entries=sum(word.entries for word in meant),
        widened=any_of(term.widened, *(f"'{lexeme}'" for lexeme in lexemes)),
        widened_lexemes=term.widened_lexemes + lexemes,
    )
