"""What stands in for words that were typed: completions, corrections, two words for one.

A real word is no typing error: what the lists of the language have is never corrected, nor read as
two words; where it is also written apart, that is another writing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import connection

from principles.search.corrections import Candidate, corrections
from principles.search.function_words import is_function_word
from principles.search.lookup import Completion
from principles.search.terms import ReadTerm, Relative, sides_of
from principles.search.tsquery import any_of
from principles.search.wordlists import family, level
from principles.text import UNSPACED

_HELD = "SELECT lexeme, entries FROM principles_lexeme WHERE lexeme = ANY (%s) AND entries > 0"
ABBREVIATION = 4  # letters
BESIDE = 2  # telling words beside a real one that may be unfinished
_UNSPACED = re.compile(f"[{UNSPACED}]")

Alternatives = Sequence[Sequence[ReadTerm]]  # the terms, each as what "or" joins


def completed(terms: Alternatives, completions: Sequence[Completion]) -> Alternatives:
    """Return the terms, the last one with the words that it may become.

    A real word is one as it stands: beside two telling words at least it may be unfinished even so,
    but no more than that.
    """
    if not terms or not completions or terms[-1][-1].is_phrase:
        return terms
    *others, last = terms[-1]
    longer = tuple(word for word in completions if word.lexeme not in last.known.lexemes)
    if level(last.known.words) is None:
        unfinished = replace(last, stand_ins=replace(last.stand_ins, completions=longer))
    elif sum(not all(word.is_function_word for word in term) for term in terms[:-1]) >= BESIDE:
        unfinished = replace(last, stand_ins=replace(last.stand_ins, longer=longer))
    else:
        return terms
    return [*terms[:-1], [*others, unfinished]]


def parts(terms: Alternatives, parted: Mapping[str, str]) -> dict[str, str]:
    """Return the words that nothing has, as typed, and which two words each of them is.

    `parted` has what the index knows of them, by the words in normal form. A typo is likelier than
    a missing space, so a word that one typo explains is not among them.
    """
    unknown = [word for term in terms for word in term if word.is_unknown and not word.is_phrase]
    found = {word.text: _as_two(word, parted) or _between_signs(word) for word in unknown}
    return {text: words for text, words in found.items() if words}


def _as_two(word: ReadTerm, parted: Mapping[str, str]) -> str:
    """Return the two words that one is; none of a real word, which has other writings."""
    return parted.get(word.known.words, "") if may_be_typo(word) else ""


def _between_signs(word: ReadTerm) -> str:
    """Return the words of one with signs inside (miller&page) that stand nowhere in a row.

    A single letter counts only where there are no others (e-commerce, but R&D). Numbers stay as
    they are, and so do words of scripts without spaces.
    """
    words = word.known.words.split()
    longer = [each for each in words if len(each) > 1]
    if len(words) == 1 or not re.search(r"\w[^\w\s]+\w", word.text) or all(map(str.isdigit, words)):
        return ""
    return "" if _UNSPACED.search(word.text) else " ".join(longer or words)


def may_be_typo(word: ReadTerm) -> bool:
    """Say whether an unknown word may be a typing error: no real word, no abbreviation.

    What is short and in capitals is taken for one.
    """
    is_abbreviation = word.text.isupper() and len(word.text) <= ABBREVIATION
    return level(word.known.words) is None and not is_abbreviation


def related(terms: Alternatives) -> Alternatives:
    """Return the terms with the words of their families; one query if nothing has one of them."""
    families = {
        term: dict.fromkeys(other for lexeme in _stems(term) for other in family(lexeme))
        for alternatives in terms
        for term in alternatives
        if not term.is_phrase
    }
    unknown = [other for term, others in families.items() if term.is_unknown for other in others]
    held: dict[str, int] = {}
    if unknown:
        with connection.cursor() as cursor:
            cursor.execute(_HELD, [unknown])
            held = dict(cursor.fetchall())

    def with_family(term: ReadTerm) -> ReadTerm:
        others = families.get(term, {})
        if term.is_unknown:
            found = tuple(Relative(other, held[other]) for other in others if other in held)
        else:
            found = tuple(Relative(other, 0) for other in others)
        return replace(term, stand_ins=replace(term.stand_ins, family=found))

    return [[with_family(term) for term in alternatives] for alternatives in terms]


def _stems(term: ReadTerm) -> list[str]:
    """Return the lexemes of a real word and of its other spellings.

    A misspelt word may have the stem of a real one: definately, define.
    """
    own = list(term.known.lexemes) if level(term.known.words) else []
    forms = (f for f in (*term.stand_ins.forms, *term.absent) if len(f.positions) == 1)
    return own + [form.lexemes[0] for form in forms if level(form.words)]


def corrected(terms: Alternatives, candidates: Sequence[Candidate]) -> Alternatives:
    """Return the terms, unknown words with their corrections; one query if any has a candidate.

    Candidates are weighed by the other terms, not by alternatives of the same word. No function
    word is one: what it would find has nothing to do with what was typed.
    """
    known = [any_of(*(word.known.query for word in t if not word.is_unknown)) for t in terms]
    beside = {
        word.known.words: [
            *(query for n, query in enumerate(known) if query and n != place),
            *(mate.known.query for mate in side if not mate.is_unknown),
        ]
        for place, term in enumerate(terms)
        for side in sides_of(term)
        for word in side
        if word.is_unknown and may_be_typo(word)
    }
    likely = [c for c in candidates if c.typed in beside and not is_function_word(c.word)]
    offered = corrections(likely, beside=beside)

    def replaced(word: ReadTerm) -> ReadTerm:
        if not word.is_unknown or word.known.words not in offered:
            return word
        likeliest = tuple(dict.fromkeys(offered[word.known.words]))
        return replace(word, stand_ins=replace(word.stand_ins, corrections=likeliest))

    return [[replaced(word) for word in term] for term in terms]
