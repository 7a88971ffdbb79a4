"""The stored text of sources, in passages with their headings.

A heading is words of the source, as the text under it is; a label is the editors' own, to look the
passage up by. A title is therefore never written into a label: what is printed is made of both.
"""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

PASSAGES_A_PAGE = 50

LANGUAGE_TAG = RegexValidator(
    r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\Z", "Write a language tag: en, de, pt-BR."
)
"""A language tag by BCP 47; whether its parts are registered is not checked."""

ONE_LINE = "A heading is one line, without space before it or after it."
INNER_MARKS = str.maketrans('“”"', "‘’'")


def printed_locator(label: str, heading: str) -> str:
    """Return where a reader can look a passage up: its label, with the heading if it has one.

    A heading that the label quotes already is not said twice.
    """
    if not heading or heading in label:
        return label
    return f"{label} “{heading.translate(INNER_MARKS)}”"


def numbered_locator(label: str, heading: str, *, number: int) -> str:
    """Return where a reader finds a paragraph that is counted through the whole text: p. 3, ¶ 12.

    A label without a number (section, opening) helps nobody who has that count.
    """
    if any(letter.isdigit() for letter in label):
        return f"{printed_locator(label, heading)}, ¶ {number}"
    return f"¶ {number}"


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages by their position."""

    def on_page(self, number: int) -> Self:
        """Keep those on that page of a source's stored text."""
        first = (number - 1) * PASSAGES_A_PAGE
        return self.filter(position__gt=first, position__lte=first + PASSAGES_A_PAGE)


class Passage(models.Model):
    """A stretch of a source's stored text; a quote is found within one passage.

    `heading` and `text` are the source's words; a slide may have nothing but its title. `label` is
    the editors'. The database keeps `paragraphs_before`: how many paragraphs of the source come
    before the passage, less one where the first of all is a salutation, which nobody counts.
    """

    source = models.ForeignKey("Source", models.CASCADE, related_name="passages", db_index=False)
    position = models.PositiveIntegerField(help_text="1 for the first passage, 2 for the next.")
    label = models.CharField(
        max_length=200,
        help_text=(
            "What a reader can look up, in the editors’ words: p. 3, slide, section. A heading is "
            "added to it: slide “Two pizza teams”."
        ),
    )
    heading = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(r"\A[^\n\r]*\Z", ONE_LINE)],
        help_text=(
            "The title of the section or slide, exactly as the source has it, on one line. Left "
            "empty where the source has none."
        ),
    )
    text = models.TextField(
        blank=True,
        help_text=(
            "The words exactly as the source has them, without the heading. Blank lines part "
            "paragraphs. Left empty where the heading is all there is."
        ),
    )
    language = models.CharField(max_length=35, default="en", validators=[LANGUAGE_TAG])
    paragraphs_before = models.IntegerField(default=0, db_default=0, editable=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "position"],
                name="passage_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another passage of this source has that position.",
            ),
            models.UniqueConstraint(fields=["id", "source"], name="passage_with_its_source"),
            models.CheckConstraint(
                name="passage_has_text_or_heading",
                condition=Q(label__regex=r"\S") & (Q(text__regex=r"\S") | Q(heading__regex=r"\S")),
                violation_error_message="A passage needs a label, and its text or a heading.",
            ),
            models.CheckConstraint(
                name="passage_heading_on_one_line",
                condition=Q(heading="") | Q(heading__regex=r"^\S([^\n\r]*\S)?$"),
                violation_error_message=ONE_LINE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}"

    @property
    def locator(self) -> str:
        """Return where it can be looked up, for editors; pages ask `Source.locator_of`."""
        return printed_locator(self.label, self.heading)
