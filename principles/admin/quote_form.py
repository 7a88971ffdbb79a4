"""The form of a quote: its words, and the rows of who said them, what they support, their tags."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Max, Value
from django.db.models.functions import MD5, Coalesce

from principles.admin.entry_form import EntryForm
from principles.admin.inlines import POSITION, RowForm, TableInline
from principles.admin.quoting import has_outer_marks
from principles.admin.tags import TagInline
from principles.models import Attribution, Quote, QuoteTag, Support
from principles.models.evidence import NormalizedWords


class AttributionInline(TableInline):
    """Who said it, in order."""

    model = Attribution
    verbose_name = "speaker"
    verbose_name_plural = "who said it"
    fetched = ("person",)
    autocomplete_fields = ("person",)
    fields = ("person", "position")


class PrincipleRowForm(RowForm):
    """A link from a quote to a principle; the quote goes after those that are there."""

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


class QuoteTagInline(TagInline):
    """The tags of the quote."""

    model = QuoteTag


class QuoteForm(EntryForm):
    """A quote whose words are new to the base, or that names the quote which has them."""

    class Meta:
        labels = {"text": "Words"}
        widgets = {
            "text": AdminTextareaWidget(attrs={"rows": 5}),
            "note": AdminTextareaWidget(attrs={"rows": 3}),
            "standing_evidence": AdminTextareaWidget(attrs={"rows": 2}),
            "real_origin": AdminTextareaWidget(attrs={"rows": 2}),
        }

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if has_outer_marks(text):
            raise ValidationError(
                "Leave out the quotation marks around the words: the site sets its own."
            )
        return text

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
