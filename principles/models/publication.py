"""Publication: what the public sees, and the order in which an entry gets there.

Only quotes and principles have a status. `published()` on a QuerySet is the only door to the
public; every other entry is public while something published names it.
"""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Status(models.TextChoices):
    """Where an entry stands; once published it is withdrawn, never a draft again."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PublishableQuerySet(models.QuerySet[M_co]):
    """Entries by their status."""

    def published(self) -> Self:
        """Keep what the public may see."""
        return self.filter(status=Status.PUBLISHED)


class Publishable(models.Model):
    """An entry with a permanent number and a status.

    The number is given once and never again. `published_at` is set by the database when the entry
    is first published, and `modified` whenever it or something belonging to it is saved.
    """

    number = models.AutoField(primary_key=True)
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text=(
            "Only editors see drafts. What was once published can be withdrawn, not deleted."
        ),
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    modified = models.DateTimeField(db_default=Now(), editable=False)
    withdrawal_reason = models.TextField(
        "reason for the withdrawal",
        blank=True,
        default="",
        db_default="",
        help_text="Why it is withdrawn. It is kept with the entry.",
    )
    shows_reason = models.BooleanField(
        "show the reason to readers",
        default=False,
        db_default=False,
        help_text="Readers who come to its address read the reason there.",
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Say whether the public sees the entry."""
        return self.status == Status.PUBLISHED


def status_constraints(kind: str) -> list[models.CheckConstraint]:
    """Return the checks that keep status and date of publication in step."""
    return [
        models.CheckConstraint(
            name=f"{kind}_once_published_is_never_a_draft",
            condition=Q(published_at__isnull=True) | ~Q(status=Status.DRAFT),
            violation_error_message=(
                f"This {kind} was published once. Withdraw it instead: its address then says so."
            ),
        ),
        models.CheckConstraint(
            name=f"{kind}_withdrawn_was_published",
            condition=Q(published_at__isnull=False) | ~Q(status=Status.WITHDRAWN),
            violation_error_message=(
                f"Only what was published can be withdrawn. Keep this {kind} a draft, or delete it."
            ),
        ),
    ]
