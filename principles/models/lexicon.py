"""The words of the base: how common each is, and how a typo or a prefix leads to it.

A snapshot of the public rows of the search index, so that no draft shows in a correction or a
completion. It is made by `principles.search.lexicon`; a trigger (`search/sql/lexicon.sql`)
counts what has changed in the index since, and nothing else writes here. Typos are found as
SymSpell finds them: each word is filed under its forms with one letter left out, and what was typed
is looked up the same way (W. Garbe, https://github.com/wolfgarbe/SymSpell).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Lexeme(models.Model):
    """A stem as the index has it, and how many public rows hold it."""

    lexeme = models.TextField(primary_key=True)
    entries = models.IntegerField()

    def __str__(self) -> str:
        return self.lexeme


class Word(models.Model):
    """A word as the public texts have it, normalised, and how many public rows hold it."""

    word = models.TextField(primary_key=True)
    entries = models.IntegerField()
    lexeme = models.TextField()

    def __str__(self) -> str:
        return self.word


class Deletion(models.Model):
    """A word with one letter left out; the key alone answers a lookup."""

    pk = models.CompositePrimaryKey("deletion", "word")
    deletion = models.TextField()
    word = models.TextField()

    def __str__(self) -> str:
        return f"{self.deletion} of {self.word}"


class Completion(models.Model):
    """The commonest words that begin with one, two or three letters."""

    prefix = models.TextField(primary_key=True)
    words = ArrayField(models.TextField())

    def __str__(self) -> str:
        return self.prefix


class Lexicon(models.Model):
    """When the snapshot was made, from how many rows, and how many have changed since.

    The count of changes stops once it shows that the snapshot is out of date.
    """

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    refreshed_at = models.DateTimeField(null=True)
    entries = models.IntegerField(default=0)
    changes = models.IntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="lexicon_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"the words of {self.entries} entries"
