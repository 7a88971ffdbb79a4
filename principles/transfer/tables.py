"""One TOML table read key by key, with the models' own fields deciding what a value may be.

Reading goes on after a wrong value with one that does no further harm, so that everything wrong in
the files is said at once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from principles.models.sentences import sentence_of
from principles.transfer.problems import Place, Problem

LARGEST_NUMBER = 999_999_999  # a column holds twice as many: there is always a next one
NUL = "It holds a NUL character, which cannot be stored."
EXPECTED = {
    bool: "Write true or false here.",
    date: "Write a date here, such as 2026-11-23, without quotation marks.",
    datetime: "Write a time here with Z for UTC at its end, such as 2026-11-23T10:20:30Z.",
    dict: "Write a table here.",
    int: "Write a whole number here, without quotation marks.",
    list: "Write a list here.",
    str: "Write text between quotation marks here.",
}


class Table:
    """A table of the bundle, its keys taken one by one; `finish()` names those left over."""

    def __init__(self, content: dict[str, Any], place: Place, problems: list[Problem]) -> None:
        self.place = place
        self._left = dict(content)
        self._problems = problems

    @property
    def label(self) -> str:
        """Return what an editor knows the entry by: a quote's number, else the slug, if any."""
        number, slug = self._left.get("number"), self._left.get("slug")
        return f"Q{number}" if isinstance(number, int) else str(slug or "")

    def complain(self, field: str, reason: str) -> None:
        """Note that the field is wrong."""
        self._problems.append(Problem(self.place, field, reason))

    def value(self, key: str, model: type[models.Model], *, is_required: bool = False) -> Any:
        """Take what the model's field of that name accepts, else return the field's default.

        It is required, too, where the field is: where it may not be blank and has no default.
        """
        field: models.Field[Any, Any] = model._meta.get_field(key)  # type: ignore[assignment]  # no relation is asked for
        is_needed = is_required or not (field.blank or field.has_default())
        found = self._take(key, _written_as(field), is_required=is_needed)
        if found is None:
            return field.get_default()
        try:
            return field.clean(found, None)
        except ValidationError as error:
            self.complain(key, " ".join(error.messages))
            return field.get_default()

    def number(self, key: str, *, is_required: bool = True) -> int:
        """Take a number from 1; 0 if there is none or it is wrong."""
        found = self._take(key, int, is_required=is_required)
        if found is None or 1 <= found <= LARGEST_NUMBER:
            return found or 0
        self.complain(key, f"A number is from 1 to {LARGEST_NUMBER}.")
        return 0

    def moment(self, key: str) -> date | datetime | None:
        """Take a day, or a time with its offset from UTC; either may be absent."""
        written_as = datetime if isinstance(self._left.get(key), datetime) else date
        found: date | datetime | None = self._take(key, written_as, is_required=False)
        if isinstance(found, datetime) and found.tzinfo is None:
            self.complain(key, EXPECTED[datetime])
            return None
        return found

    def name(self, key: str, *, is_required: bool = False) -> str:
        """Take the slug of another entry; empty if there is none."""
        return self._take(key, str, is_required=is_required) or ""

    def names(self, key: str, *, once: str = "") -> tuple[str, ...]:
        """Take a list of texts, each once, as the constraint `once` says; empty if absent."""
        found = self._take(key, list, is_required=False) or []
        names = [name.strip() for name in found if _is_text(name)]
        if len(names) != len(found):
            self.complain(key, "Each entry of this list is text between quotation marks.")
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.complain(
                key, f"“{name}”: {sentence_of(once)}" if once else f"“{name}” is named twice."
            )
        return tuple(dict.fromkeys(names))

    def texts(self, key: str) -> dict[str, str]:
        """Take a table of texts by name; empty if it is absent."""
        found = self._take(key, dict, is_required=False) or {}
        if all(_is_text(text) for pair in found.items() for text in pair):
            return found
        self.complain(key, "Each value of this table is text between quotation marks.")
        return {}

    def tables(self, key: str) -> list[Table]:
        """Take a list of tables, each placed as a part of this entry; empty if it is absent."""
        found = self._take(key, list, is_required=False) or []
        if not all(isinstance(content, dict) for content in found):
            self.complain(key, f"Write each one as a table of its own: [[{key}]].")
            return []
        return [
            Table(content, self.place.within(f"{key} {n}"), self._problems)
            for n, content in enumerate(found, 1)
        ]

    def finish(self) -> None:
        """Name the keys that nobody asked for: a misspelt one would be lost in silence."""
        for key in self._left:
            self.complain(key, "There is no such field here.")

    def _take(self, key: str, written_as: type, *, is_required: bool) -> Any:
        """Return what is written, None where it is absent or something else."""
        found = self._left.pop(key, None)
        if found is None:
            if is_required:
                self.complain(key, "This is missing.")
            return None
        if type(found) is not written_as:
            self.complain(key, EXPECTED[written_as])
            return None
        if not isinstance(found, str):
            return found
        if "\0" in found:
            self.complain(key, NUL)
            return None
        return found.strip()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _written_as(field: models.Field[Any, Any]) -> type:
    if isinstance(field, models.BooleanField):
        return bool
    return int if isinstance(field, models.IntegerField) else str
