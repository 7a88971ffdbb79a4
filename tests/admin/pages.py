"""Admin forms as a browser would post them: what the page shows, with some of it changed."""

from typing import Any

from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from principles.models import Passage, Person, Principle, Quote, Source, Synonyms, Tag

Entry = Quote | Principle | Source | Person | Tag | Passage | Synonyms


def address(entry: Entry | type[Entry], page: str = "") -> str:
    """Return the address of an entry's form, or of a list or empty form of a kind."""
    name = f"admin:principles_{entry._meta.model_name}"
    if isinstance(entry, type):
        return reverse(f"{name}_{page or 'changelist'}")
    return reverse(f"{name}_{page or 'change'}", args=[entry.pk])


class Page:
    """A form in the admin, opened, to be changed and saved."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url
        self.data = _fields_of(client.get(url))

    def add(self, rows: str, **fields: Any) -> None:
        """Add a row to an inline."""
        number = int(self.data[f"{rows}-TOTAL_FORMS"])
        self.data[f"{rows}-TOTAL_FORMS"] = str(number + 1)
        self.change(rows, number, **fields)

    def change(self, rows: str, number: int, **fields: Any) -> None:
        """Change fields of a row of an inline."""
        for name, value in fields.items():
            key = getattr(value, "pk", value)
            self.data[f"{rows}-{number}-{name}"] = str(key)

    def say_yes(self, asking: Any, reason: str = "So it was said on stage.") -> None:
        """Confirm everything that the answer to a save asks, with the reason."""
        for question in asking.context["questions"]:
            self.data[f"{question.prefix}-asked"] = question.citation.digest
            self.data[f"{question.prefix}-although"] = "on"
            self.data[f"{question.prefix}-reason"] = reason

    def save(self, **fields: Any) -> Any:
        """Post the form with these fields changed."""
        for name, value in fields.items():
            self.data[name] = str(getattr(value, "pk", value))
        return self.client.post(self.url, self.data)

    def insist(self, **fields: Any) -> Any:
        """Save the form, and go on where the desk asks about its consequences."""
        return self.go_on(self.save(**fields))

    def go_on(self, asking: Any, **fields: str) -> Any:
        """Post what the page on consequences carries, with these fields, and say to go on."""
        posted = [*asking.context["carried"], ("_seen", asking.context["named"].digest)]
        data: dict[str, list[str]] = {}
        for name, value in posted:
            data.setdefault(name, []).append(value)
        return self.client.post(self.url, {**data, "_anyway": "1", **fields})


def sentences(response: Any) -> str:
    """Return every error that the form shows, in one text."""
    context = response.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    errors = [*context["adminform"].form.errors.values()]
    for formset in formsets:
        errors.append(formset.non_form_errors())
        errors += [error for form in formset.errors for error in form.values()]
    return " ".join(str(sentence) for error in errors for sentence in error)


def _fields_of(response: Any) -> dict[str, str]:
    context = response.context
    data = _values(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _values(form)
    return data


def _values(form: BaseForm) -> dict[str, str]:
    values = {bound.html_name: bound.value() for bound in form}
    return {
        name: "on" if value is True else str(value)
        for name, value in values.items()
        if value is not None and value is not False
    }
