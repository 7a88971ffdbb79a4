"""Citations on the page of a quote, each with its verdict, and what they say of the quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from principles.admin.inlines import BlockInline, RowForm, RowFormSet
from principles.admin.quoting import recorded_place, torn_sentence
from principles.models import Citation, Quote, Status, Verdict
from principles.provenance.verification import finding
from principles.provenance.witnesses import quote_row, witness_row
from principles.text import Span


class CitationForm(RowForm):
    """A citation whose passage, if it names one, is of its source."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        passage, source = self.cleaned_data.get("passage"), self.cleaned_data.get("source")
        if passage and source and passage.source_id != source.pk:
            self.add_error("passage", f"This passage is of “{passage.source}”, not of “{source}”.")
        if {"passage", "locator", "source"} & {*self.changed_data}:
            self.instance.is_adrift = False
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
        if not self.instance.is_fragment and (sentence := torn_sentence(self._places(rows))):
            raise ValidationError(sentence)
        if not rows and self.is_complete:
            raise ValidationError(
                "A published quote needs a citation: name the source that has the words."
            )

    def _places(self, rows: list[Any]) -> list[tuple[str, str, Span | None]]:
        """Return each passage's label and text, and the span in it of the words as typed."""
        places = []
        for row in rows:
            citation = Citation(
                quote=self.instance,
                source=row.cleaned_data["source"],
                passage=row.cleaned_data.get("passage"),
            )
            found = finding(citation)
            if citation.passage and found:
                citation.verdict = Verdict(found.outcome.value)
                citation.start, citation.end = found.start, found.end
                citation.gives_part = found.gives_part
                passage = citation.passage
                places.append((passage.locator, passage.text, recorded_place(citation)))
        return places


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


def torn_quotes(quotes: QuerySet[Any]) -> Iterator[tuple[Quote, str]]:
    """Yield each torn quote that is not marked a fragment, with what to tell of it; 2 queries."""
    cited = Citation.objects.select_related("passage").exclude(passage=None)
    whole = quotes.filter(is_fragment=False)
    for quote in whole.prefetch_related(Prefetch("citations", cited, to_attr="placed")):
        places = [(c.passage.locator, c.passage.text, recorded_place(c)) for c in quote.placed]
        if sentence := torn_sentence(places):
            yield quote, sentence
