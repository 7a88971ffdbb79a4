"""Find quotes that have what is being typed in a row, and words a letter away from those typed.

The statements stand in continuing.sql. Stems narrow what is looked through and the words themselves
decide, as the stem of half a word is not half of the stem.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from principles.search.query import parse
from principles.search.scan import Kind, Token, edited, last_word
from principles.search.wordlists import level

LOOKED_THROUGH = 3_000  # rows that have the rarest of the words typed
MOST_FORGIVEN = 3  # words that are tried for one
SHORTEST = 4  # letters of a word in which one may be wrong

_CONTINUED = """
SELECT number, quote, word FROM principles_continued(%(typed)s, %(most)s, %(looked_through)s)
"""
_FORGIVEN = """
SELECT typed.place, near.word
FROM unnest(%(words)s::text[]) WITH ORDINALITY AS typed(word, place)
CROSS JOIN LATERAL principles_one_letter_off(principles_qnorm(typed.word),
    typed.place = %(begun)s, %(looked_up)s, %(most)s) WITH ORDINALITY AS near(word, rank)
ORDER BY typed.place, near.rank
"""


@dataclass(frozen=True, slots=True)
class Continued:
    """A quote that goes on as typed; `word` is what the last word becomes in it, if unfinished."""

    number: int
    text: str
    word: str = ""


def continued(typed: str, *, most: int) -> tuple[Continued, ...]:
    """Return quotes that have the words typed in a row, two at least; one query."""
    if len(parse(typed).terms) < 2:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_CONTINUED, {"typed": typed, "most": most, "looked_through": LOOKED_THROUGH})
        return tuple(Continued(*row) for row in cursor.fetchall())


def forgiven(typed: str, *, looked_up: int) -> tuple[str, ...]:
    """Return the text with words of the base for words a letter away; one query if any may be.

    A real word is no typing error. The last word may be wrong in its beginning and go on.
    """
    last = last_word(typed)
    tokens = [token for token in parse(typed).tokens if _may_be_wrong(token)]
    if not tokens:
        return ()
    is_begun = tokens[-1].text == last.text and bool(last.text)
    with connection.cursor() as cursor:
        cursor.execute(
            _FORGIVEN,
            {
                "words": [token.text for token in tokens],
                "begun": len(tokens) if is_begun else 0,
                "looked_up": looked_up,
                "most": MOST_FORGIVEN,
            },
        )
        rows = cursor.fetchall()
    near: dict[int, list[str]] = {}
    for place, word in rows:
        near.setdefault(place - 1, []).append(word)
    if not near:
        return ()
    *_, final = near
    others = [(tokens[place], words[0]) for place, words in near.items() if place != final]
    text = parse(typed).text
    return tuple(edited(text, [*others, (tokens[final], word)]) for word in near[final])


def _may_be_wrong(token: Token) -> bool:
    is_word = token.kind is Kind.WORD and len(token.text) >= SHORTEST and token.text.isalpha()
    return is_word and level(token.text.lower()) is None
