"""What of the base bears a name that is being typed, by any of its words, the last unfinished.

Each kind has a statement and an index of its own: together they are what a reader may go to, apart
the values that an operator takes. Names that begin as what was typed come first, so they are looked
for by themselves, and the others only where these are too few. Each name is asked whether it is
public as it comes up, where OFFSET keeps the planner from asking it of all at once, so that drafts
keep nobody's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

CONSIDERED = 100  # public names of a kind that match, before the first by the alphabet are chosen
SHORTEST = 2  # letters of a source's name; one would be in half of them

_PRINCIPLES = """
SELECT 'principle' AS kind, number, name::text, slug::text, NULL::int AS year,
    (SELECT alias FROM unnest(aliases) AS alias
        WHERE NOT principles_name_words(ARRAY[name]::text[]) @@ principles_name_query(%(typed)s)
        AND principles_name_words(ARRAY[alias]::text[]) @@ principles_name_query(%(typed)s)
        LIMIT 1) AS alias,
    NOT starts_with(lower(name), %(begins)s) AS is_inside, lpad(position::text, 9, '0') AS place
FROM principles_principle WHERE status = 'published'
    AND principles_name_words(array_prepend(name::text, aliases::text[]))
        @@ principles_name_query(%(typed)s)
ORDER BY is_inside, place LIMIT %(most)s
"""

_PEOPLE = """
SELECT 0 AS number, name::text, slug::text, NULL::int AS year, sort_name::text AS place
FROM principles_person p
WHERE principles_name_words(ARRAY[name, sort_name]::text[]) @@ principles_name_query(%(typed)s)
AND (EXISTS (SELECT FROM principles_attribution a
        JOIN principles_quote q ON q.number = a.quote_id AND q.status = 'published'
        WHERE a.person_id = p.id OFFSET 0)
    OR EXISTS (SELECT FROM principles_contribution c
        JOIN principles_searchentry e
            ON e.kind = 'source' AND e.number = c.source_id AND e.part = 0 AND e.public
        WHERE c.person_id = p.id OFFSET 0))
"""

_SOURCES = """
SELECT number, title::text AS name, slug::text, year::int, title::text AS place
FROM principles_source s
WHERE %(with_sources)s
AND principles_name_words(ARRAY[title]::text[]) @@ principles_name_query(%(typed)s)
AND EXISTS (SELECT FROM principles_searchentry e
    WHERE e.kind = 'source' AND e.number = s.number AND e.part = 0 AND e.public OFFSET 0)
"""

_TAGS = """
SELECT 0 AS number, name::text, slug::text, NULL::int AS year, name::text AS place
FROM principles_tag t
WHERE principles_name_words(ARRAY[name]::text[]) @@ principles_name_query(%(typed)s)
AND (EXISTS (SELECT FROM principles_quotetag l
        JOIN principles_quote q ON q.number = l.quote_id AND q.status = 'published'
        WHERE l.tag_id = t.id OFFSET 0)
    OR EXISTS (SELECT FROM principles_principletag l
        JOIN principles_principle p ON p.number = l.principle_id AND p.status = 'published'
        WHERE l.tag_id = t.id OFFSET 0))
"""

_BEGUN_FIRST = """
WITH begun AS MATERIALIZED (
    SELECT *, false AS is_inside FROM ({public}) named
    WHERE starts_with(lower(name), %(begins)s) LIMIT %(considered)s
), inside AS MATERIALIZED (
    SELECT *, true AS is_inside FROM ({public}) named
    WHERE NOT starts_with(lower(name), %(begins)s) AND (SELECT count(*) FROM begun) < %(most)s
    LIMIT %(considered)s
)
SELECT '{kind}' AS kind, number, name, slug, year, NULL AS alias, is_inside, place
FROM (SELECT * FROM begun UNION ALL SELECT * FROM inside) named
ORDER BY is_inside, place, year, slug LIMIT %(most)s
"""

_SHOWN = "SELECT kind, number, name, slug, year, coalesce(alias, '')"
_OF_KIND = {
    "principle": _PRINCIPLES,
    "person": _BEGUN_FIRST.format(kind="person", public=_PEOPLE),
    "source": _BEGUN_FIRST.format(kind="source", public=_SOURCES),
    "tag": _BEGUN_FIRST.format(kind="tag", public=_TAGS),
}
DIRECT = tuple(_OF_KIND)  # kinds that are offered to go to


@dataclass(frozen=True, slots=True)
class Named:
    """An entry whose name matches; `alias` is the other name that does, where its own does not."""

    kind: str
    number: int
    name: str
    slug: str
    year: int | None = None
    alias: str = ""


def named(typed: str, *kinds: str, most: int) -> tuple[Named, ...]:
    """Return up to so many public entries of each kind, those that begin so first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(of_kind(*kinds), asked(typed, most=most))
        return tuple(Named(*row) for row in cursor.fetchall())


def of_kind(*kinds: str) -> str:
    """Return the statement that finds names of these kinds."""
    several = " UNION ALL ".join(f"({_OF_KIND[kind]})" for kind in kinds)
    return f"{_SHOWN} FROM ({several}) named ORDER BY kind, is_inside, place, year, slug"


def asked(typed: str, *, most: int) -> dict[str, Any]:
    """Return the parameters of that statement."""
    return {
        "typed": typed,
        "begins": typed.strip().lower(),
        "with_sources": len(typed.strip()) >= SHORTEST,
        "considered": CONSIDERED,
        "most": most,
    }
