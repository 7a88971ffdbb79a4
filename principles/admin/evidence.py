"""Quotes with all that shows them: citations with their verdicts, speakers, principles, tags."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import (
    Case,
    Count,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import MD5, Coalesce
from django.forms import Media
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from principles.admin.entry_form import EntryForm
from principles.admin.filters import SourceFilter, VerdictFilter, source_select_media
from principles.admin.inlines import POSITION, BlockInline, RowForm, RowFormSet, TableInline
from principles.admin.matches import SearchedAdmin
from principles.admin.publication import PublishableAdmin
from principles.models import Attribution, Citation, Quote, QuoteTag, Status, Support, Verdict
from principles.models.evidence import VERDICT_ORDER, NormalizedWords
from principles.provenance.verification import finding
from principles.provenance.witnesses import quote_row, witness_row

RANK = Case(
    *(When(verdict=verdict, then=Value(place)) for verdict, place in VERDICT_ORDER.items()),
    output_field=IntegerField(),
)
VERDICTS = list(Verdict)


class CitationForm(RowForm):
    """A citation whose passage, if it names one, is of its source."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        passage, source = self.cleaned_data.get("passage"), self.cleaned_data.get("source")
        if passage and source and passage.source_id != source.pk:
            self.add_error("passage", f"This passage is of “{passage.source}”, not of “{source}”.")
        return cleaned


class CitationFormSet(RowFormSet):
    """The citations of a quote; a published one needs at least one, and a place in each."""

    def clean(self) -> None:
        super().clean()
        if self.instance.status != Status.PUBLISHED:
            return
        rows = self.kept_rows()
        for row in rows:
            source = row.cleaned_data["source"]
            has_place = row.cleaned_data.get("passage") or row.cleaned_data["locator"].strip()
            if source.has_parts and not has_place:
                row.add_error("locator", f"“{source.title}” has parts: say where in it.")
        if not rows and self.is_complete:
            raise ValidationError(
                "A published quote needs a citation: name the source that has the words."
            )


class CitationInline(BlockInline):
    """Where the quote can be found, each with its verdict."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet
    fetched = ("quote", "source", "passage__source")
    autocomplete_fields = ("source", "passage")
    readonly_fields = ("comparison",)
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("source", "role", "position"),
                    ("passage", "locator"),
                    "wording",
                    "note",
                    "comparison",
                )
            },
        ),
    )

    @admin.display(description="Verdict")
    def comparison(self, citation: Citation) -> str | SafeString:
        """Return the verdict with the collation of the quote and the passage; no query."""
        if citation.verdict == Verdict.STALE:
            return "Worked out when you save."
        found = finding(citation)
        context: dict[str, Any] = {"citation": citation, "finding": found}
        if found and found.differences:
            context["source_row"] = witness_row(found.collation)
            context["quote_row"] = quote_row(citation.quote.text, [found.collation])
        return render_to_string("admin/principles/comparison.html", context)


class AttributionInline(TableInline):
    """Who said it, in order."""

    model = Attribution
    verbose_name = "speaker"
    fetched = ("person",)
    autocomplete_fields = ("person",)
    fields = ("person", "position")


class PrincipleRowForm(RowForm):
    """A link from a quote to a principle, where it goes behind the quotes that are there."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        principle = self.cleaned_data.get("principle")
        if principle and (self.instance.pk is None or "principle" in self.changed_data):
            last = principle.supports.aggregate(last=Coalesce(Max(POSITION), 0))["last"]
            self.instance.position = last + 1
        return cleaned


class SupportedPrincipleInline(TableInline):
    """The principles that rest on the quote."""

    model = Support
    form = PrincipleRowForm
    verbose_name = "principle that it supports"
    verbose_name_plural = "principles that it supports"
    fetched = ("quote", "principle")
    autocomplete_fields = ("principle",)
    fields = ("principle", "note")


class QuoteTagInline(TableInline):
    """The tags of the quote."""

    model = QuoteTag
    verbose_name = "tag"
    fetched = ("tag",)
    autocomplete_fields = ("tag",)
    fields = ("tag",)


class QuoteForm(EntryForm):
    """A quote whose words are in the base once, or name the quote that has them already."""

    class Meta:
        widgets = {
            "text": AdminTextareaWidget(attrs={"rows": 5}),
            "note": AdminTextareaWidget(attrs={"rows": 3}),
            "standing_evidence": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        text = self.cleaned_data.get("text")
        if text and not self.cleaned_data.get("same_words_as"):
            self._refuse_words_twice(text)
        return cleaned

    def _refuse_words_twice(self, text: str) -> None:
        digest = MD5(NormalizedWords(Value(text)))
        others = Quote.objects.filter(words_digest=digest, same_words_as=None)
        first = others.exclude(pk=self.instance.pk).first()
        if first:
            self.add_error(
                "text",
                f"These words are in the base already, as {first.code}. If somebody else said "
                f"them too, name {first.code} under “same words as”.",
            )


@admin.register(Quote)
class QuoteAdmin(PublishableAdmin, SearchedAdmin):
    """Quotes, with how well they are shown."""

    form = QuoteForm
    letter = "Q"
    list_display = ("code", "opening", "by", "status", "verdict", "citation_count", "modified")
    list_display_links = ("code", "opening")
    list_filter = ("status", VerdictFilter, SourceFilter, "standing")
    search_help_text = "Words, a speaker, a source, or a number: Q44."
    autocomplete_fields = ("same_words_as",)
    fieldsets = (
        (None, {"fields": ("text", ("language", "is_fragment"), "note", "status")}),
        ("Standing", {"fields": ("standing", "standing_evidence", "same_words_as")}),
        ("Kept by the site", {"fields": (("published_at", "modified"),)}),
    )
    inlines = (CitationInline, AttributionInline, SupportedPrincipleInline, QuoteTagInline)

    @property
    def media(self) -> Media:
        return super().media + source_select_media()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return quotes with the number of their citations, their best verdict and speakers."""
        citations = Citation.objects.filter(quote=OuterRef("pk")).order_by().values("quote")
        quotes: QuerySet[Any]
        quotes = (
            super()
            .get_queryset(request)
            .annotate(
                counted=Coalesce(Subquery(citations.annotate(n=Count("pk")).values("n")), 0),
                best=Subquery(citations.annotate(place=Min(RANK)).values("place")),
            )
        )
        return quotes.prefetch_related("attributions__person")

    @admin.display(description="Number", ordering="number")
    def code(self, quote: Quote) -> str:
        return quote.code

    @admin.display(description="Opening words")
    def opening(self, quote: Quote) -> str:
        return quote.opening

    @admin.display(description="Speakers")
    def by(self, quote: Quote) -> str:
        return ", ".join(attribution.person.name for attribution in quote.attributions.all())

    @admin.display(description="Verdict", ordering="best")
    def verdict(self, quote: Any) -> str:
        return "" if quote.best is None else VERDICTS[quote.best].shown.label

    @admin.display(description="Citations", ordering="counted")
    def citation_count(self, quote: Any) -> int:
        return int(quote.counted)
