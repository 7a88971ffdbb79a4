"""Addresses that stay: slugs, and where an old address leads now.

A slug never consists of digits only, so that `/principles/4/` can always mean the number. Former
addresses are written by a database trigger whenever a slug changes, whatever changes it, and are
consulted only when no entry has the address any more.
"""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

SLUG_LENGTH = 80
STEM_LENGTH = SLUG_LENGTH - 6  # room for a count


# Each is both a number and a slug, so that it can stand for either in an address.
_STAND_INS = ("900000001", "900000002")


def address_of(name: str, *parts: int | str) -> str:
    """Return the address of that name with its numbers and slugs, as `reverse()` does.

    Django finds the form of an address once, and what the base holds is put into it, for pages with
    hundreds of links.
    """
    return _form(name, len(parts)).format(*parts)


@cache
def _form(name: str, count: int) -> str:
    address = reverse(name, args=_STAND_INS[:count])
    for stand_in in _STAND_INS[:count]:
        address = address.replace(stand_in, "{}")
    return address


def slug_constraint(name: str) -> models.CheckConstraint:
    """Return the check that a slug is not empty and not a number."""
    return models.CheckConstraint(
        name=name,
        condition=Q(slug__regex=r"^[-a-z0-9_]*[a-z_-][-a-z0-9_]*$"),
        violation_error_message=(
            "The slug needs lower-case letters; digits alone would be taken for a number."
        ),
    )


def free_slug(model: type[models.Model], text: str, *, fallback: str) -> str:
    """Return a slug for the text that no other row of the model has; one query."""
    stem = slugify(text)[:STEM_LENGTH].strip("-") or fallback
    if stem.isdecimal():
        stem = f"{fallback}-{stem}"[:STEM_LENGTH]
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


class Sluggable(models.Model):
    """An entry with a readable address, made from `slug_from` when the editor gives none."""

    slug_from: ClassVar[str] = "name"

    slug = models.SlugField(
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text="The readable part of the address. Left empty, it is made from the name.",
    )

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, giving the entry a free slug if it has none."""
        if not self.slug:
            text = str(getattr(self, self.slug_from))
            self.slug = free_slug(type(self), text, fallback=type(self).__name__.lower())
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature


class FormerAddress(models.Model):
    """An address that an entry once had; kept by trigger, read only on a 404."""

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", "principle"
        SOURCE = "source", "source"
        PERSON = "person", "person"
        TAG = "tag", "tag"

    kind = models.CharField(max_length=9, choices=Kind)
    slug = models.CharField(max_length=100)
    principle = models.ForeignKey("Principle", models.CASCADE, null=True, related_name="+")
    source = models.ForeignKey("Source", models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey("Person", models.CASCADE, null=True, related_name="+")
    tag = models.ForeignKey("Tag", models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_once"),
            models.CheckConstraint(
                name="former_address_leads_to_one_entry",
                condition=(
                    Q(kind="principle", principle__isnull=False)
                    | Q(kind="source", source__isnull=False)
                    | Q(kind="person", person__isnull=False)
                    | Q(kind="tag", tag__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"
