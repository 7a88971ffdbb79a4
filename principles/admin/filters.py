"""What a list can be narrowed by, beyond the choices of a field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.utils.safestring import SafeString

from principles.admin.widgets import EntrySelect
from principles.models import Citation, Principle, Source, Verdict

UNCITED = "uncited"
LOST = "lost"
UNCONFIRMED = "no"
BROKEN = "broken"


def number_in(value: str | None) -> int | None:
    """Return the permanent number that a query parameter gives, if it can be one."""
    is_number = value is not None and value.isascii() and value.isdecimal() and len(value) < 10
    return int(value) if value is not None and is_number else None


class VerdictFilter(admin.SimpleListFilter):
    """Quotes of which any citation has the verdict; stale counts as unverified."""

    title = "verdict"
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        shown = [verdict for verdict in Verdict if verdict.shown is verdict]
        return [*((verdict.value, verdict.label) for verdict in shown), (UNCITED, "No citation")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        citations = Citation.objects.filter(quote=OuterRef("pk"))
        if value == UNCITED:
            return queryset.filter(~Exists(citations))
        alike = [verdict for verdict in Verdict if verdict.shown == value]
        return queryset.filter(Exists(citations.filter(verdict__in=alike)))


class AdriftFilter(admin.SimpleListFilter):
    """Quotes of which a citation lost its passage when the stored text was replaced."""

    title = "place in the stored text"
    parameter_name = "place"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(LOST, "Lost: needs work")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != LOST:
            return queryset
        return queryset.filter(Exists(Citation.objects.adrift().filter(quote=OuterRef("pk"))))


class ConfirmationFilter(admin.SimpleListFilter):
    """Published quotes whose words the stored text does not show, without an editor's yes."""

    title = "reason"
    parameter_name = "confirmed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(UNCONFIRMED, "Published without one")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != UNCONFIRMED:
            return queryset
        unconfirmed = Citation.objects.published().unconfirmed()
        return queryset.filter(pk__in=unconfirmed.order_by().values("quote"))


class ReferencesFilter(admin.SimpleListFilter):
    """Principles whose body refers to a quote that readers do not see."""

    title = "references"
    parameter_name = "references"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(BROKEN, "To what readers do not see")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != BROKEN:
            return queryset
        broken = Principle.objects.with_broken_references()
        return queryset.filter(pk__in=broken.order_by().values("pk"))


class SourceFilter(admin.SimpleListFilter):
    """Quotes cited from a source, chosen by typing: a base may have thousands of sources."""

    title = "source"
    parameter_name = "source"
    template = "admin/principles/source_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        number = number_in(self.value())
        self.chosen = Source.objects.filter(pk=number).first() if number else None
        return [(str(self.chosen.pk), str(self.chosen))] if self.chosen else []

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        if self.chosen is None:
            return queryset.none()
        return self.chosen_only(queryset, self.chosen)

    def chosen_only(self, queryset: QuerySet[Any], source: Source) -> QuerySet[Any]:
        """Return the rows that belong to the source."""
        cited = Citation.objects.filter(quote=OuterRef("pk"), source=source)
        return queryset.filter(Exists(cited))

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        self.kept = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter_name
            for value in values
        ]
        return super().choices(changelist)

    def select(self) -> SafeString:
        """Return the autocomplete with the chosen source in it; no query."""
        widget = source_select()
        if self.chosen:
            widget.know(self.chosen)
        chosen = str(self.chosen.pk) if self.chosen else ""
        attributes = {"id": "source-filter", "aria-label": "Source"}
        return widget.render(self.parameter_name, chosen, attributes)


def source_select() -> EntrySelect:
    """Return an autocomplete over all sources."""
    select = EntrySelect(Citation._meta.get_field("source"), admin.site)
    select.takes_names = False
    return select


def source_select_media() -> Media:
    """Return the scripts and styles that a list with a source filter needs."""
    return source_select().media
