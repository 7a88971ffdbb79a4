"""One message answers a save: what was done with the entry, what follows from it, the ways to it.

Whatever a save finds out is told here; the answer joins it in place of Django's own sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.admin.guard import GuardedAdmin
from principles.models import Person, Source
from principles.templatetags.editing import preview_address

TOLD = "principles.told"  # a key of request.META that no header can have
ANSWER = "principles.answer"
Told = list[tuple[int, str]]  # levels and sentences


class AnsweringAdmin(GuardedAdmin):
    """A GuardedAdmin that says in one message what a save did."""

    def tell(self, request: HttpRequest, sentence: str, level: int = messages.INFO) -> None:
        """Keep a sentence for the answer to what is being done."""
        request.META.setdefault(TOLD, []).append((level, sentence))

    def done_with(self, request: HttpRequest, entry: Any) -> tuple[int, str]:
        """Return the level and the sentence of what was done with the entry."""
        return messages.SUCCESS, format_html("{} saved.", named(entry))

    def forget_what_was_told(self, request: HttpRequest) -> None:
        """Drop what was kept for the answer, as nothing was done."""
        request.META.pop(TOLD, None)

    def say_what_was_told(self, request: HttpRequest) -> None:
        """Say at once what was kept for the answer, where no form is answered."""
        level, sentence = _joined(request.META.pop(TOLD, []))
        if sentence:
            self.message_user(request, sentence, level)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        with self._answering(request, obj):
            return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        with self._answering(request, obj):
            return super().response_change(request, obj)

    @contextmanager
    def _answering(self, request: HttpRequest, entry: Any) -> Iterator[None]:
        told = [self.done_with(request, entry), *request.META.pop(TOLD, [])]
        level, sentence = _joined(told)
        request.META[ANSWER] = (level, format_html("{} {}", sentence, self.ways_to(request, entry)))
        yield
        request.META.pop(ANSWER, None)

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: int | str = messages.INFO,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        level, message = request.META.pop(ANSWER, (level, message))
        super().message_user(request, message, level, *args, **kwargs)

    def ways_to(self, request: HttpRequest, entry: models.Model) -> SafeString:
        """Return links to the page of the entry, or its preview, and to its form."""
        form = reverse(f"admin:principles_{entry._meta.model_name}_change", args=[entry.pk])
        edit = format_html('<a href="{}">Edit {}</a>', form, named(entry))
        page = self.get_view_on_site_url(entry)
        if page is None and isinstance(entry, (Person, Source)):
            address = preview_address(entry.get_absolute_url())
            return format_html('<a href="{}">Preview</a> · {}', address, edit)
        if page is None:
            return edit
        return format_html('<a href="{}">See it</a> · {}', page, edit)


def carried(request: HttpRequest, without: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return what was posted, for hidden fields of a page that asks about it."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and name not in without
        for value in values
    ]


def named(entry: models.Model) -> str:
    """Return the permanent number of the entry as it is written, or its name."""
    return str(getattr(entry, "code", "") or f"“{entry}”")


def _joined(told: Told) -> tuple[int, SafeString]:
    """Return the gravest level with all sentences in one text."""
    level = max((level for level, _ in told), default=messages.INFO)
    return level, format_html_join(" ", "{}", ((sentence,) for _, sentence in told))
