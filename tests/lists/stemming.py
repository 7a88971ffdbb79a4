"""Families of words by their stems, as the search index has them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

BEGINNING = 4  # letters that words of a family have in common

_STEMS = """
SELECT word, (ts_lexize('principles_english', word))[1] FROM unnest(%s::text[]) AS word
"""


def by_stem(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each stem those that are at most two links away and begin alike."""
    pairs = sorted(pairs)
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [sorted({word for pair in pairs for word in pair})])
        stems = dict(cursor.fetchall())
    linked: dict[str, set[str]] = {}
    for one, other in ((stems[one], stems[other]) for one, other in pairs):
        if one != other:
            linked.setdefault(one, set()).add(other)
            linked.setdefault(other, set()).add(one)
    families = {stem: _near(stem, linked) for stem in linked}
    return {stem: " ".join(sorted(family)) for stem, family in families.items() if family}


def _near(stem: str, linked: dict[str, set[str]]) -> set[str]:
    near = linked[stem].union(*(linked[other] for other in linked[stem])) - {stem}
    return {other for other in near if other[:BEGINNING] == stem[:BEGINNING]}
