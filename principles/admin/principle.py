"""Principles with the quotes they rest on, in the editors' order, and what else to read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Media, Script
from django.http import HttpRequest

from principles.admin.entry_form import EntryForm
from principles.admin.filters import ReferencesFilter, number_in
from principles.admin.inlines import InsertingFormSet, RowForm, TableInline
from principles.admin.publication import KEPT_FIELDS, PublishableAdmin
from principles.admin.references import hidden_in
from principles.admin.tags import TagInline
from principles.admin.widgets import WRITTEN
from principles.admin.worklist import WorkFilter
from principles.markdown import referenced_numbers
from principles.models import Principle, PrincipleTag, Quote, SeeAlso, Status, Support


class SupportForm(RowForm):
    """A quote of a principle; a row that is text posts its id and place only."""

    opened: ClassVar[int | None] = None  # the row that the address opens

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_stored = self.instance.pk is not None
        if self.is_bound:
            sent = (f"{self.prefix}-{field}" for field in ("quote", f"quote{WRITTEN}", "note"))
            self.is_text = is_stored and not any(name in self.data for name in sent)
        else:
            self.is_text = is_stored and self.instance.pk != self.opened
        if self.is_bound and self.is_text:
            del self.fields["quote"], self.fields["note"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_text:
            self.cleaned_data["quote"] = self.instance.quote
        return cleaned

    def _as_it_was(self) -> dict[str, Any]:
        return {**super()._as_it_was(), "quote": self.instance.quote}


class SupportFormSet(InsertingFormSet):
    """The quotes of a principle; a published one needs a published quote to rest on."""

    def clean(self) -> None:
        super().clean()
        if self.instance.status != Status.PUBLISHED:
            return
        quotes = [row.cleaned_data["quote"] for row in self.kept_rows()]
        if self.is_complete and not any(quote.is_published for quote in quotes):
            raise ValidationError(
                "A published principle needs a published quote to rest on: link one, or leave "
                "the principle a draft."
            )


class SupportInline(TableInline):
    """The quotes that the principle rests on, in order."""

    model = Support
    form = SupportForm
    formset = SupportFormSet
    template = "admin/principles/principle/supports.html"
    verbose_name = "quote that it rests on"
    verbose_name_plural = "quotes that it rests on"
    fetched = ("principle", "quote")
    autocomplete_fields = ("quote",)
    fields = ("position", "quote", "note")

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Return the rows; the one that the address names is open."""
        rows = super().get_formset(request, obj, **options)
        rows.form.opened = number_in(request.GET.get("edit"))
        return rows


class SeeAlsoInline(TableInline):
    """Other principles worth reading, and why."""

    model = SeeAlso
    fk_name = "principle"
    verbose_name = "principle worth reading"
    verbose_name_plural = "see also"
    fetched = ("principle", "other")
    autocomplete_fields = ("other",)
    fields = ("other", "note")


class PrincipleTagInline(TagInline):
    """The tags of the principle."""

    model = PrincipleTag


class PrincipleForm(EntryForm):
    """A principle whose body refers to existing quotes; a new one goes to the end."""

    class Meta:
        widgets = {
            "maxim": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
            "summary": AdminTextareaWidget(attrs={"rows": 3}),
            "body": AdminTextareaWidget(attrs={"rows": 16}),
            "aliases": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
            "other_names": AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" not in self.fields:
            return
        position = self.fields["position"]
        position.required = False
        position.help_text = (
            "Its place in the index; equal places are ordered by number. Left empty, it goes to "
            "the end."
        )
        if self.instance.pk is None:
            self.initial["position"] = None

    def clean_position(self) -> int:
        given = self.cleaned_data["position"]
        if given is not None:
            return int(given)
        others = Principle.objects.exclude(pk=self.instance.pk)
        return int(others.aggregate(last=Coalesce(Max("position"), 0))["last"]) + 1

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"])
        numbers = referenced_numbers(body)
        known = set(Quote.objects.filter(pk__in=numbers).values_list("pk", flat=True))
        unknown = [f"Q{number}" for number in numbers if number not in known]
        if unknown:
            is_or_are = (
                "there is no such quote" if len(unknown) == 1 else "there are no such quotes"
            )
            raise ValidationError(f"The body refers to {', '.join(unknown)}, and {is_or_are}.")
        return body


@admin.register(Principle)
class PrincipleAdmin(PublishableAdmin):
    """Principles, in the order of the index."""

    form = PrincipleForm
    letter = "P"
    list_display = ("code", "name", "maxim", "status", "quotes_linked", "place", "saved_on")
    list_display_links = ("code", "name")
    list_filter = (WorkFilter, "status", ReferencesFilter)
    search_help_text = "Words, an alias, or a number."
    fieldsets = (
        (None, {"fields": ("name", "maxim", "summary", "body")}),
        ("How it is found", {"fields": ("aliases", "other_names", "slug", "position")}),
        KEPT_FIELDS,
    )
    inlines = (SupportInline, SeeAlsoInline, PrincipleTagInline)

    @property
    def media(self) -> Media:
        own = Media(
            js=[
                Script(f"js/{name}.js", type="module")  # type: ignore[misc]  # as documented
                for name in ("admin-rows", "admin-order")
            ]
        )
        return super().media + own

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        super().save_related(request, form, formsets, change)
        self._tell_what_is_hidden(request, form.instance)

    @admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the selected principles that may be, and name references that lead nowhere."""
        done = self.move(request, queryset, status=Status.PUBLISHED)
        for principle in Principle.objects.with_broken_references().filter(pk__in=done):
            self._tell_what_is_hidden(request, principle)

    def _tell_what_is_hidden(self, request: HttpRequest, principle: Principle) -> None:
        if told := hidden_in(principle):
            self.tell(request, told, messages.WARNING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return principles with the number of quotes linked, drafts included."""
        links = Support.objects.filter(principle=OuterRef("pk")).order_by().values("principle")
        counted = Subquery(links.annotate(n=Count("pk")).values("n"))
        principles: QuerySet[Any]
        principles = super().get_queryset(request).annotate(counted=Coalesce(counted, 0))
        return principles

    @admin.display(description="No.", ordering="number")
    def code(self, principle: Principle) -> int:
        return principle.number

    @admin.display(description="Place", ordering="position")
    def place(self, principle: Principle) -> int:
        return principle.position

    @admin.display(description="Quotes", ordering="counted")
    def quotes_linked(self, principle: Any) -> int:
        return int(principle.counted)
