"""The way from a page of the site to the desk, for an editor who is signed in.

A page that is answered to somebody signed in is never kept, so what stands here is in no reader's
sight.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template import Context
from django.urls import reverse

from principles.models.publication import Publishable

PREVIEW = "preview"  # the parameter that asks for the page of what readers do not see yet

register = template.Library()


@register.inclusion_tag("components/edit_bar.html", takes_context=True)
def editing(context: Context, entry: Model) -> dict[str, str]:
    """Return the bar that leads to the form of the entry; empty for who may not change it.

    No query for a reader without a session; the session, the user and what they may do else.
    """
    request: Any = context.get("request")
    options = entry._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    is_editor = request is not None and may_change(request, type(entry))
    return {
        "address": reverse(name, args=[entry.pk]) if is_editor else "",
        "kind": str(options.verbose_name),
        "state": unseen(entry) if is_editor and getattr(request, "is_preview", False) else "",
    }


def may_change(request: Any, model: type[Model]) -> bool:
    """Tell whether an editor who is signed in asks, who may change entries of the model."""
    options = model._meta
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        and getattr(request.user, "is_staff", False)
        and request.user.has_perm(f"{options.app_label}.change_{options.model_name}")
    )


def unseen(entry: Any) -> str:
    """Say why readers do not see the entry, nothing for what is public.

    One query for people and sources.
    """
    if not isinstance(entry, Publishable):
        is_public = type(entry).objects.published().filter(pk=entry.pk).exists()
        return "" if is_public else "Not public yet, seen by editors only"
    if entry.is_published:
        return ""
    return (
        "Withdrawn, seen by editors only" if entry.published_at else "Draft, seen by editors only"
    )


def preview_address(address: str) -> str:
    """Return the address of the preview of the page at that address."""
    return f"{address}?{PREVIEW}=1"
