"""Tags, with through models of their own.

taggit's generic through model loses tags in fixtures and costs a join, so each tagged model has a
through model with a real foreign key.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce, Lower
from django.utils.text import slugify
from taggit.models import ItemBase, TagBase

from principles.models.addresses import address_of, slug_constraint
from principles.models.publication import Status

TAG_STEM_LENGTH = 94  # of the hundred that taggit's column has, to leave room for a count


def _published_of(through: type[QuoteTag | PrincipleTag]) -> Coalesce:
    """Return how many published entries carry the tag by that through model."""
    counted = (
        through.objects.filter(tag=OuterRef("pk"), content_object__status=Status.PUBLISHED)
        .order_by()
        .values("tag")
        .annotate(n=models.Count("pk"))
        .values("n")
    )
    return Coalesce(models.Subquery(counted), models.Value(0))


class TagQuerySet(models.QuerySet["Tag"]):
    """Tags by what carries them."""

    def published(self) -> Self:
        """Keep tags that something published carries."""
        quotes = QuoteTag.objects.filter(
            tag=OuterRef("pk"), content_object__status=Status.PUBLISHED
        )
        principles = PrincipleTag.objects.filter(
            tag=OuterRef("pk"), content_object__status=Status.PUBLISHED
        )
        return self.filter(Exists(quotes) | Exists(principles))

    def with_counts(self) -> Self:
        """Annotate `quote_count` and `principle_count`, counting what is published.

        Counted apart: joined, a tag's quotes would be multiplied by its principles.
        """
        return self.annotate(
            quote_count=_published_of(QuoteTag), principle_count=_published_of(PrincipleTag)
        )


class Tag(TagBase):
    """A word under which quotes and principles are filed."""

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_constraint("tag_slug_is_no_number"),
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once_in_any_case",
                violation_error_message="There is a tag with that name already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        """Return the address of the tag's page."""
        return address_of("tag", self.slug)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return a slug in plain letters that is neither empty nor a number."""
        stem = slugify(tag)[:TAG_STEM_LENGTH]
        if not stem.strip("0123456789"):
            stem = f"tag-{stem}"[:TAG_STEM_LENGTH]
        stem = stem.rstrip("-")
        return stem if i is None else f"{stem}-{i}"


class QuoteTag(ItemBase, models.Model):
    """A tag on a quote."""

    objects: ClassVar[models.Manager[QuoteTag]] = models.Manager()

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="quote_tags")
    content_object = models.ForeignKey(
        "Quote", models.CASCADE, related_name="quote_tags", db_column="quote_id", db_index=False
    )

    class Meta:
        ordering = ["tag__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="quote_tagged_once",
                violation_error_message="This quote has that tag already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tag)


class PrincipleTag(ItemBase, models.Model):
    """A tag on a principle."""

    objects: ClassVar[models.Manager[PrincipleTag]] = models.Manager()

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="principle_tags")
    content_object = models.ForeignKey(
        "Principle",
        models.CASCADE,
        related_name="principle_tags",
        db_column="principle_id",
        db_index=False,
    )

    class Meta:
        ordering = ["tag__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="principle_tagged_once",
                violation_error_message="This principle has that tag already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tag)
