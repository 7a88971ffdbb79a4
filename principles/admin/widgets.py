"""A choice among many entries that costs no query for entries already fetched.

The admin's own autocomplete asks the database once per rendered choice, so a principle with two
hundred quotes would cost two hundred queries; and a key that is no number makes it fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import pretty_name
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from principles.admin.choices import LabelledAdmin, choice_label
from principles.admin.naming import Named, entry_named

WRITTEN = "-written"  # ends the name of the field in which an entry is named
NUMBER_OR_NAME = "number or exact name"


class EntrySelect(AutocompleteSelect):
    """An autocomplete that remembers the labels it was told, and ignores impossible keys.

    Without a script it holds the chosen entry alone, and another is named in a field beside it.
    """

    takes_names = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, str] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was written in place of a choice, if anything was, else the choice."""
        written = str(data.get(f"{name}{WRITTEN}", "")).strip()
        if not written:
            return super().value_from_datadict(data, files, name)
        source = f"{name.removesuffix('passage')}source"
        if not name.endswith("-passage"):
            return Named(written)
        return Named(written, data.get(f"{source}{WRITTEN}", "").strip() or data.get(source, ""))

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the autocomplete, and for a browser without scripts a field to write in."""
        choice = super().render(name, value, attrs, renderer)
        if not self.takes_names:
            return choice
        return format_html(
            '{}<noscript><input type="text" class="named" name="{}" value="{}" placeholder="{}" '
            'aria-label="{}: {}"></noscript>',
            choice,
            f"{name}{WRITTEN}",
            value if isinstance(value, Named) else "",
            NUMBER_OR_NAME,
            self.attrs.get("aria-label") or pretty_name(self.field.verbose_name),
            NUMBER_OR_NAME,
        )

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
    """A choice that labels entries as its autocomplete does, and takes a number or a name."""

    known: models.Model | None = None  # fetched already: choosing it costs no query

    def is_unknown(self, value: Any) -> bool:
        """Say whether the value is a number of an entry that is still to be fetched."""
        is_number = isinstance(value, str) and value.isascii() and value.isdecimal()
        if not is_number or isinstance(value, Named) or len(value) >= 10:
            return False
        return self.known is None or str(self.known.pk) != value

    def entries(self, numbers: Iterable[str]) -> dict[int, Any]:
        """Return the entries of those numbers; one query."""
        return dict(self.queryset.in_bulk(numbers))  # type: ignore[union-attr]  # is set

    def to_python(self, value: Any) -> Any:
        if self.known is not None and str(self.known.pk) == value and not isinstance(value, Named):
            return self.known
        if not isinstance(value, Named):
            return super().to_python(value)
        return entry_named(self.queryset.model, value)  # type: ignore[union-attr]  # is set

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
                if isinstance(field, EntryChoiceField):
                    field.known = entry


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
