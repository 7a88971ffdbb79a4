"""Lines of equivalent words, by which readers' searches are widened."""

from __future__ import annotations

from django.contrib import admin

from principles.admin.base import EntryAdmin
from principles.models import Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(EntryAdmin):
    """The list of equivalent words."""

    versioned = False
    list_display = ("words",)
    search_fields = ("words",)
    search_help_text = "A part of the line."
    fields = ("words",)
