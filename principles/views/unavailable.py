"""The page for a request that the database or no thread could answer, and for any other fault.

Neither asks the database for anything, not even for who is asking. What was posted is on the page
again, in a form that posts it once more: an editor's hour of typing outlasts a restart of the
server. Passwords are asked for anew; what another site's page sent is left out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst

from principles.outages import RETRY_AFTER, say, trouble_of
from principles.views.errors import wants_json
from principles.visitors import is_from_here

NO_SECRETS = ("usable_password",)  # whether an account is to have a password
# What a page sends of itself, by the name or the last part of it: its tokens, signatures and keys.
OF_THE_PAGE = frozenset(("csrfmiddlewaretoken", "id", "next", "opened", "seen"))
OF_ROWS = ("initial-", "_FORMS", "-__prefix__-")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that was posted; `is_password` is without its value."""

    name: str
    value: str = ""
    is_password: bool = False

    @property
    def label(self) -> str:
        """Return the name as a person would write it."""
        return capfirst(self.name.replace("_", " ").replace("-", " ").strip())

    @property
    def is_typed(self) -> bool:
        """Say whether a person may have typed it, so that it is worth showing."""
        last = self.name.rpartition("-")[2]
        is_key = self.value.isdecimal() and last in _relations()
        is_of_page = last in OF_THE_PAGE or any(part in self.name for part in OF_ROWS)
        is_of_page = is_of_page or is_key or self.name.startswith("_")
        return bool(self.value.strip()) and not self.is_password and not is_of_page


@cache
def _relations() -> frozenset[str]:
    """Return the names of fields that are sent as the key of another entry, which nobody types."""
    models = apps.get_app_config("principles").get_models()
    fields = (field for model in models for field in model._meta.get_fields())
    return frozenset(field.name for field in fields if field.is_relation)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the database does not answer, with what was posted; else that something failed."""
    error = sys.exc_info()[1]
    trouble = trouble_of(error)
    if trouble is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    say(trouble, error)
    return unavailable(request, trouble.sentence)


def unavailable(
    request: HttpRequest, trouble: str, *, retry_after: int = RETRY_AFTER
) -> HttpResponse:
    """Return the answer 503 with that sentence, as JSON where JSON was asked for."""
    answer: HttpResponse
    if wants_json(request):
        answer = JsonResponse(
            {"error": f"{trouble} Try again in {retry_after} seconds."}, status=503
        )
    else:
        context = {
            "site_title": settings.SITE_TITLE,
            "trouble": trouble,
            "tried_at": datetime.now(UTC),
            "address": request.get_full_path(),
            "is_form": request.method == "POST",
            "fields": _posted(request),
        }
        answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"] = str(retry_after)
    answer["Cache-Control"] = "no-store"
    return answer


def _posted(request: HttpRequest) -> list[Field]:
    if request.method != "POST" or not is_from_here(request):
        return []
    return [
        Field(name, is_password=True) if _is_password(name) else Field(name, value)
        for name, values in request.POST.lists()
        for value in values
    ]


def _is_password(name: str) -> bool:
    return "password" in name.lower() and name not in NO_SECRETS
