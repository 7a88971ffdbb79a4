"""What is searched: one row for each quote, principle and source record, and stored paragraph.

The database itself keeps the table true, inside the transaction that writes: triggers on every
table that feeds it (`sql/following.sql`) call `principles_search_refresh` (`writing.sql`
beside it; `rows.sql` makes a row, `rebuild.sql` all of them), and nothing else writes here.
Tags and principles stand in a quote's row as the lexemes `#t12` and `#p4`, never by name, so
renaming one touches no other row. What is only said about an entry (a note, the heading over a
quote, an ISBN) has the lowest weight and makes no row prominent. What a filter can ask for stands
in the vector too, so one index serves words and filters; `facets` beside it serves the counts,
every value of every facet as one number, because counting one array is what a search of many
results spends least on.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import Q


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Rows of the index by what they are about."""

    def records(self) -> Self:
        """Keep the rows that stand for an entry, not for a paragraph of its text."""
        return self.filter(part=0)

    def rebuild(self) -> int:
        """Make the table what the entries say, in one transaction; return its rows.

        Searches see the old rows meanwhile, and only what differs is written; writers wait. An
        empty table is filled before its indexes are made, and searches wait for that too.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT principles_search_rebuild()")
            return int(cursor.fetchone()[0])


# The files of sql/ that decide what a row holds; a test follows the calls.
ROWS_MADE_BY = {
    f"models/{file}"
    for file in ("documents", "facets", "quotes", "references", "rows", "types", "visibility")
}


class SearchEntry(models.Model):
    """A row of the search index; `part` counts the paragraphs of a passage, 0 is the record.

    The row of paragraph 1 has the heading of the passage too, and a passage that is a heading alone
    has that row.

    `supports` says of a quote that a published principle rests on it, `place` where it stands in
    its source, `length` the number of its own words, `facets` what it can be narrowed by (see
    `facets`).
    """

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", "Principle"
        QUOTE = "quote", "Quote"
        SOURCE = "source", "Source"

    kind = models.CharField(max_length=9, choices=Kind)
    number = models.IntegerField()
    passage = models.BigIntegerField(default=0)
    part = models.IntegerField(default=0)
    public = models.BooleanField()
    supports = models.BooleanField()
    facets = ArrayField(models.BigIntegerField())
    year = models.SmallIntegerField(null=True)
    place = ArrayField(models.IntegerField(null=True))
    length = models.SmallIntegerField()
    words = models.TextField()
    vector = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # `principles_search_refresh` says how much may be pending: a search reads all of it.
            GinIndex(fields=["vector"], name="search_entry_vector", fastupdate=True),
            models.Index(fields=["passage"], name="search_entry_passage", condition=Q(part__gt=0)),
            # By this the whole base is listed where nothing is asked for in words.
            models.Index(
                fields=["kind", "number"],
                name="search_entry_listed",
                condition=Q(public=True, part=0),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "passage", "part"], name="search_entry_once"
            ),
        ]

    def __str__(self) -> str:
        paragraph = f", passage {self.passage}, paragraph {self.part}" if self.part else ""
        return f"{self.kind} {self.number}{paragraph}"
