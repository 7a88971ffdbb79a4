"""Find entries by a name that is being typed: by any of its words, the last of them a prefix.

Names that begin as typed come first. Each kind has two indexes of its own, of prefixes and of
words. All kinds together are what a reader may go to, a single kind the values that an operator
takes. The statements stand in suggestions.sql.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from principles.models.titles import reference_title

CONSIDERED = 100  # public names of a kind with the words, of which the first are taken
DIRECT = ("principle", "person", "source", "tag")  # kinds that are offered to go to

_NAMED = """
SELECT kind, number, name, slug, year, coalesce(alias, ''), publisher FROM principles_named(
    %(kinds)s, %(typed)s, %(most)s, %(considered)s)
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
    def called(self) -> str:
        """Return how it is referred to: a generic title with its publisher."""
        return reference_title(self.name, self.publisher)


def named(typed: str, *kinds: str, most: int) -> tuple[Named, ...]:
    """Return up to `most` public entries of each kind, those that begin so first; one query."""
    return _looked_up(typed.strip(), kinds, most) if typed.strip() else ()


def first_by_name(kind: str, *, most: int) -> tuple[Named, ...]:
    """Return the first public entries of a kind, principles by their place; one query."""
    return _looked_up("", (kind,), most)


def _looked_up(typed: str, kinds: Sequence[str], most: int) -> tuple[Named, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMED,
            {"kinds": list(kinds), "typed": typed, "most": most, "considered": CONSIDERED},
        )
        return tuple(Named(*row) for row in cursor.fetchall())
