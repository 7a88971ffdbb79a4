"""Principles, the quotes that support them, and what else to read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Func, OuterRef, Prefetch, Q
from taggit.managers import TaggableManager

from principles.models.addresses import Sluggable, address_of, slug_constraint
from principles.models.evidence import Quote, evidence
from principles.models.publication import (
    Publishable,
    PublishableQuerySet,
    Status,
    status_constraints,
)
from principles.models.tags import PrincipleTag
from principles.models.written import written_once


def _named_quotes() -> Func:
    numbers: ArrayField[Any, Any] = ArrayField(models.IntegerField())
    return Func("body", function="principles_references", output_field=numbers)


def _speaker_names() -> models.QuerySet[Support, str]:
    """Return the names of the speakers of each published quote of the principle outside."""
    names = StringAgg(
        "quote__attributions__person__sort_name",
        delimiter="\n",
        filter=Q(quote__standing=Quote.Standing.ATTRIBUTED),
        order_by="quote__attributions__position",
        default=models.Value(""),
    )
    return (
        Support.objects.filter(principle=OuterRef("pk"), quote__status=Status.PUBLISHED)
        .order_by()
        .values("pk")
        .annotate(names=names)
        .values_list("names", flat=True)
    )


class PrincipleQuerySet(PublishableQuerySet["Principle"]):
    """Principles, with what pages show of them."""

    def with_counts(self) -> Self:
        """Annotate `quote_count`, counting published quotes."""
        return self.annotate(
            quote_count=Count(
                "supports", filter=Q(supports__quote__status=Status.PUBLISHED), distinct=True
            )
        )

    def for_index(self) -> Self:
        """Annotate `quote_count` and `speaker_names`, in the editors' order.

        `speaker_names` has one text for each published quote: the names of its speakers, as an
        index has them, a line each; it is empty where nobody is named or the naming is doubted.
        The order is repeated because Django drops the model's own from a query that groups.
        """
        return (
            self.with_counts()
            .annotate(speaker_names=ArraySubquery(_speaker_names()))
            .order_by("position", "number")
        )

    def for_page(self) -> Self:
        """Fetch the tags; 1 query more."""
        return self.prefetch_related(
            Prefetch("principle_tags", PrincipleTag.objects.select_related("tag"))
        )

    def referring_to(self, numbers: Collection[int]) -> Self:
        """Keep principles whose body names one of the quotes, be it in code."""
        return self.alias(named=_named_quotes()).filter(named__overlap=list(numbers))

    def with_broken_references(self) -> Self:
        """Keep principles whose body names a quote that the public does not see, be it in code."""
        public = ArraySubquery(Quote.objects.published().order_by().values("number"))
        return self.alias(named=_named_quotes()).exclude(named__contained_by=public)


class Principle(Sluggable, Publishable):
    """A rule of leadership, in the editors' own words, resting on quotes."""

    name = models.CharField(max_length=120)
    maxim = models.CharField(max_length=200, help_text="The principle in one line, in your words.")
    summary = models.TextField(help_text="Two or three sentences for whoever reads no further.")
    body = models.TextField(
        blank=True,
        help_text="Markdown. [Q44] refers to a quote and becomes its raised number.",
    )
    aliases = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Other words people search it by, with commas between them.",
    )
    other_names = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Those of the aliases that are names of it, “also known as” on its page.",
    )
    position = models.PositiveIntegerField(
        default=0, help_text="Its place in the index; equal places are ordered by number."
    )

    quotes: models.ManyToManyField[Quote, Support] = models.ManyToManyField(
        Quote, through="Support", related_name="principles"
    )
    tags = TaggableManager(through=PrincipleTag, blank=True, related_name="principles")

    objects = PrincipleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            slug_constraint("principle_slug_is_no_number"),
            *status_constraints("principle"),
            models.CheckConstraint(
                name="principle_is_written",
                condition=(Q(name__regex=r"\S") & Q(maxim__regex=r"\S") & Q(summary__regex=r"\S")),
                violation_error_message="A principle needs a name, a maxim and a summary.",
            ),
            models.CheckConstraint(
                name="principle_other_names_are_aliases",
                condition=Q(other_names__contained_by=F("aliases")),
                violation_error_message=(
                    "Another name has to be among the aliases, in the same spelling."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}" if self.number else self.name

    @property
    def search_words(self) -> list[str]:
        """Return the aliases that are no names of it."""
        return [alias for alias in self.aliases if alias not in self.other_names]

    def get_absolute_url(self) -> str:
        """Return the address of the principle's page."""
        return address_of("principle", self.slug)


class SupportQuerySet(models.QuerySet["Support"]):
    """Supports by the status of both ends."""

    def published(self) -> Self:
        """Keep supports between published principles and published quotes."""
        return self.filter(quote__status=Status.PUBLISHED, principle__status=Status.PUBLISHED)

    def by(self, person: int) -> Self:
        """Keep what rests on words of the person with that key, in the order of principles."""
        return (
            self.filter(quote__attributions__person=person)
            .select_related("principle", "quote")
            .order_by("principle__position", "principle", "quote")
        )

    def with_names(self) -> Self:
        """Fetch of the principles what a link to them shows, without their text."""
        shown = ("quote", "position", "note", "principle__name", "principle__slug")
        return self.select_related("principle").only(*shown)

    def with_quotes(self) -> Self:
        """Fetch the quotes with speakers, citations, sources and passage labels; 2 queries more."""
        return self.select_related("quote").prefetch_related(*evidence(of="quote__"))


class Support(models.Model):
    """A quote that a principle rests on, at its place there."""

    principle = models.ForeignKey(
        Principle, models.CASCADE, related_name="supports", db_index=False
    )
    quote = models.ForeignKey(Quote, models.PROTECT, related_name="supports")
    position = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(blank=True, help_text="Why it supports the principle, if not plain.")

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["principle", "quote"],
                name="support_once",
                violation_error_message="This quote supports the principle already.",
            ),
            models.UniqueConstraint(
                fields=["principle", "position"],
                name="support_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another quote has that position.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principle}: {self.quote.code}"


class SeeAlsoQuerySet(models.QuerySet["SeeAlso"]):
    """References between principles, by the status of their ends."""

    def published(self) -> Self:
        """Keep references to published principles, and fetch these."""
        return self.filter(other__status=Status.PUBLISHED).select_related("other")

    def at_both_ends(self, number: int) -> Self:
        """Keep those between the principle of that number and published ones; fetch both ends."""
        begins = Q(principle=number, other__status=Status.PUBLISHED)
        ends = Q(other=number, principle__status=Status.PUBLISHED)
        return self.filter(begins | ends).select_related("principle", "other")


class SeeAlso(models.Model):
    """Another principle worth reading, and why."""

    principle = models.ForeignKey(
        Principle, models.CASCADE, related_name="see_also", db_index=False
    )
    other = models.ForeignKey(Principle, models.CASCADE, related_name="seen_from")
    note = models.CharField(max_length=200, help_text="Why a reader should look there.")

    objects = SeeAlsoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "see also"
        constraints = [
            models.UniqueConstraint(
                fields=["principle", "other"],
                name="see_also_once",
                violation_error_message="That principle is listed already.",
            ),
            models.CheckConstraint(
                name="see_also_is_another",
                condition=~Q(principle=F("other")),
                violation_error_message="A principle cannot refer to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principle}: see {self.other}"

    @staticmethod
    def around(entry: Principle) -> list[SeeAlso]:
        """Return the references that begin or end at the principle; one query.

        Its own come first. One that another principle records is left out where it has its own.
        """
        links = _at_both_ends(entry.number)
        own = [link for link in links if link.principle_id == entry.pk]
        named = {link.other_id for link in own}
        return own + [
            link
            for link in links
            if link.principle_id != entry.pk and link.principle_id not in named
        ]


@written_once
def _at_both_ends(number: int) -> models.QuerySet[SeeAlso]:
    return SeeAlso.objects.at_both_ends(number)
