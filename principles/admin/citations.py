"""Citations on the page of a quote, each with its verdict, and what they say of the quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from principles.admin.confirming import NEEDS_A_YES, ConfirmationForm, compared, is_doubtful
from principles.admin.filters import number_in
from principles.admin.inlines import BlockInline, RowForm, RowFormSet
from principles.admin.places import fill_in, offers
from principles.admin.quoting import recorded_place, torn_sentence
from principles.admin.verdicts import comparison_of, with_text
from principles.models import Citation, Passage, Quote, Status, Verdict
from principles.provenance.matching import Finding
from principles.provenance.verification import finding
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
    """The citations of a quote; a published one needs at least one, and a place in each.

    `used` are passages that an editor took from an answer of the desk, by the citation's id.
    """

    questions: tuple[ConfirmationForm, ...] = ()
    used: ClassVar[dict[int, Passage]] = {}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        passage = self.used.get(form.instance.pk)
        if passage is not None and passage.source_id == form.instance.source_id:
            form.initial |= {"passage": passage.pk, "locator": "", "wording": ""}

    def clean(self) -> None:
        fill_in(self.instance.text, self.kept_rows())
        super().clean()
        if self.instance.status != Status.PUBLISHED:
            return
        rows = self.kept_rows()
        for row in rows:
            source = row.cleaned_data["source"]
            has_place = row.cleaned_data.get("passage") or row.cleaned_data["locator"].strip()
            if source.has_parts and not has_place:
                row.add_error("locator", f"“{source.title}” has parts: say where in it.")
        rows = self.kept_rows()
        citations = [self._compared(row) for row in rows]
        self._ask(rows, citations)
        if not self.instance.is_fragment and (sentence := torn_sentence(_places(citations))):
            raise ValidationError(sentence)
        if not rows and self.is_complete:
            raise ValidationError(
                "A published quote needs a citation: name the source that has the words."
            )
        if not all(question.is_confirmed for question in self.questions):
            raise ValidationError(NEEDS_A_YES)

    @property
    def asked_rows(self) -> list[Any]:
        """Return the rows that an editor said yes to."""
        asked = {question.prefix for question in self.questions}
        return [row for row in self.forms if row.prefix in asked]

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        saved = super().save(commit)
        numbers = {row.prefix: row.instance.pk for row in self.forms}
        for question in self.questions:
            question.keep(numbers[question.prefix])
        return saved

    def _compared(self, row: Any) -> tuple[Citation, Finding | None]:
        """Return the row as a citation of the words as typed."""
        typed = row.cleaned_data
        return compared(
            self.instance,
            typed["source"],
            passage=typed.get("passage"),
            locator=typed["locator"],
            note=typed["note"],
            confirmed_digest=row.instance.confirmed_digest,
        )

    def _ask(self, rows: list[Any], citations: list[tuple[Citation, Finding | None]]) -> None:
        """Ask of each citation that the stored text does not bear out, unless it is confirmed."""
        if not self.instance.text:
            return
        texts = with_text([citation for citation, _ in citations])
        asked = [
            (row.prefix, citation, found)
            for row, (citation, found) in zip(rows, citations, strict=True)
            if is_doubtful(citation, texts)
        ]
        offered = offers([citation for _, citation, _ in asked])
        self.questions = tuple(
            ConfirmationForm(self.data, citation=citation, found=found, prefix=prefix, offer=offer)
            for (prefix, citation, found), offer in zip(asked, offered, strict=True)
        )


def _places(
    citations: list[tuple[Citation, Finding | None]],
) -> list[tuple[str, str, Span | None]]:
    """Return each passage's label and text, and the span in it of the quote's words."""
    return [
        (citation.passage.locator, citation.passage.text, recorded_place(citation))
        for citation, found in citations
        if citation.passage and found
    ]


class CitationInline(BlockInline):
    """Where the quote can be found, each with its verdict."""

    model = Citation
    verbose_name_plural = "where the words stand"
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
                    ("source", "passage"),
                    ("locator", "role", "position"),
                    "comparison",
                    "wording",
                    "note",
                )
            },
        ),
    )

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Return rows in which the passage that the address names is taken; one query if so."""
        rows = super().get_formset(request, obj, **options)
        citation, _, passage = request.GET.get("use", "").partition(":")
        if request.method == "GET" and number_in(citation) and number_in(passage):
            found = Passage.objects.filter(pk=passage).first()
            rows.used = {int(citation): found} if found else {}
        return rows

    @admin.display(description="Verdict")
    def comparison(self, citation: Citation) -> str | SafeString:
        """Return the verdict with the collation of the quote and the passage.

        A query if it is doubtful.
        """
        if citation.verdict == Verdict.STALE:
            return "Worked out when you save."
        return comparison_of(citation, finding(citation), row=str(citation.pk))


def torn_quotes(quotes: QuerySet[Any]) -> Iterator[tuple[Quote, str]]:
    """Yield each torn quote that is not marked a fragment, with what to tell of it; 2 queries."""
    cited = Citation.objects.select_related("passage").exclude(passage=None)
    whole = quotes.filter(is_fragment=False)
    for quote in whole.prefetch_related(Prefetch("citations", cited, to_attr="placed")):
        places = [(c.passage.locator, c.passage.text, recorded_place(c)) for c in quote.placed]
        if sentence := torn_sentence(places):
            yield quote, sentence
