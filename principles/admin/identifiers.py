"""ISBN, DOI and the like as lines that a person can type, one to a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


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
