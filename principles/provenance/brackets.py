"""What square brackets in a quote may stand for: words that do not change what is said.

A bracket stands in for what the source has between its neighbours, or for nothing. Pronouns,
names and what *this* or *such* points at may be replaced, and a word by another form of it; a
negation on either side, a number, or any other telling word makes the quote altered. Pure: no
Django.
"""

from __future__ import annotations

import re

from principles.provenance.collation import denies, ends_clause, negations
from principles.provenance.prepared import Prepared
from principles.provenance.telling import Telling, plain
from principles.text import Span, words

DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
WEIGHTY = frozenset(
    """after all always any before both can could down each every few less many may might more most
    must never off on once one only out over same shall should some two under up will would
    """.split()  # noqa: SIM905 - reads as a list of words
)
"""Words that are common and yet change what is said: how many, how certain, which way."""
_MODALS = {"would": "will", "could": "can", "might": "may", "should": "shall"}
_NEAR = 60  # characters in which the word before or after the replaced ones is looked for


def negates(text: str) -> bool:
    """Tell whether words in brackets, or those that they stand for, have a negation."""
    return bool(negations(text)) or denies(text)


def may_replace(bracket: str, span: Span, passage: Prepared, *, telling: Telling) -> bool:
    """Tell whether the words of a bracket may stand for that span of the passage."""
    start, end = span
    replaced = passage.text[start:end]
    if negates(bracket) or negates(replaced):
        return False
    theirs = {_stem(plain(bracket[a:b])) for a, b in words(bracket)}
    before = _word_before(start, passage.text)
    is_in_name = False
    for first, last in words(replaced):
        word = replaced[first:last]
        is_in_name = _is_name(word, start + first, passage, is_after_name=is_in_name)
        is_pointed_at = before in DEMONSTRATIVES and not _goes_on(start + last, passage, telling)
        before = plain(word)
        is_weighty = telling(word) or before in WEIGHTY
        if is_weighty and not (is_in_name or is_pointed_at or _stem(before) in theirs):
            return False
    return True


def _word_before(place: int, text: str) -> str:
    before = text[max(0, place - _NEAR) : place]
    last = list(words(before))[-1:]
    return plain(before[slice(*last[0])]) if last else ""


def _goes_on(place: int, passage: Prepared, telling: Telling) -> bool:
    """Tell whether a telling word follows in the clause: *idea* does in *this new idea*."""
    after = passage.text[place : place + _NEAR]
    word = next(words(after), None)
    return bool(word and not ends_clause(after[: word[0]]) and telling(after[slice(*word)]))


def _is_name(word: str, place: int, passage: Prepared, *, is_after_name: bool) -> bool:
    """Tell whether the word at that place is part of a name: capitalised inside a sentence.

    Where a sentence begins, the text has to have it so elsewhere, too; a figure may follow.
    """
    if word.isdecimal():
        return is_after_name
    if not word[:1].isupper():
        return False
    sentence = passage.sentences_around((place, place + len(word)))[0]
    if any(words(passage.text[sentence:place])):
        return True
    elsewhere = re.compile(rf"[^\W\d_][,;:]?\s+{re.escape(word)}\b")
    small = re.compile(rf"\b{re.escape(word[0].lower() + word[1:])}\b")
    return bool(elsewhere.search(passage.text)) and not small.search(passage.text)


def _stem(word: str) -> str:
    """Return what inflected forms of a word have in common; for comparison alone."""
    stem = _MODALS.get(word, word).removesuffix("'s")
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST_STEM:
            stem = stem.removesuffix(ending) + put
            break
    stem = stem.removesuffix("e")
    return stem[:-1] if len(stem) > _SHORTEST_STEM and stem[-1:] == stem[-2:-1] else stem


_SHORTEST_STEM = 2
