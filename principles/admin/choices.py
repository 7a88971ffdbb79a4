"""The label of an entry in a choice: that of sources and passages has the source's number.

Two sources may have the same title and year. The admin's own autocomplete labels every entry by its
`str()`, so sources and passages have an autocomplete view of their own.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.urls import URLPattern, path, reverse

from principles.models import Passage, Source


@singledispatch
def choice_label(entry: models.Model) -> str:
    """Return the label of the entry in a choice; no query if its source is fetched."""
    return str(entry)


@choice_label.register
def _source(source: Source) -> str:
    return f"{source.code} · {source}"


@choice_label.register
def _passage(passage: Passage) -> str:
    return f"{passage.source.code} · {passage}"


class Choices(AutocompleteJsonView):
    """The entries that a typed text finds, each by its `choice_label`."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": choice_label(obj)}


class LabelledAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin of entries whose label in a choice is not their name."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(Choices.as_view(admin_site=self.admin_site))
        return [path("choices/", view, name=self._choices_name()), *super().get_urls()]

    def choices_address(self) -> str:
        """Return where an autocomplete asks for these entries."""
        return reverse(f"{self.admin_site.name}:{self._choices_name()}")

    def _choices_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_choices"
