"""Find entries by a name that is being typed: by any of its words, the last of them a prefix.

Names that begin as typed come first. Each kind has two indexes of its own, of prefixes and of
words. All kinds together are what a reader may go to, a single kind the values that an operator
takes. The statements stand in suggestions.sql.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from principles.models.titles import reference_title

CONSIDERED = 100  # public names of a kind with the words, of which the first are taken
DIRECT = ("principle", "person", "source", "tag")  # kinds that are offered to go to

_NAMED = """
SELECT n.kind, n.number, n.name, n.slug, n.year, coalesce(n.alias, ''), coalesce(
    (SELECT s.publisher FROM principles_source s
    WHERE n.kind = 'source' AND s.number = n.number), '')
FROM principles_named(%(kinds)s, %(typed)s, %(most)s, %(considered)s) AS n
"""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry whose name matches; `alias` is the one that does, if its own name does not.

    `publisher` is that of a source.
    """

    kind: str
    number: int
    name: str
    slug: str
    year: int | None = None
    alias: str = ""
    publisher: str = ""

    @property
    def reference(self) -> str:
        """Return the name by which the site refers to it, with a generic title's publisher."""
        return reference_title(self.name, self.publisher)


def named(typed: str, *kinds: str, most: int) -> tuple[Named, ...]:
    """Return up to `most` public entries of each kind, those that begin so first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMED,
            {
                "kinds": list(kinds),
                "typed": typed.strip(),
                "most": most,
                "considered": CONSIDERED,
            },
        )
        return tuple(Named(*row) for row in cursor.fetchall())
