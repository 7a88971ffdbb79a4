"""What is marked of an entry: only what matched, function words only inside words in a row."""

from __future__ import annotations

import re

from principles.search.found import Hit
from principles.search.reading import Reading
from principles.search.snippets import Marks
from principles.text import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")


def told(hit: Hit, reading: Reading) -> frozenset[str]:
    """Return the forms by which it was found: where it has a word, no other in that one's place."""
    there = set(hit.forms.values())
    found = {
        stem
        for term in reading.each
        for stem in term.lexemes & there or {*term.stand_ins.lexemes, *term.stand_ins.completed}
    }
    return frozenset(form for form, stem in hit.forms.items() if stem in found)


def marks_of(hit: Hit, reading: Reading) -> Marks:
    """Return what is marked of an entry: words by which it was found, and words in a row.

    What was quoted stands together, and so do the letters of a word in a script without spaces.
    Function words are marked only as a part of all the words in a row.
    """
    forms = told(hit, reading)
    together = [
        tuple(spelling.split())
        for term in reading.each
        for spelling in term.known.spellings
        if term.is_phrase or _UNSPACED.search(spelling)
    ]
    together += [
        tuple(form.words.split())
        for term in reading.each
        for form in term.stand_ins.forms
        if form.is_phrase
    ]
    if hit.is_in_a_row:
        together += reading.sentences
    alone = {words[0] for words in together if len(words) == 1}
    loose = {form for form in forms if not _UNSPACED.search(form)}
    return Marks(frozenset(loose | alone), tuple(together))


def with_reasons(marks: Marks, reading: Reading) -> Marks:
    """Return the marks with the names and years that narrow the results, for where these stand."""
    return Marks(marks.forms | reading.reasons, marks.phrases)
