"""What a reader may be about to type: the word being typed, and what bears the name.

Completions are the commonest words with that beginning, those first that stand beside the rarest
word before, if it is rare enough to read all that it stands in. Rare ones are looked up in what the
public sees now, as one may have been withdrawn since the words were read. Names are matched by any
of their words, the last of them unfinished, through indexes of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from principles.search.deadline import deadline

LONGEST_TYPED = 256  # characters; longer texts are pasted, not typed
LONGEST = 500  # milliseconds
COMPLETED = 6
NAMED = 3  # of each kind
CONSIDERED = 100  # names of a kind that match, before the best are chosen
LOOKED_UP = 200  # entries of a stem; a word of one that has more is there in some form
COMPANY = 300  # entries of a word that are read for what stands beside it
SHORTEST = 2  # letters of a source's name; one would be in half of them

_LAST_WORD = re.compile(r"(?:[^\W_]|['’])*\Z")

_COMPLETIONS = """
WITH asked AS MATERIALIZED (
    SELECT principles_qnorm(%(last)s) AS beginning,
        plainto_tsquery('principles', principles_qnorm(%(before)s)) AS beside
), rarest AS MATERIALIZED (
    SELECT phraseto_tsquery('principles', word) AS query FROM (
        SELECT word, coalesce((SELECT entries FROM principles_lexeme
            WHERE lexeme = (ts_lexize('principles_english', word))[1]), 0) AS entries
        FROM string_to_table(principles_qnorm(%(before)s), ' ') AS word WHERE word <> '') w
    WHERE entries <= %(company)s ORDER BY entries LIMIT 1
), candidate AS (
    SELECT c.word, c.entries AS together
    FROM rarest, asked, principles_completed_beside(query, beside, beginning, %(company)s) AS c
    UNION ALL
    SELECT word, 0 FROM asked, principles_completion c, unnest(c.words) AS word
    WHERE c.prefix = beginning
    UNION ALL (
    SELECT word, 0 FROM asked, principles_word
    WHERE length(beginning) > 3 AND word ~>=~ beginning AND word ~<~ (beginning || chr(1114111))
    ORDER BY entries DESC, word LIMIT 25)
)
SELECT word FROM (
    SELECT c.word, max(c.together) AS together, coalesce(w.entries, 0) AS entries, l.entries AS rows
    FROM candidate c
    LEFT JOIN principles_word w USING (word) LEFT JOIN principles_lexeme l USING (lexeme)
    WHERE c.word <> (SELECT beginning FROM asked)
    GROUP BY c.word, w.entries, l.entries ORDER BY 2 DESC, 3 DESC, 1 OFFSET 0
) likely
WHERE together > 0 OR rows > %(looked_up)s
    OR principles_stands(phraseto_tsquery('principles', word), word)
LIMIT %(most)s
"""

# Of each kind the first that match are put in order, and then looked at until enough are public:
# one after another, where OFFSET keeps the planner from asking it of all people at once.
_NAMED = """
WITH principle AS (
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
), person AS (
    SELECT 'person', 0, name::text, slug::text, NULL::int, NULL, is_inside, sort_name::text FROM (
        SELECT *, NOT starts_with(lower(name), %(begins)s) AS is_inside FROM (
            SELECT * FROM principles_person
            WHERE principles_name_words(ARRAY[name, sort_name]::text[])
                @@ principles_name_query(%(typed)s) LIMIT %(considered)s) matching
        ORDER BY is_inside, sort_name, slug OFFSET 0) p
    WHERE EXISTS (SELECT FROM principles_attribution a
            JOIN principles_quote q ON q.number = a.quote_id AND q.status = 'published'
            WHERE a.person_id = p.id OFFSET 0)
        OR EXISTS (SELECT FROM principles_contribution c
            WHERE c.person_id = p.id AND principles_source_is_public(c.source_id) OFFSET 0)
    LIMIT %(most)s
), source AS (
    SELECT 'source', number, title::text, slug::text, year::int, NULL, is_inside, title::text FROM (
        SELECT *, NOT starts_with(lower(title), %(begins)s) AS is_inside FROM (
            SELECT * FROM principles_source WHERE %(with_sources)s
                AND principles_name_words(ARRAY[title]::text[]) @@ principles_name_query(%(typed)s)
            LIMIT %(considered)s) matching
        ORDER BY is_inside, title, year, slug OFFSET 0) s
    WHERE principles_source_is_public(number) LIMIT %(most)s
)
SELECT kind, number, name, slug, year, coalesce(alias, '') FROM (
    SELECT * FROM principle UNION ALL SELECT * FROM person UNION ALL SELECT * FROM source) named
ORDER BY kind, is_inside, place, year, slug
"""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry whose name matches; `alias` is the other name that does, where its own does not."""

    kind: str
    number: int
    name: str
    slug: str
    year: int | None = None
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be meant by what was typed, the likeliest first; completions are whole queries."""

    typed: str = ""
    completions: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()

    def of_kind(self, kind: str) -> tuple[Named, ...]:
        """Return the entries of that kind: principle, person or source."""
        return tuple(entry for entry in self.named if entry.kind == kind)


def suggest(typed: str) -> Suggestions:
    """Return up to six completions and three entries of each kind; three queries at most.

    Empty for what nobody types. TooBroadError where it takes too long to be of use.
    """
    if len(typed) > LONGEST_TYPED or not any(character.isalnum() for character in typed):
        return Suggestions(typed)
    last = _LAST_WORD.search(typed)
    before = typed[: last.start()] if last else typed
    with deadline(LONGEST):
        return Suggestions(typed, _completions(before, typed[len(before) :]), _named(typed))


def _completions(before: str, last: str) -> tuple[str, ...]:
    if not last.strip("'’") or any(character.isdigit() for character in last):
        return ()  # a number is not the beginning of another
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPLETIONS,
            {
                "before": before,
                "last": last,
                "company": COMPANY,
                "looked_up": LOOKED_UP,
                "most": COMPLETED,
            },
        )
        return tuple(before + word for (word,) in cursor.fetchall())


def _named(typed: str) -> tuple[Named, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMED,
            {
                "typed": typed,
                "begins": typed.strip().lower(),
                "with_sources": len(typed.strip()) >= SHORTEST,
                "considered": CONSIDERED,
                "most": NAMED,
            },
        )
        return tuple(Named(*row) for row in cursor.fetchall())
