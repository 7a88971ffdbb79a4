"""People, sources, and the stored text of sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from principles.admin.anchors import AnchoringAdmin
from principles.admin.base import EntryAdmin
from principles.admin.choices import LabelledAdmin
from principles.admin.entry_form import EntryForm
from principles.admin.filters import SourceFilter, number_in, source_select_media
from principles.admin.inlines import BlockInline, TableInline
from principles.admin.matches import SearchedAdmin
from principles.admin.pick_page import PickingAdmin
from principles.admin.times import TimedAdmin
from principles.admin.worklist import WorkFilter
from principles.models import Contribution, Passage, Person, Source
from principles.models.bibliography import printed_year

PASSAGES_ON_ONE_PAGE = 100


@admin.register(Person)
class PersonAdmin(EntryAdmin, TimedAdmin):
    """People, found by any part of their names."""

    list_display = ("name", "sort_name", "quote_count", "saved_on")
    list_filter = (WorkFilter,)
    ordering = ("sort_name", "slug")  # said here, since a counting query drops the model's
    search_fields = ("name", "sort_name", "slug")
    search_help_text = "A part of the name."
    fields = ("name", "sort_name", "note", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_counts()  # type: ignore[attr-defined, no-any-return]  # PersonQuerySet

    @admin.display(description="Published quotes", ordering="quote_count")
    def quote_count(self, person: Any) -> int:
        return int(person.quote_count)


class ContributionInline(TableInline):
    """Who made the source, and in which role."""

    model = Contribution
    verbose_name = "contributor"
    fetched = ("person",)
    autocomplete_fields = ("person",)
    fields = ("person", "role", "position")


class PassageInline(BlockInline):
    """The stored text, passage by passage."""

    model = Passage
    verbose_name_plural = "passages (the stored text)"
    fetched = ("source",)
    fields = (("label", "position", "language"), "heading", "text")


class IdentifiersField(forms.CharField):
    """A text of lines such as `isbn: 9780132350884`, kept as a mapping of names to values."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{name}: {identifier}" for name, identifier in value.items())
        return value

    def clean(self, value: Any) -> dict[str, str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        parts = [line.partition(":") for line in lines]
        for line, (name, _, identifier) in zip(lines, parts, strict=True):
            if not name.strip() or not identifier.strip():
                raise ValidationError(f"Write “{line}” as a name, a colon and the identifier.")
        return {name.strip().lower(): identifier.strip() for name, _, identifier in parts}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial) or "", data)


class SourceForm(EntryForm):
    """A source with its identifiers as lines."""

    identifiers = IdentifiersField(
        required=False, help_text="ISBN, DOI and the like, one to a line: isbn: 9780132350884"
    )

    class Meta:
        widgets = {
            "summary": AdminTextareaWidget(attrs={"rows": 3}),
            "note": AdminTextareaWidget(attrs={"rows": 3}),
        }


@admin.register(Source)
class SourceAdmin(PickingAdmin, AnchoringAdmin, SearchedAdmin, LabelledAdmin):
    """Sources with their contributors and their text."""

    form = SourceForm
    letter = "S"
    list_display = (
        "code",
        "title",
        "kind",
        "dated",
        "evidence",
        "quote_count",
        "passage_count",
        "saved_on",
    )
    list_display_links = ("code", "title")
    list_filter = (WorkFilter, "kind", "level", "text_access")
    search_help_text = "Words of the title, a contributor, a publisher, or a number: S2."
    autocomplete_fields = ("container",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    readonly_fields = ("quotes_from_it", "stored_text", "saved_at")
    fieldsets = (
        (None, {"fields": ("title", ("kind", "level"), ("year", "month", "day"), "container")}),
        ("What it says", {"fields": ("summary",)}),
        ("Where it is", {"fields": ("publisher", "url", "archived_url", "identifiers", "note")}),
        ("Its text", {"fields": ("has_parts", "text_access", "stored_text")}),
        ("On the site", {"fields": ("slug", ("quotes_from_it", "saved_at"))}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_counts()  # type: ignore[attr-defined, no-any-return]  # SourceQuerySet

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Return contributors and passages; a long text is edited passage by passage."""
        if obj is not None and obj.passage_count > PASSAGES_ON_ONE_PAGE:
            return (ContributionInline,)
        return (ContributionInline, PassageInline)

    @admin.display(description="No.", ordering="number")
    def code(self, source: Source) -> str:
        return source.code

    @admin.display(description="Year", ordering="year")
    def dated(self, source: Source) -> str | None:
        return None if source.year is None else printed_year(source.year)

    @admin.display(description="Level", ordering="level")
    def evidence(self, source: Source) -> str:
        """Return the name of the level without its explanation."""
        return source.get_level_display().partition(":")[0]

    @admin.display(description="Published quotes", ordering="quote_count")
    def quote_count(self, source: Any) -> int:
        return int(source.quote_count)

    @admin.display(description="Passages", ordering="passage_count")
    def passage_count(self, source: Any) -> int:
        return int(source.passage_count)

    @admin.display(description="Quotes from it")
    def quotes_from_it(self, source: Source) -> SafeString | str:
        return _narrowed("quote", source, "list them") if source.pk else ""

    @admin.display(description="Passages")
    def stored_text(self, source: Any) -> SafeString | str:
        if source.pk is None or source.passage_count <= PASSAGES_ON_ONE_PAGE:
            return "Enter the text below, one passage for each slide, page or section."
        listed = _narrowed("passage", source, "open the list")
        return format_html("{} passages, too many for this page: {}.", source.passage_count, listed)


class PassageForm(EntryForm):
    """A passage; its version is that of its source."""

    def version_of(self) -> Any:
        return self.instance.source if self.instance.pk else None


class PassageSourceFilter(SourceFilter):
    """Passages of a source."""

    def chosen_only(self, queryset: QuerySet[Any], source: Source) -> QuerySet[Any]:
        return queryset.filter(source=source)


@admin.register(Passage)
class PassageAdmin(AnchoringAdmin, LabelledAdmin):
    """Passages by themselves: to be cited, and where a source has too many for its page."""

    form = PassageForm
    list_display = ("label", "heading", "source", "position", "opening")
    list_filter = (PassageSourceFilter,)
    list_select_related = ("source",)
    search_fields = ("label", "heading", "source__title", "text")
    search_help_text = "Words of the passage, its heading, its label or the title of its source."
    autocomplete_fields = ("source",)
    fields = ("source", ("label", "position", "language"), "heading", "text")

    @property
    def media(self) -> Media:
        return super().media + source_select_media()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the passages that the words find, of the chosen source if there is one."""
        source = number_in(request.GET.get("source"))
        if source is not None:
            queryset = queryset.filter(source=source)
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request: HttpRequest, obj: Passage, form: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        with self.writing(request, [obj]):
            super().save_model(request, obj, form, change)

    def get_view_on_site_url(self, obj: Any = None) -> None:
        """Return nothing: a passage is read on the page of its source."""

    @admin.display(description="Opening words")
    def opening(self, passage: Passage) -> str:
        return Truncator(passage.text).words(12, truncate="…")


def _narrowed(model: str, source: Source, label: str) -> SafeString:
    address = reverse(f"admin:principles_{model}_changelist")
    return format_html('<a href="{}?source={}">{}</a>', address, source.pk, label)
