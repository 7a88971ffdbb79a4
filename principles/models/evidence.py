"""Quotes, and their links to people and sources.

Words are entered once: `words_digest` identifies a quote by its words however they are typed, and
a second quote of the same words has to name the first. A verdict belongs to a citation; triggers
mark it stale the moment quote, passage or citation change, and `provenance.verification` computes
it again before the transaction ends.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import MD5, Length, TruncDate
from django.utils.text import Truncator, slugify
from taggit.managers import TaggableManager

from principles.excerpts import Span, quoted_stretches
from principles.models.addresses import address_of
from principles.models.bibliography import Person, Source
from principles.models.confirmation import confirmation_digest, current_digest
from principles.models.passages import LANGUAGE_TAG, Passage
from principles.models.publication import (
    Publishable,
    PublishableQuerySet,
    Status,
    status_constraints,
)
from principles.models.tags import QuoteTag


class Verdict(models.TextChoices):
    """The result of comparing a quote with a stored text, best first."""

    VERBATIM = "verbatim", "Verbatim"
    ELIDED = "elided", "Elided"
    ALTERED = "altered", "Altered"
    UNVERIFIED = "unverified", "Unverified"
    STALE = "stale", "Stale"

    @property
    def shown(self) -> Verdict:
        """Return the verdict as readers see it: stale counts as unverified."""
        return Verdict.UNVERIFIED if self is Verdict.STALE else self


VERDICT_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}
_RANKS = {str(verdict): VERDICT_ORDER[verdict.shown] for verdict in Verdict}

FEATURED_LENGTH = 220  # characters that can be set large


class NormalizedWords(Func):
    """The words alone, lower-case and without accents: for identity and search, not verdicts."""

    function = "principles_qnorm"
    output_field = models.TextField()


class GivenWords(Func):
    """The words of a passage that a quote quotes, as far as the source's access allows."""

    function = "principles_given_words"
    output_field = models.TextField()


def evidence(
    *, of: str = "", citations: CitationQuerySet | None = None
) -> tuple[Prefetch[Any], Prefetch[Any]]:
    """Return what fetches the speakers and citations of quotes; two queries.

    `of` leads to the quotes (`quote__`). Citations come with sources and passage labels, unless
    they are given.
    """
    labelled = Citation.objects.with_labels() if citations is None else citations
    return (
        Prefetch(f"{of}attributions", Attribution.objects.select_related("person")),
        Prefetch(f"{of}citations", labelled),
    )


def tags_of() -> Prefetch[Any]:
    """Return what fetches the tags of quotes; one query."""
    return Prefetch("quote_tags", QuoteTag.objects.select_related("tag"))


class QuoteQuerySet(PublishableQuerySet["Quote"]):
    """Quotes, with what pages show of them."""

    def for_listing(self) -> Self:
        """Fetch speakers, citations with sources and passage labels, and tags; 3 queries more."""
        return self.prefetch_related(*evidence(), tags_of())

    def for_page(self) -> Self:
        """Fetch what the page of one quote shows, the passages' text included; 3 queries more."""
        whole = Citation.objects.select_related("source", "passage")
        return self.prefetch_related(*evidence(citations=whole), tags_of())

    def featured(self, on: date) -> Quote | None:
        """Return the short, verbatim, undisputed quote whose turn it is that day; four queries.

        It has to stand alone.
        """
        chosen = (
            self.filter(
                citations__verdict=Verdict.VERBATIM,
                standing=Quote.Standing.ATTRIBUTED,
                is_fragment=False,
                stands_alone=True,
            )
            .annotate(length=Length("text"))
            .filter(length__lte=FEATURED_LENGTH)
            .distinct()
        )
        count = chosen.count()
        return chosen.prefetch_related(*evidence())[on.toordinal() % count] if count else None

    def by_day(self) -> models.QuerySet[Quote, tuple[date, int, int]]:
        """Return each day of publication, newest first, with the count and the last number."""
        return (
            self.filter(published_at__isnull=False)
            .annotate(day=TruncDate("published_at"))
            .order_by("-day")
            .values_list("day")
            .annotate(count=models.Count("number"), last=models.Max("number"))
        )


class Quote(Publishable):
    """The words as quoted, without outer quotation marks."""

    class Standing(models.TextChoices):
        ATTRIBUTED = "attributed", "Attributed"
        DISPUTED = "disputed", "Disputed"
        MISATTRIBUTED = "misattributed", "Misattributed"

    text = models.TextField(
        help_text="The words as quoted, whole sentences, without the outer quotation marks."
    )
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[LANGUAGE_TAG],
        help_text="A language tag: en, pt-BR.",
    )
    is_fragment = models.BooleanField(
        "fragment",
        default=False,
        help_text="It starts or ends in the middle of a sentence.",
    )
    stands_alone = models.BooleanField(
        default=True,
        help_text=(
            "It says something to a reader who has not read what stands around it. Others are "
            "evidence only: the home page and related quotes leave them out, and lists of a source "
            "set them in grey."
        ),
    )
    note = models.TextField(
        blank=True,
        help_text="What a reader should know: words reported of somebody else, a translation.",
    )
    standing = models.CharField(
        max_length=13,
        choices=Standing,
        default=Standing.ATTRIBUTED,
        help_text="Whether the speakers said it, as far as is known.",
    )
    standing_evidence = models.TextField(
        "evidence for the standing",
        blank=True,
        help_text="Needed for disputed and misattributed quotes: who says so, and where.",
    )
    real_origin = models.TextField(
        blank=True,
        help_text="Of a disputed or misattributed quote: where the words come from, if known.",
    )
    same_words_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="same_words",
        db_index=False,
        help_text="Only where another quote has the same words by somebody else: that quote.",
    )
    words_digest = models.GeneratedField(
        expression=MD5(NormalizedWords(F("text"))),
        output_field=models.CharField(max_length=32),
        db_persist=True,
    )

    speakers: models.ManyToManyField[Person, Attribution] = models.ManyToManyField(
        Person, through="Attribution", related_name="quotes"
    )
    sources: models.ManyToManyField[Source, Citation] = models.ManyToManyField(
        Source, through="Citation", related_name="quotes"
    )
    tags = TaggableManager(through=QuoteTag, blank=True, related_name="quotes")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["status"], name="quote_status"),
            models.Index(
                fields=["same_words_as"],
                name="quote_same_words_as",
                condition=Q(same_words_as__isnull=False),
            ),
        ]
        constraints = [
            *status_constraints("quote"),
            models.UniqueConstraint(
                fields=["words_digest"],
                condition=Q(same_words_as__isnull=True),
                name="quote_words_once",
                violation_error_message=(
                    "These words are in the base already. If somebody else said them too, "
                    "name that quote under “same words as”."
                ),
            ),
            models.CheckConstraint(
                name="quote_has_words",
                condition=Q(text__regex=r"\w"),
                violation_error_message="A quote needs words.",
            ),
            models.CheckConstraint(
                name="quote_standing_has_evidence",
                condition=Q(standing="attributed") | Q(standing_evidence__regex=r"\S"),
                violation_error_message=(
                    "Say on what evidence the quote is disputed or misattributed."
                ),
            ),
            models.CheckConstraint(
                name="quote_with_real_origin_is_doubted",
                condition=Q(real_origin="") | ~Q(standing="attributed"),
                violation_error_message=(
                    "A real origin is told of a disputed or misattributed quote only: say on what "
                    "standing it is, or leave the origin empty."
                ),
            ),
            models.CheckConstraint(
                name="quote_is_not_its_own_double",
                condition=Q(same_words_as__isnull=True) | ~Q(same_words_as=F("number")),
                violation_error_message="A quote cannot have the same words as itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.opening}"

    def get_absolute_url(self) -> str:
        """Return the permanent address with the opening words as its readable part."""
        return address_of("quote", self.number, self.slug)

    @property
    def code(self) -> str:
        """Return the permanent number as readers see it: Q44."""
        return f"Q{self.number}"

    @property
    def opening(self) -> str:
        """Return the first eight words, 120 characters at most."""
        whole = " ".join(self.text.split())
        start = " ".join(whole.split(" ", 8)[:8])[:120]
        return whole if start == whole else f"{start.rstrip(' .,;:–—-')}…"

    @property
    def slug(self) -> str:
        """Return the readable part of the address, made from the opening words."""
        return slugify(Truncator(self.text).words(8, truncate=""))[:60].strip("-") or "quote"

    @property
    def doubt(self) -> str:
        """Return “disputed” or “misattributed”; nothing for a quote that is simply attributed."""
        return "" if self.standing == Quote.Standing.ATTRIBUTED else str(self.standing)

    @property
    def chain(self) -> list[Citation]:
        """Return the citations in the order of their sources' dates, those without one last."""
        return sorted(self.citations.all(), key=lambda c: (*c.source.date_key, c.position))

    @property
    def first_citation(self) -> Citation | None:
        """Return the first original, else the first citation; no query after `for_listing()`."""
        citations = list(self.citations.all())
        originals = [c for c in citations if c.role == Citation.Role.ORIGINAL]
        return next(iter(originals or citations), None)

    @property
    def best_citation(self) -> Citation | None:
        """Return the citation with the best verdict, the first of equals."""
        return min(self.citations.all(), key=lambda citation: citation.rank, default=None)

    @property
    def verdict(self) -> Verdict:
        """Return the headline verdict: the best of its citations."""
        citation = self.best_citation
        return citation.shown_verdict if citation else Verdict.UNVERIFIED


class Attribution(models.Model):
    """A person who said a quote, in order."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="attributions", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="attributions")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "person"],
                name="attribution_once",
                violation_error_message="This person is named already.",
            ),
            models.UniqueConstraint(
                fields=["quote", "position"],
                name="attribution_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another speaker has that position.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations by their verdict, and what pages show of them."""

    def published(self) -> Self:
        """Keep citations of published quotes."""
        return self.filter(quote__status=Status.PUBLISHED)

    def with_labels(self) -> Self:
        """Fetch sources and the labels of passages without their text."""
        return self.select_related("source", "passage").defer("passage__text")

    def of_source(self, source: int) -> Self:
        """Keep citations of the source of that number, in the order of its text.

        Those without a place come last. Fetches quotes, the labels of passages and the principles
        supported; 1 query more.
        """
        supported = apps.get_model("principles", "Support").objects.published()
        return (
            self.filter(source=source)
            .select_related("quote", "passage")
            .defer("passage__text")
            .prefetch_related(Prefetch("quote__supports", supported.with_names()))
            .order_by(
                F("passage__position").asc(nulls_last=True),
                F("start").asc(nulls_last=True),
                "quote",
                "pk",
            )
        )

    def with_words(self) -> Self:
        """Annotate `words`: the source's own, as stored or as an editor recorded them.

        Under window access they lack what the quote leaves out. They are empty where the source's
        text is hidden and where nothing in it matched.
        """
        hidden = Q(passage__isnull=True, source__text_access=Source.Access.HIDDEN)
        stored = GivenWords(
            "source__text_access", "verdict", "passage__text", "start", "end", "spans"
        )
        return self.annotate(
            words=Case(
                When(hidden, then=models.Value("")),
                When(passage__isnull=True, then=F("wording")),
                default=stored,
                output_field=models.TextField(),
            )
        )

    def adrift(self) -> Self:
        """Keep citations whose words the stored text of the source no longer has."""
        return self.filter(is_adrift=True)

    def stale(self) -> Self:
        """Keep citations whose verdict has to be computed again."""
        return self.filter(verdict=Verdict.STALE)

    def doubtful(self) -> Self:
        """Keep citations that are altered, or unverified although text of the source is stored."""
        stored = Exists(Passage.objects.filter(source=OuterRef("source")))
        return self.filter(
            Q(verdict=Verdict.ALTERED) | Q(stored, verdict__in=[Verdict.UNVERIFIED, Verdict.STALE])
        )

    def unconfirmed(self) -> Self:
        """Keep doubtful citations to which no editor said yes, with a note, as they are now."""
        return (
            self.doubtful()
            .alias(current=current_digest())
            .filter(~Q(confirmed_digest=F("current")) | ~Q(note__regex=r"\S"))
        )

    def confirm_noted(self) -> int:
        """Take the notes of doubtful citations for an editor's yes; return how many are new."""
        same = Citation.objects.filter(pk=OuterRef("pk")).annotate(current=current_digest())
        noted = self.unconfirmed().filter(note__regex=r"\S").order_by()
        chosen = Citation.objects.filter(pk__in=noted.values("pk"))
        return chosen.update(confirmed_digest=Subquery(same.values("current")))


class Citation(models.Model):
    """Where a quote can be found, and how it compares with the text stored there.

    `start` and `end` are half-open string indices into the passage's text, from the first matched
    word to the last, and `paragraph` counts from 1; `spans` are the stretches that match, as starts
    and ends in turn. All are empty where nothing matched and while the verdict is stale. A citation
    is adrift when its passage has lost the words: it then names none, and `locator` has the label.
    `confirmed_digest` is of what an editor said yes to, with a note, where the verdict is doubtful.
    """

    class Role(models.TextChoices):
        ORIGINAL = "original", "Original"
        QUOTED_IN = "quoted in", "Quoted in"

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="citations", db_index=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    passage = models.ForeignKey(
        Passage,
        models.DO_NOTHING,  # provenance.anchoring moves the citations of a deleted passage
        null=True,
        blank=True,
        related_name="citations",
        db_index=False,
        db_constraint=False,  # a composite foreign key keeps passage and source together
        help_text="The stored passage that has the words.",
    )
    locator = models.CharField(
        max_length=200, blank=True, help_text="Where in the source, if no passage is named: p. 12."
    )
    role = models.CharField(max_length=9, choices=Role, default=Role.ORIGINAL)
    position = models.PositiveSmallIntegerField(default=1)
    wording = models.TextField(
        blank=True,
        help_text="The words this source gives, where they differ and its text is not stored.",
    )
    note = models.TextField(
        blank=True, help_text="Why the words differ, or what else a reader should know."
    )
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    paragraph = models.PositiveIntegerField(null=True, editable=False)
    spans = ArrayField(models.IntegerField(), default=list, editable=False)
    verdict = models.CharField(
        max_length=10, choices=Verdict, default=Verdict.STALE, editable=False
    )
    typography_only = models.BooleanField(default=False, editable=False)
    gives_part = models.BooleanField(default=False, editable=False)
    folding_version = models.PositiveSmallIntegerField(default=0, editable=False)
    is_adrift = models.BooleanField(default=False, editable=False)
    confirmed_digest = models.CharField(
        max_length=32, blank=True, default="", db_default="", editable=False
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["id"], name="citation_stale", condition=Q(verdict="stale")),
            models.Index(
                fields=["passage"], name="citation_passage", condition=Q(passage__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "source", "passage", "locator"],
                name="citation_once_per_place",
                nulls_distinct=False,
                violation_error_message="This quote cites that place already.",
            ),
            models.CheckConstraint(
                name="citation_locator_or_passage",
                condition=Q(passage__isnull=True) | Q(locator="", wording=""),
                violation_error_message=(
                    "Where a passage is named, its label is the locator and its text the wording: "
                    "leave both empty."
                ),
            ),
            models.CheckConstraint(
                name="citation_adrift_without_passage",
                condition=Q(is_adrift=False) | Q(passage__isnull=True),
            ),
            models.CheckConstraint(
                name="citation_offsets_in_a_passage",
                condition=(
                    Q(start__isnull=True, end__isnull=True)
                    | Q(
                        start__isnull=False,
                        end__isnull=False,
                        start__lt=F("end"),
                        passage__isnull=False,
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.source), self.shown_locator]))

    @property
    def shown_verdict(self) -> Verdict:
        """Return the verdict as readers see it: stale counts as unverified."""
        return Verdict(self.verdict).shown

    @property
    def matches(self) -> list[Span]:
        """Return the stretches of its passage's text that match, in order."""
        return quoted_stretches("", self.spans)

    def quoted_stretches(self, text: str) -> list[Span]:
        """Return the stretches of its passage's text that are the quote's own words there."""
        is_altered = self.verdict == Verdict.ALTERED and self.start is not None
        around = (self.start or 0, self.end or 0) if is_altered else None
        return quoted_stretches(text, self.spans, around=around)

    @property
    def digest(self) -> str:
        """Return what `confirmed_digest` is where an editor said yes to it as it is."""
        stored = self.passage.text if self.passage else ""
        return confirmation_digest(self.quote.text, stored, self.verdict)

    @property
    def rank(self) -> int:
        """Return the rank of the verdict, 0 for the best."""
        return _RANKS[self.verdict]

    @property
    def shown_locator(self) -> str:
        """Return the place of the words' first paragraph, or the locator as typed."""
        if self.passage is None:
            return self.locator
        return self.source.place_of(self.passage, self.paragraph)
