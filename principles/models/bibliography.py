"""Where words can be found: people and sources; `passages` has the stored text of sources.

Whether a source or person is public follows from what names it, so there is no status here. A
container is public while a part of it is; SQL functions walk the parts, since a letter may stand
in a book that stands in a series.
"""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Mod, Now
from django.db.models.lookups import Exact

from principles.models.addresses import Sluggable, address_of, slug_constraint
from principles.models.passages import PASSAGES_A_PAGE, Passage, numbered_locator, printed_locator
from principles.models.publication import Status
from principles.models.titles import reference_title


def _evidence(name: str) -> Any:
    """Return a model of `evidence`, which imports this module."""
    return apps.get_model("principles", name)


UNKNOWN_YEAR = 10_000  # after every year that can be known

FIRST_GREGORIAN_YEAR = 1583


def printed_year(year: int) -> str:
    """Return the year as people write it; -43 is astronomers' count for 44 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def _is_date() -> Q:
    """Return the condition that year, month and day are a date of the calendar.

    Before the Gregorian calendar any year may have a 29 February: calendars differed then.
    """
    is_leap = Q(Exact(Mod(F("year"), 4), 0)) & (
        ~Q(Exact(Mod(F("year"), 100), 0)) | Q(Exact(Mod(F("year"), 400), 0))
    )
    return Q(year__isnull=False, month__isnull=False, day__isnull=False) & (
        Q(month__in=(1, 3, 5, 7, 8, 10, 12), day__range=(1, 31))
        | Q(month__in=(4, 6, 9, 11), day__range=(1, 30))
        | Q(month=2, day__range=(1, 28))
        | (Q(month=2, day=29) & (Q(year__lt=FIRST_GREGORIAN_YEAR) | is_leap))
    )


class PersonQuerySet(models.QuerySet["Person"]):
    """People, and what pages show of them."""

    def published(self) -> Self:
        """Keep people whom a published quote or a public source names."""
        spoken = _evidence("Attribution").objects.filter(
            person=OuterRef("pk"), quote__status=Status.PUBLISHED
        )
        made = Contribution.objects.filter(PublicSource(F("source_id")), person=OuterRef("pk"))
        return self.filter(Exists(spoken) | Exists(made))

    def with_counts(self) -> Self:
        """Annotate `quote_count`, counting what is published."""
        return self.annotate(
            quote_count=Count(
                "attributions",
                filter=Q(attributions__quote__status=Status.PUBLISHED),
                distinct=True,
            )
        )


class Person(Sluggable):
    """Somebody who said, wrote or made something."""

    name = models.CharField(
        max_length=200, help_text="As it is printed under a quote: Grace Hopper."
    )
    sort_name = models.CharField(
        max_length=200, help_text="As it stands in an index: Hopper, Grace."
    )
    note = models.TextField(
        blank=True,
        help_text="Who this is, in a line, and how that is known. Shown on the person’s page.",
    )
    modified = models.DateTimeField(db_default=Now(), editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name_plural = "people"
        constraints = [
            slug_constraint("person_slug_is_no_number"),
            models.CheckConstraint(
                name="person_has_a_name",
                condition=Q(name__regex=r"\S") & Q(sort_name__regex=r"\S"),
                violation_error_message="Give the name as printed and as it stands in an index.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the person's page."""
        return address_of("person", self.slug)


class PublicSource(Func):
    """Whether the public sees the source with that number; one index probe per part of it."""

    function = "principles_source_is_public"
    output_field = models.BooleanField()


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources, and what pages show of them."""

    def published(self) -> Self:
        """Keep sources that a published quote cites, and what contains them."""
        return self.filter(PublicSource(F("number")))

    def for_listing(self) -> Self:
        """Fetch contributors too; two queries more."""
        return self.select_related("container").prefetch_related("contributions__person")

    def with_counts(self) -> Self:
        """Annotate `quote_count` (published) and `passage_count`."""
        quotes = (
            _evidence("Citation")
            .objects.filter(source=OuterRef("pk"), quote__status=Status.PUBLISHED)
            .order_by()
            .values("source")
            .annotate(n=Count("quote", distinct=True))
            .values("n")
        )
        passages = (
            Passage.objects.filter(source=OuterRef("pk"))
            .order_by()
            .values("source")
            .annotate(n=Count("pk"))
            .values("n")
        )
        zero = models.Value(0)
        return self.annotate(
            quote_count=models.functions.Coalesce(models.Subquery(quotes), zero),
            passage_count=models.functions.Coalesce(models.Subquery(passages), zero),
        )

    def for_page(self) -> Self:
        """Annotate the counts and where the stored text ends, and fetch the container."""
        last = (
            Passage.objects.filter(source=OuterRef("pk"))
            .order_by("-position")
            .values("position")[:1]
        )
        return (
            self.with_counts()
            .annotate(last_position=models.functions.Coalesce(models.Subquery(last), 0))
            .select_related("container")
        )


class Source(Sluggable):
    """A letter, book, talk, slide deck, article, interview or web page."""

    slug_from = "title"

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter"
        BOOK = "book", "Book"
        TALK = "talk", "Talk"
        SLIDES = "slides", "Slide deck"
        ARTICLE = "article", "Article"
        INTERVIEW = "interview", "Interview"
        WEB = "web", "Web page"

    class Level(models.TextChoices):
        PRIMARY = "primary", "Primary: the words where they were first said or written"
        SECONDARY = "secondary", "Secondary: a work that quotes them"
        AGGREGATOR = "aggregator", "Aggregator: a collection of quotes; it never verifies"

    class Access(models.TextChoices):
        FULL = "full", "Full: the stored text is shown"
        WINDOW = "window", "Window: only the words around each quote are shown"
        HIDDEN = "hidden", "Hidden: no stored words are shown, the verdict alone"

    number = models.AutoField(primary_key=True)
    title = models.CharField(
        max_length=300,
        help_text="As printed. A work without a title gets a description in square brackets.",
    )
    kind = models.CharField(max_length=9, choices=Kind)
    level = models.CharField(max_length=10, choices=Level, default=Level.PRIMARY)
    year = models.SmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-3000), MaxValueValidator(2999)],
        help_text="Left empty when it is not known.",
    )
    month = models.SmallIntegerField(null=True, blank=True)
    day = models.SmallIntegerField(null=True, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    archived_url = models.URLField(
        "archived address", max_length=500, blank=True, help_text="A copy in a web archive."
    )
    identifiers = models.JSONField(
        default=dict, blank=True, help_text='ISBN, DOI and the like: {"isbn": "978…"}.'
    )
    summary = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text=(
            "What it is and what it says, in a sentence or two for somebody who has never heard of "
            "it. Opens its page."
        ),
    )
    note = models.TextField(
        blank=True,
        help_text=(
            "What of it is stored and how its details are known. Say what is the editors’ "
            "knowledge and not in the source itself."
        ),
    )
    text_access = models.CharField(
        "access to the text", max_length=6, choices=Access, default=Access.WINDOW
    )
    has_parts = models.BooleanField(
        default=False,
        help_text="It has pages, slides or sections, so every citation of it must say where.",
    )
    container = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The work that this one is contained in: a letter in a collection.",
    )
    modified = models.DateTimeField(db_default=Now(), editable=False)

    last_position: int  # of a passage; annotated by for_page()

    people: models.ManyToManyField[Person, Contribution] = models.ManyToManyField(
        Person, through="Contribution", related_name="sources"
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "number"]
        constraints = [
            slug_constraint("source_slug_is_no_number"),
            models.CheckConstraint(
                name="source_has_a_title",
                condition=Q(title__regex=r"\S"),
                violation_error_message="Give the source a title.",
            ),
            models.CheckConstraint(
                name="source_date_from_year_to_day",
                condition=(
                    Q(month__isnull=True, day__isnull=True)
                    | Q(
                        year__isnull=False,
                        month__isnull=False,
                        month__range=(1, 12),
                        day__isnull=True,
                    )
                    | _is_date()
                ),
                violation_error_message=(
                    "A date is a year, a year and a month (1 to 12), or a year, a month and a day "
                    "that this month has."
                ),
            ),
            models.CheckConstraint(
                name="source_does_not_contain_itself",
                condition=Q(container__isnull=True) | ~Q(container=F("number")),
                violation_error_message="A source cannot be contained in itself.",
            ),
        ]

    def __str__(self) -> str:
        title = self.reference_title
        return title if self.year is None else f"{title}, {printed_year(self.year)}"

    @property
    def reference_title(self) -> str:
        """Return the title by which it is referred to: of a generic one with the publisher."""
        return reference_title(self.title, self.publisher)

    def get_absolute_url(self) -> str:
        """Return the address of the source's page."""
        return address_of("source", self.slug)

    @property
    def code(self) -> str:
        """Return the permanent number as readers see it: S2."""
        return f"S{self.number}"

    @property
    def date_key(self) -> tuple[int, int, int]:
        """Return the key that sorts sources by date; a part that is not known comes last."""
        year = UNKNOWN_YEAR if self.year is None else self.year
        return year, self.month or 13, self.day or 32

    @property
    def act(self) -> str:
        """Return the verb for words of this source: said in a talk or interview, else written."""
        spoken = (Source.Kind.TALK, Source.Kind.INTERVIEW)
        return "said" if self.kind in spoken else "written"

    @property
    def is_hidden(self) -> bool:
        """Say whether no stored word of it may be shown."""
        return self.text_access == Source.Access.HIDDEN

    @property
    def headings_are_its_authors(self) -> bool:
        """Say whether its headings are its author's words, as those of a letter or book are.

        The title of a slide, and a headline over an article, an interview or a talk, may be
        anybody's: nobody is named for it.
        """
        return self.kind in (Source.Kind.LETTER, Source.Kind.BOOK)

    def heading_of(self, passage: Passage) -> str:
        """Return the heading of the passage where it may be shown, else nothing.

        It is a stored sentence that no quote quotes, so only full access shows it.
        """
        return passage.heading if self.text_access == Source.Access.FULL else ""

    def locator_of(self, passage: Passage) -> str:
        """Return where readers can look the passage up; its heading only where it may be shown."""
        return printed_locator(passage.label, self.heading_of(passage))

    @property
    def counts_through(self) -> bool:
        """Say whether readers count its paragraphs from its beginning to its end.

        In a book or a slide deck they count those of the page or slide that the label names.
        """
        return self.kind not in (Source.Kind.BOOK, Source.Kind.SLIDES)

    def number_of(self, passage: Passage, paragraph: int) -> int:
        """Return the number that readers count for a paragraph of the passage; a salutation has 0.

        `paragraph` counts from 1 in the passage, as addresses do.
        """
        return paragraph + (passage.paragraphs_before if self.counts_through else 0)

    def place_of(self, passage: Passage, paragraph: int | None) -> str:
        """Return where readers can look up a paragraph of the passage, or the passage if none."""
        number = self.number_of(passage, paragraph) if paragraph else 0
        if not number:
            return self.locator_of(passage)
        if self.counts_through:
            return numbered_locator(passage.label, self.heading_of(passage), number=number)
        return f"{self.locator_of(passage)}, ¶ {number}"

    def page_address(self, passage: Passage) -> str:
        """Return the address of the page of the stored text that has the passage."""
        number = (passage.position - 1) // PASSAGES_A_PAGE + 1
        return self.get_absolute_url() + (f"?page={number}" if number > 1 else "")


class Contribution(models.Model):
    """What a person did for a source."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        EDITOR = "editor", "Editor"
        SPEAKER = "speaker", "Speaker"
        INTERVIEWER = "interviewer", "Interviewer"
        TRANSLATOR = "translator", "Translator"

    source = models.ForeignKey(Source, models.CASCADE, related_name="contributions", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions")
    role = models.CharField(max_length=11, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "person", "role"],
                name="contribution_once_per_role",
                violation_error_message="This person is listed in that role already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display().lower()})"
