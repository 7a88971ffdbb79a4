"""Tags, and equivalent words by which searches are widened.

The same word in other letters is the same tag.
"""

from __future__ import annotations

from typing import Any

import taggit.admin  # registers a model of its own, which is unregistered below
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from principles.admin.base import EntryAdmin
from principles.admin.entry_form import EntryForm
from principles.admin.inlines import TableInline
from principles.models import Synonyms, Tag


class TagInline(TableInline):
    """The tags of an entry."""

    verbose_name = "tag"
    fetched = ("tag",)
    autocomplete_fields = ("tag",)
    fields = ("tag",)


class TagForm(EntryForm):
    """A tag whose name no other tag has in other capitals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "The readable part of the address. Left empty, it is made from the name."

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(f"There is the tag “{same}” already.")
        return name


admin.site.unregister(taggit.admin.Tag)


@admin.register(Tag)
class TagAdmin(EntryAdmin):
    """Tags, with what carries them."""

    form = TagForm
    versioned = False
    list_display = ("name", "quote_count", "principle_count")
    ordering = ("name",)  # said here, since a counting query drops the model's
    search_fields = ("name",)
    search_help_text = "A part of the name."
    fields = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_counts()  # type: ignore[attr-defined, no-any-return]  # TagQuerySet

    @admin.display(description="Published quotes", ordering="quote_count")
    def quote_count(self, tag: Any) -> int:
        return int(tag.quote_count)

    @admin.display(description="Published principles", ordering="principle_count")
    def principle_count(self, tag: Any) -> int:
        return int(tag.principle_count)


@admin.register(Synonyms)
class SynonymsAdmin(EntryAdmin):
    """The list of equivalent words."""

    versioned = False
    list_display = ("words",)
    search_fields = ("words",)
    search_help_text = "A part of the line."
    fields = ("words",)
