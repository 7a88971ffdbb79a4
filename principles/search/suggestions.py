"""Suggest while a reader types: words, quotes that go on as typed, and entries of that name.

Completions are the commonest words with that prefix. If the word before is rare enough to read all
its entries, they are words of these entries; where quotes have what was typed in a row, the words
by which these go on. A rare completion is looked up in the index, since it may have been withdrawn
after the words were read. After an operator come the values that it takes. Where nothing is found
so, one wrong letter in each word is forgiven.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import connection

from principles.search.continued import Continued, continued, forgiven
from principles.search.deadline import deadline
from principles.search.named import DIRECT, Named, named
from principles.search.numbered import Numbered, numbered
from principles.search.query import parse
from principles.search.scan import edited, last_word
from principles.search.values import LOOKED_UP, Unfinished, unfinished, values

LONGEST_TYPED = 256  # characters; longer texts are pasted, not typed
MOST_MILLISECONDS = 500
COMPLETED = 6
NAMED = 3  # of each kind
LOOKED_UP_ENTRIES = 200  # entries of a stem; a word of one that has more is there in some form
MOST_BESIDE = 300  # entries of a word that are read for what stands beside it

_COMPLETIONS = """
SELECT word FROM principles_completed(
    principles_qnorm(%(before)s), principles_qnorm(%(last)s),
    %(company)s, %(looked_up)s, %(most)s)
"""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions for what was typed, the likeliest first; completions are whole queries."""

    typed: str = ""
    completions: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    quotes: tuple[Continued, ...] = ()

    def of_kind(self, kind: str) -> tuple[Named, ...]:
        """Return the entries of that kind: principle, person, source or tag."""
        return tuple(entry for entry in self.named if entry.kind == kind)


def suggest(typed: str) -> Suggestions:
    """Return up to six completions and three entries of each kind; six queries at most.

    Empty for what nobody types. TooBroadError where it takes too long to be of use.
    """
    if len(typed) > LONGEST_TYPED or not any(character.isalnum() for character in typed):
        return Suggestions(typed)
    if operator := unfinished(typed):
        return Suggestions(typed, _in_operator(typed, operator))
    with deadline(MOST_MILLISECONDS):
        query = parse(typed)
        entries = numbered(query, most=NAMED)
        if query.names_an_entry and entries != Numbered():
            return Suggestions(typed, named=entries.named, quotes=entries.quotes)
        found = _found(typed)
        found = replace(found, named=(*entries.named, *found.named))
        if found != Suggestions(typed):
            return found
        meant = forgiven(typed, looked_up=LOOKED_UP_ENTRIES)
        if not meant:
            return found
        likeliest = _found(meant[0])
        completions = tuple(dict.fromkeys([*meant, *likeliest.completions]))[:COMPLETED]
        return replace(likeliest, typed=typed, completions=completions)


def _found(text: str) -> Suggestions:
    """Return what the text is completed to and what is called so; three queries at most."""
    quotes = continued(text, most=NAMED)
    last = last_word(text)
    words = dict.fromkeys(quote.word for quote in quotes if quote.word not in ("", last.text))
    completions = tuple(edited(text, [(last, word)]) for word in words)
    is_settled = bool(quotes) and len(parse(text[: last.start]).terms) > 1
    return Suggestions(
        text,
        completions if is_settled else _words(text),
        named(text, *DIRECT, most=NAMED),
        quotes,
    )


def _in_operator(typed: str, operator: Unfinished) -> tuple[str, ...]:
    """Return values of the operator; if it has none, completions of what may be words after it."""
    if operator.facet not in LOOKED_UP and not operator.may_be_words:
        return values(operator)
    with deadline(MOST_MILLISECONDS):
        return values(operator) or (_words(typed) if operator.may_be_words else ())


def _words(typed: str) -> tuple[str, ...]:
    """Return the queries that complete the word at the end."""
    last = last_word(typed)
    if not last.text.strip("'’") or any(character.isdigit() for character in last.text):
        return ()  # a number is not the beginning of another
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPLETIONS,
            {
                "before": parse(typed[: last.start]).said,
                "last": last.text,
                "company": MOST_BESIDE,
                "looked_up": LOOKED_UP_ENTRIES,
                "most": COMPLETED,
            },
        )
        return tuple(edited(typed, [(last, word)]) for (word,) in cursor.fetchall())
