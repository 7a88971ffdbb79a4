"""The form of an entry: it knows when it was opened, and can be told what the database refused.

An entry is refused if it was changed since its form was opened, so that two editors never
overwrite each other unawares. `modified` is set by the database on every save of the entry or of
what belongs to it, and therefore serves as the version.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from principles.admin.twice import NAMES, TWINS, new_token, question, twins_of
from principles.models import Status
from principles.models.addresses import Sluggable, free_slug

OPENED = "opened"
CHANGED_MEANWHILE = (
    "This was changed, by somebody else or in another window, after you opened it. Nothing was "
    "saved. What you typed is still here: open the entry again in a second window, see what "
    "changed there, and copy over what you want to keep."
)


class EntryForm(forms.ModelForm[Any]):
    """A form whose `refusal`, if the database gave one, makes it invalid with that sentence."""

    refusal: ClassVar[str] = ""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_token)
    twins = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.version_of()
        if version is not None:
            self.initial[OPENED] = version.modified.isoformat()
        if "status" in self.fields:
            self._offer_possible_statuses()

    def version_of(self) -> Any:
        """Return the entry whose `modified` counts as the version of this one, if any."""
        return self.instance if self.instance.pk and hasattr(self.instance, "modified") else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self._fill_slug()
        if self.refusal:
            self.add_error(None, self.refusal)
        elif self._was_changed_meanwhile():
            self.add_error(None, CHANGED_MEANWHILE)
        else:
            self._ask_about_twins()
        return cleaned

    def _ask_about_twins(self) -> None:
        """Refuse a name that is there already, unless that was asked about before."""
        first, *_ = NAMES.get(type(self.instance), ("",))
        is_new = self.instance.pk is None or first in self.changed_data
        if not first or not self.cleaned_data.get(first) or not is_new:
            return
        twins = twins_of(self.instance, self.cleaned_data)
        asked = ",".join(str(twin.pk) for twin in twins)
        if twins and self.cleaned_data.get(TWINS) != asked:
            shown: Any = self.data
            shown = shown.copy()
            shown[self.add_prefix(TWINS)] = asked
            self.data = shown
            self.add_error(None, question(twins))

    def _fill_slug(self) -> None:
        """Give an entry without a slug the one it would be saved with, so that rules see it."""
        is_wanted = "slug" in self.fields and self.cleaned_data.get("slug") == ""
        if is_wanted and isinstance(self.instance, Sluggable):
            name = self.cleaned_data.get(self.instance.slug_from) or ""
            model = type(self.instance)
            fallback = model.__name__.lower()
            self.cleaned_data["slug"] = free_slug(model, str(name), fallback=fallback)

    def _was_changed_meanwhile(self) -> bool:
        """Compare the versions and keep the entry locked until it is saved."""
        version = self.version_of()
        if version is None:
            return False
        stored = (
            type(version)
            ._base_manager.select_for_update(no_key=True)
            .filter(pk=version.pk)
            .values_list("modified", flat=True)
            .first()
        )
        return stored is None or stored.isoformat() != self.cleaned_data.get(OPENED)

    def _offer_possible_statuses(self) -> None:
        was_published = self.instance.published_at is not None
        impossible = Status.DRAFT if was_published else Status.WITHDRAWN
        field = self.fields["status"]
        field.required = False
        if isinstance(field, forms.ChoiceField):
            field.choices = [choice for choice in Status.choices if choice[0] != impossible]

    def clean_status(self) -> str:
        """Return the status of the button that was pressed; the present one for another button."""
        return str(self.cleaned_data["status"] or self.initial.get("status") or Status.DRAFT)


def with_hidden(fieldsets: Any, *fields: str) -> list[Any]:
    """Return the fieldsets with the hidden fields in the first of them."""
    (name, options), *others = fieldsets
    return [(name, {**options, "fields": (*options["fields"], *fields)}), *others]
