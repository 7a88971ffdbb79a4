"""What belongs to an entry, edited on its page and put in order by position numbers.

A row whose position is left empty goes to the end. Two rows can change places in one save, since
the database looks at positions only when the transaction ends; the set as typed is checked here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorDict, pretty_name
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html

from principles.admin.keeping import reasons_to_keep
from principles.admin.widgets import ChoosesEntries, EntryChoiceField, recall_choices

POSITION = "position"
MOST_ROWS = 1_000  # of an inline; a principle may rest on 500 quotes
TOO_MANY_ROWS = (
    f"The form says that it has more than {MOST_ROWS:,} rows. Nothing was saved; the rows that "
    "were sent are still here."
)


def with_possible_rows(posted: QueryDict) -> QueryDict | None:
    """Return the form with the rows that it has, where it says to have impossibly many."""
    possible = posted.copy()
    for name in posted:
        rows = name.removesuffix(f"-{TOTAL_FORM_COUNT}")
        written = str(posted[name]).strip()
        if rows != name and written.isdigit() and not _is_possible(written):
            row = re.compile(rf"{re.escape(rows)}-(\d{{1,3}})-")
            sent = [int(found[1]) + 1 for key in posted if (found := row.match(key))]
            possible[name] = str(min(MOST_ROWS, max(sent, default=0)))
    return possible if possible != posted else None


def _is_possible(written: str) -> bool:
    return len(written) < 10 and int(written) <= MOST_ROWS


class RowForm(forms.ModelForm[Any]):
    """A row whose choices cost no query each; one that is as it was is not asked anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recall_choices(self)

    def full_clean(self) -> None:
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors = ErrorDict()
            self.cleaned_data = self._as_it_was()
        else:
            super().full_clean()

    def _as_it_was(self) -> dict[str, Any]:
        """Return the values of the row as stored; no query if its relations are fetched."""
        columns = {field.name for field in self.instance._meta.concrete_fields}
        kept = {
            name: field.parent_instance
            if isinstance(field, InlineForeignKeyField)
            else getattr(self.instance, name)
            for name, field in self.fields.items()
            if name in columns
        }
        key = self.instance._meta.pk.name
        return {**kept, key: self.instance, DELETION_FIELD_NAME: False}

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what a choice found in the base just before."""
        fields = self.fields.items()
        chosen = {name for name, field in fields if isinstance(field, EntryChoiceField)}
        return {*super()._get_validation_exclusions(), *chosen}  # type: ignore[misc]  # Django's


class OwnRowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The hidden key of a row; its own costs no query."""

    def __init__(self, row: models.Model, **options: Any) -> None:
        super().__init__(type(row)._default_manager.none(), **options)
        self._row = row

    def to_python(self, value: Any) -> Any:
        return self._row if str(value) == str(self._row.pk) else super().to_python(value)


class RowFormSet(forms.BaseInlineFormSet[Any, Any, forms.ModelForm[Any]]):
    """Rows as typed; those without a position get the next ones, in the order typed.

    `filled` are the values of rows that an empty form opens with.
    """

    filled: ClassVar[list[dict[str, Any]]] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is None and self.filled:
            kwargs["initial"] = self.filled
        super().__init__(data, *args, **kwargs)

    def full_clean(self) -> None:
        if self.is_bound:
            self._fetch_what_is_chosen()
        super().full_clean()

    def _fetch_what_is_chosen(self) -> None:
        """Fetch the entries that rows newly choose; one query for each relation of all rows."""
        chosen: dict[str, dict[EntryChoiceField, str]] = defaultdict(dict)
        for form in self.forms:
            for name, field in form.fields.items():
                if isinstance(field, EntryChoiceField) and field.is_unknown(form[name].data):
                    chosen[name][field] = str(form[name].data)
        for fields in chosen.values():
            found = next(iter(fields)).entries(fields.values())
            for field, key in fields.items():
                field.known = found.get(int(key))

    def kept_rows(self) -> list[forms.ModelForm[Any]]:
        """Return the filled forms that are valid and not marked for deletion."""
        return [
            form
            for form in self.forms
            if not self._is_deleted(form)
            and form.is_valid()
            and (form.instance.pk or form.has_changed())
        ]

    @property
    def is_complete(self) -> bool:
        """Say whether every row that is kept is valid."""
        return all(form.is_valid() for form in self.forms if not self._is_deleted(form))

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Label every field of a row for screen readers: a table shows its name once, on top."""
        super().add_fields(form, index)
        key = form.instance._meta.pk.name
        if form.instance.pk and key in form.fields:
            form.fields[key] = OwnRowField(
                form.instance, initial=form.instance.pk, required=False, widget=forms.HiddenInput
            )
        for name, field in form.fields.items():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            widget.attrs.setdefault("aria-label", str(field.label or pretty_name(name)))

    def clean(self) -> None:
        # First, because Django's own check refuses the same in the language of tables.
        for form in self.forms:
            if form.instance.pk and self._is_deleted(form):
                self._refuse_deleting(form.instance)
        super().clean()
        if POSITION in self.form.base_fields:
            self._number(self.kept_rows())

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Return the sentence of the constraint that two rows break."""
        declared = self.model._meta.total_unique_constraints
        found = (each for each in declared if set(each.fields) == set(unique_check))
        return str(next(found).violation_error_message)

    def get_form_error(self) -> str:
        return "Another row above says the same."

    def _is_deleted(self, form: forms.ModelForm[Any]) -> bool:
        return self.can_delete and bool(form.cleaned_data.get(DELETION_FIELD_NAME))

    @staticmethod
    def _refuse_deleting(row: models.Model) -> None:
        reasons = reasons_to_keep([row])
        if reasons:
            raise ValidationError(
                [format_html("“{}” cannot be deleted: {}", row, reason) for reason in reasons]
            )

    def _number(self, rows: list[forms.ModelForm[Any]]) -> None:
        given = [row.cleaned_data.get(POSITION) for row in rows]
        last = max(filter(None, given), default=0)
        for row, position in zip(rows, given, strict=True):
            if position is None:
                last += 1
                row.cleaned_data[POSITION] = row.instance.position = last
                self._refuse_beyond_the_last(row, last)

    @staticmethod
    def _refuse_beyond_the_last(row: forms.ModelForm[Any], position: int) -> None:
        try:
            row.instance._meta.get_field(POSITION).run_validators(position)
        except ValidationError as error:
            row.add_error(POSITION, error)


class InsertingFormSet(RowFormSet):
    """Rows of which one that is given a number goes there, and the others move on: 1…n.

    Those whose number is not changed keep their order. All places are saved with one query.
    """

    def clean(self) -> None:
        self._put_in_order()
        super().clean()

    def _put_in_order(self) -> None:
        kept = self.kept_rows()
        rows = [row for row in self.forms if row in kept or (row.instance.pk and row.is_valid())]
        placed = [(row.cleaned_data.get(POSITION), row) for row in rows]
        stayed = [(place, row) for place, row in placed if self._stays(row, place)]
        moved = [(place, row) for place, row in placed if not self._stays(row, place)]
        ordered = [row for _, row in sorted(stayed, key=itemgetter(0))]
        for place, row in sorted((m for m in moved if m[0] is not None), key=itemgetter(0)):
            ordered.insert(max(0, int(place or 0) - 1), row)
        ordered += [row for place, row in moved if place is None]
        for number, row in enumerate((row for row in ordered if row in kept), 1):
            row.cleaned_data[POSITION] = row.instance.position = number

    @staticmethod
    def _stays(row: forms.ModelForm[Any], place: int | None) -> bool:
        stored = row.initial.get(POSITION)
        return bool(row.instance.pk) and place is not None and place == stored

    def save_existing(self, form: Any, obj: models.Model, commit: bool = True) -> models.Model:  # noqa: FBT001, FBT002 (Django's signature)
        only_moved = commit and form.changed_data == [POSITION]
        return obj if only_moved else super().save_existing(form, obj, commit)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        saved = super().save(commit)
        gone = self.deleted_forms
        rows = [row for row in self.initial_forms if row.instance.pk and row not in gone]
        moved = [r.instance for r in rows if r.instance.position != r.initial.get(POSITION)]
        if commit and moved:
            self.model._default_manager.bulk_update(moved, [POSITION])
        return saved


class RowsMixin(ChoosesEntries, admin.options.InlineModelAdmin[Any, Any]):
    """Options that every inline shares; `fetched` names the relations that its rows show."""

    form = RowForm
    formset = RowFormSet
    extra = 0
    max_num = MOST_ROWS
    fetched: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.fetched)

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **options})

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == POSITION:
            field.required = False
            field.initial = None
            field.help_text = "1 is first. Left empty, it goes to the end."
        return field


class TableInline(RowsMixin, admin.TabularInline[Any, Any]):
    """Short rows, one below the other."""

    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 40})}
    }


class BlockInline(RowsMixin, admin.StackedInline[Any, Any]):
    """Rows with long texts, each a block of its own."""
