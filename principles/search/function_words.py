"""Words that hold a sentence together and tell nothing of what it is about: "the", "what", "isn't".

A closed list, for English alone. They count where words stand in a row, and where nothing else was
typed; they never decide what is found, in which tier, or what is marked and advised. The list is
Snowball's (http://snowball.tartarus.org/algorithms/english/stop.txt) with the modal verbs and
prepositions that it lacks, and without those that a maxim may turn on: own, same, few, more, most.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import dropwhile

from principles.search.query import Query
from principles.search.wordlists import is_english
from principles.search.writings import CONTRACTIONS, normal

_PRONOUNS = (
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his"
    " himself she her hers herself it its itself they them their theirs themselves"
    " this that these those who whom whose which what whatever whoever there here"
)
_VERBS = (
    "am is are was were be been being have has had having do does did doing"
    " can could will would shall should may might must ought"
)
_JOINING = (
    "a an the and but if or nor as than then so because although though unless until while whether"
    " when where why how no not only too very just any all some such each both ever"
)
_PREPOSITIONS = (
    "of at by for with without within about against among between into onto through during before"
    " after above below to from up down in out on off over under upon per via since"
)
KEPT = 8_192  # answers
FUNCTION_WORDS = frozenset(f"{_PRONOUNS} {_VERBS} {_JOINING} {_PREPOSITIONS}".split())


def is_function_word(words: str) -> bool:
    """Say whether it is one, or a contraction of them, in normal form; never but in English."""
    return is_english() and _holds_together(words)


@lru_cache(maxsize=KEPT)
def _holds_together(words: str) -> bool:
    each = CONTRACTIONS.get(words, words).split()
    return bool(each) and FUNCTION_WORDS.issuperset(each)


def sentences(query: Query) -> tuple[tuple[str, ...], ...]:
    """Return the words in a row, in normal form, and the same without function words around them.

    None where there is no function word among others, or "or" joins any words.
    """
    words = tuple(word for text in query.spoken for word in normal(text).split())
    telling = [word for word in words if not is_function_word(word)]
    if len(telling) in (0, len(words)) or any(term.is_alternative for term in query.terms):
        return ()
    begun = tuple(dropwhile(is_function_word, words))
    core = tuple(dropwhile(is_function_word, begun[::-1]))[::-1]
    return tuple(dict.fromkeys([words, core]))
