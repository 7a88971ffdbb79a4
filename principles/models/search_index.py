"""What is searched: one row for each quote, principle and source record, and stored paragraph.

The database itself keeps the table true, inside the transaction that writes: triggers on every
table that feeds it call `principles_search_refresh` (`migrations/sql/0004_search.sql`), and nothing
else writes here. Tags and principles stand in a quote's row as the lexemes `#t12` and `#p4`, never
by name, so renaming one touches no other row. What a filter can ask for stands in the vector too,
so one index serves words and filters; the arrays beside it serve the counts.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models import Q

from principles.models.bibliography import Passage, Source
from principles.models.evidence import Quote
from principles.models.principle import Principle


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Rows of the index by what they are about."""

    def records(self) -> Self:
        """Keep the rows that stand for an entry, not for a paragraph of its text."""
        return self.filter(part=0)

    def rebuild(self) -> int:
        """Write the whole table anew from the entries, in one transaction; return its rows."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM principles_searchentry")
            for kind, model in REBUILT:
                keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
                for first in range(0, len(keys), REBUILT_AT_ONCE):
                    cursor.execute(
                        "SELECT principles_search_refresh(%s, %s::bigint[])",
                        [kind, keys[first : first + REBUILT_AT_ONCE]],
                    )
        return self.count()


class SearchEntry(models.Model):
    """A row of the search index; `part` counts the paragraphs of a passage, 0 is the record."""

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", "Principle"
        QUOTE = "quote", "Quote"
        SOURCE = "source", "Source"

    kind = models.CharField(max_length=9, choices=Kind)
    number = models.IntegerField()
    passage = models.BigIntegerField(default=0)
    part = models.IntegerField(default=0)
    public = models.BooleanField()
    people = ArrayField(models.BigIntegerField())
    sources = ArrayField(models.BigIntegerField())
    principles = ArrayField(models.BigIntegerField())
    tags = ArrayField(models.BigIntegerField())
    year = models.SmallIntegerField(null=True)
    verdicts = ArrayField(models.CharField(max_length=10))
    words = models.TextField()
    vector = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # Kept current at once: a pending list would make the next search pay for the import.
            GinIndex(fields=["vector"], name="search_entry_vector", fastupdate=False),
            models.Index(fields=["passage"], name="search_entry_passage", condition=Q(part__gt=0)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "passage", "part"], name="search_entry_once"
            ),
        ]

    def __str__(self) -> str:
        paragraph = f", passage {self.passage}, paragraph {self.part}" if self.part else ""
        return f"{self.kind} {self.number}{paragraph}"


REBUILT_AT_ONCE = 2_000  # entries a statement, which holds them all in memory
REBUILT: tuple[tuple[str, type[models.Model]], ...] = (
    ("quote", Quote),
    ("principle", Principle),
    ("source", Source),
    ("paragraph", Passage),
)
"""What is refreshed under which name; sources stand before their paragraphs, which copy them."""
