"""Words that mean the same here: the editors' own list, by which a search is widened.

Entries that have the word itself come first; those that have an equivalent come after them, and the
result says so. Only editors declare equivalents: a reference work does not guess.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

FEWEST = 2


class Synonyms(models.Model):
    """A line of equivalent words or phrases, parted by commas."""

    words = models.CharField(
        max_length=500,
        unique=True,
        error_messages={"unique": "This line is there already."},
        help_text="Words or phrases with commas between: failure, mistake, error. "
        "A search for one also finds the others, after everything that has the word itself.",
    )

    class Meta:
        ordering = ["words"]
        verbose_name = "line of synonyms"
        verbose_name_plural = "synonyms"

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Put the words in one form; refuse fewer than two."""
        words = [" ".join(word.split()) for word in self.words.split(",")]
        words = list(dict.fromkeys(word for word in words if any(map(str.isalnum, word))))
        if len({word.lower() for word in words}) < FEWEST:
            raise ValidationError({"words": "Give at least two words, with commas between them."})
        self.words = ", ".join(words)
