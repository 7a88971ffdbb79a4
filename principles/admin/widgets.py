"""A choice among many entries that costs no query for entries already fetched.

The admin's own autocomplete asks the database once per rendered choice, so a principle with two
hundred quotes would cost two hundred queries; and a key that is no number makes it fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from principles.admin.choices import LabelledAdmin, choice_label


class EntrySelect(AutocompleteSelect):
    """An autocomplete that remembers the labels it was told, and ignores impossible keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, str] = {}

    def know(self, entry: models.Model) -> None:
        """Remember the entry's label, so that showing it costs no query."""
        self.known = self.known | {str(entry.pk): choice_label(entry)}

    def get_url(self) -> str:
        desk = self.admin_site.get_model_admin(self.field.remote_field.model)
        return desk.choices_address() if isinstance(desk, LabelledAdmin) else super().get_url()

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> Any:
        """Return the chosen options alone; one query unless all of them are known."""
        chosen = [key for key in map(str, value) if self._is_key(key)]
        if not all(key in self.known for key in chosen):
            return super().optgroups(name, chosen, attrs)
        options = (
            [] if self.is_required else [self.create_option(name, "", "", selected=False, index=0)]
        )
        for key in chosen:
            label = self.known[key]
            options.append(self.create_option(name, key, label, selected=True, index=len(options)))
        return [(None, options, 0)]

    def _is_key(self, value: str) -> bool:
        key = self.field.remote_field.model._meta.pk
        try:
            key.clean(value, None)
        except ValidationError:
            return False
        return True


class EntryChoiceField(forms.ModelChoiceField[Any]):
    """A choice that labels entries as its autocomplete does."""

    def label_from_instance(self, obj: models.Model) -> str:
        return choice_label(obj)


def recall_choices(form: forms.ModelForm[Any]) -> None:
    """Tell the form's autocompletes the related entries that its instance has fetched."""
    for name, field in form.fields.items():
        select = getattr(field.widget, "widget", field.widget)
        if not isinstance(select, EntrySelect):
            continue
        relation = form.instance._meta.get_field(name)
        if relation.is_cached(form.instance):
            entry = getattr(form.instance, name)
            if entry is not None:
                select.know(entry)


class ChoosesEntries(BaseModelAdmin[Any]):
    """An admin whose relations are chosen by an `EntrySelect`; nothing is deleted from there."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = EntrySelect(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs["form_class"] = EntryChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field
