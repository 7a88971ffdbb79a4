"""Find the stored paragraphs and quotes that pasted words are worth comparing with.

The index leads to rows that have the rarest of the words; whether all stand there in a row is
asked of the row's own words. What stands nowhere as given may have been altered. A text that keeps
more than half of its telling words can have lost so many of the rarest and no more, so rows are
asked for that have the rest: prefix filtering, as in `neighbours`, with a bound that the words
themselves give. Nothing is decided here. The statements stand in `sql/sightings.sql`.

What a text keeps back is looked up apart from all else, so that no other answer depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

MOST_LOST = 5  # of the rarest words that are asked for
ROWS_LOOKED_AT = 40_000  # rows looked at, of all texts together
MOST_READ = 600  # of one text
WITHHELD_READ = 200  # of one text, in texts that are kept back
SOUGHT = 4_000  # characters of a text that are looked for
COUNTED = 1_000  # rows up to which a word that the lexicon does not have is counted

_KNOWN = """
WITH given AS MATERIALIZED (
    SELECT n, principles_qnorm(words) AS words
    FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS pasted(words, n)
), own AS MATERIALIZED (
    SELECT n, lexeme
    FROM given, unnest(tsvector_to_array(to_tsvector('principles', words))) AS lexeme
), known AS MATERIALIZED (
    SELECT lexeme, coalesce(l.entries, principles_rows_holding(lexeme, %(counted)s)) AS entries
    FROM (SELECT DISTINCT lexeme FROM own) AS word LEFT JOIN principles_lexeme l USING (lexeme)
"""
"""The words of each text, and how many rows hold each: the head of the lookups below."""

_SIGHTINGS = f"""{_KNOWN}), rarest AS (
    SELECT n, array_agg(lexeme ORDER BY entries, lexeme) AS lexemes,
        array_agg(entries ORDER BY entries, lexeme) AS entries
    FROM own JOIN known USING (lexeme) GROUP BY n
), total AS (
    SELECT greatest(1, (SELECT entries FROM principles_lexicon)) AS entries
)
SELECT DISTINCT n - 1, s.is_quote, s.number, s.passage, s.part, s.share, s.is_exact
FROM given JOIN rarest USING (n) CROSS JOIN total CROSS JOIN LATERAL principles_sightings(
    words, lexemes, rarest.entries, total.entries, %(lost)s, %(read)s) AS s
ORDER BY 1, s.share DESC, s.is_quote, s.number, s.passage, s.part
"""  # noqa: S608 (constants of this module)


_IN_A_ROW = f"""{_KNOWN}), rarest AS (
    SELECT n, array_agg(lexeme ORDER BY entries, lexeme) AS lexemes
    FROM own JOIN known USING (lexeme) GROUP BY n HAVING min(entries) > 0
)
SELECT DISTINCT n - 1, e.number, e.passage, e.part
FROM given JOIN rarest USING (n)
    CROSS JOIN LATERAL principles_sightings_exact(words, lexemes, %(read)s) AS e
WHERE e.kind = 'source'
ORDER BY 1, 2, 3, 4
"""  # noqa: S608 (constants of this module)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A paragraph of a passage, counted from 1, or a quote; exact if it has the words in a row.

    The heading of a passage belongs to its paragraph 1, which a passage may lack otherwise.

    `share` is the part of the words that it has, the rare ones weighing more, of those that stand
    anywhere.
    """

    is_quote: bool
    number: int
    passage: int
    part: int
    share: float
    is_exact: bool


def sightings(texts: Sequence[str]) -> list[list[Sighting]]:
    """Return for each text where it may stand, the likeliest first; one query for all.

    Paragraphs are those that all may read, quotes are published ones. What is common and short is
    looked for in the first rows alone, fewer the more texts there are.
    """
    different = list(dict.fromkeys(text[:SOUGHT].replace("\0", " ") for text in texts))
    if not different:
        return []
    once: dict[tuple[int, bool, int, int, int], Sighting] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            _SIGHTINGS,
            {
                "texts": different,
                "lost": MOST_LOST,
                "counted": COUNTED,
                "read": min(MOST_READ, ROWS_LOOKED_AT // len(different)),
            },
        )
        for place, *row in cursor.fetchall():
            once.setdefault((place, *row[:4]), Sighting(*row))
    found: dict[str, list[Sighting]] = {text: [] for text in different}
    for (place, *_), sighting in once.items():
        found[different[place]].append(sighting)
    return [found[text[:SOUGHT].replace("\0", " ")] for text in texts]


def in_a_row(texts: Sequence[str]) -> list[list[Sighting]]:
    """Return for each short text the paragraphs that have its words in a row; one query for all.

    Nothing is looked up for a text of which a word stands nowhere.
    """
    if not texts:
        return []
    found: list[list[Sighting]] = [[] for _ in texts]
    with connection.cursor() as cursor:
        cursor.execute(
            _IN_A_ROW,
            {
                "texts": [text.replace("\0", " ") for text in texts],
                "counted": COUNTED,
                "read": min(MOST_READ, ROWS_LOOKED_AT // len(texts)),
            },
        )
        for place, number, passage, part in cursor.fetchall():
            sighting = Sighting(
                is_quote=False, number=number, passage=passage, part=part, share=0, is_exact=True
            )
            found[place].append(sighting)
    return found


_WITHHELD = """
WITH given AS MATERIALIZED (
    SELECT n, principles_qnorm(words) AS words, cited
    FROM unnest(%(texts)s::text[], %(cited)s::boolean[]) WITH ORDINALITY AS pasted(words, cited, n)
), own AS MATERIALIZED (
    SELECT n, lexeme
    FROM given, unnest(tsvector_to_array(to_tsvector('principles', words))) AS lexeme
), rarest AS (
    SELECT n, array_agg(lexeme ORDER BY coalesce(l.entries, 0), lexeme) AS lexemes
    FROM own LEFT JOIN principles_lexeme l USING (lexeme) GROUP BY n
)
SELECT DISTINCT n - 1, e.number, e.passage, e.part
FROM given JOIN rarest USING (n)
    CROSS JOIN LATERAL principles_sightings_withheld(words, lexemes, cited, %(read)s) AS e
ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """Words to look for in a row in texts that are kept back; cited: in cited passages alone."""

    words: str
    cited: bool


def withheld_sightings(probes: Sequence[Probe]) -> dict[Probe, list[Sighting]]:
    """Return the paragraphs that have the words in a row, of texts kept back in part or whole.

    One query for all, none for none. What of it may be said, the caller decides.
    """
    different = list(dict.fromkeys(probes))
    found: dict[Probe, list[Sighting]] = {probe: [] for probe in different}
    if not different:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            _WITHHELD,
            {
                "texts": [probe.words[:SOUGHT].replace("\0", " ") for probe in different],
                "cited": [probe.cited for probe in different],
                "read": WITHHELD_READ,
            },
        )
        for place, number, passage, part in cursor.fetchall():
            sighting = Sighting(
                is_quote=False, number=number, passage=passage, part=part, share=0, is_exact=True
            )
            found[different[place]].append(sighting)
    return found
