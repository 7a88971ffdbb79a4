"""What would be in the base twice: an entry of a name that is there, and a form sent again.

A person, a source or a principle whose folded name is there already is asked about once, with the
other one shown. An empty form has a token; its log entry keeps it with a digest of what was typed,
so a second click, Back and Save, or two posts at once lead to what the first has made: the second
waits for the writer's turn. What was typed anew after Back makes another entry: nothing is lost.
"""

from __future__ import annotations

import re
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Value
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.admin.keeping import link_to
from principles.models import Person, Principle, Source
from principles.models.evidence import NormalizedWords

ONCE = "once"
TWINS = "twins"
TOKEN = re.compile(r"[0-9a-f]{32}")
NAMES: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("name",),
    Principle: ("name",),
    Source: ("title", "year"),
}
_NOT_TYPED = {"csrfmiddlewaretoken", TWINS, "status", "_save", "_addanother", "_continue"}
MOST_SHOWN = 5  # twins in one question


def new_token() -> str:
    """Return a token for an empty form."""
    return token_hex(16)


def mark_of(request: HttpRequest) -> str:
    """Return the token of the form with a digest of what was typed into it."""
    typed = sorted((n, v) for n, v in request.POST.lists() if n not in _NOT_TYPED)
    return f"{request.POST.get(ONCE, '')}-{sha256(repr(typed).encode()).hexdigest()[:32]}"


def saved_before(request: HttpRequest, model: type[models.Model]) -> models.Model | None:
    """Return the entry that the form made when it was sent before; a query if it has a token."""
    token = request.POST.get(ONCE, "")
    if not TOKEN.fullmatch(token):
        return None
    kind = ContentType.objects.get_for_model(model)
    mine = LogEntry.objects.filter(user=request.user.pk, content_type=kind, action_flag=ADDITION)
    made = mine.filter(change_message__contains=mark_of(request)).first()
    return model._default_manager.filter(pk=made.object_id).first() if made else None


def twins_of(entry: models.Model, typed: dict[str, Any]) -> list[models.Model]:
    """Return other entries whose folded name is that typed; one query."""
    first, *others = NAMES[type(entry)]
    alike = {field: typed.get(field) for field in others}
    named = type(entry)._default_manager.order_by("pk").alias(folded=NormalizedWords(first))
    same = named.filter(folded=NormalizedWords(Value(str(typed[first]))), **alike)
    return list(same.exclude(pk=entry.pk)[:MOST_SHOWN])


def question(twins: list[models.Model]) -> SafeString:
    """Return the question about entries that are there already."""
    links = format_html_join(", ", "{}", ((link_to(twin),) for twin in twins))
    which = "another one" if len(twins) == 1 else "one more"
    return format_html("There is {} already. If this is {}, save it again.", links, which)
