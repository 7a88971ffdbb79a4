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

register = template.Library()


@register.inclusion_tag("components/edit_bar.html", takes_context=True)
def editing(context: Context, entry: Model) -> dict[str, str]:
    """Return the bar that leads to the form of the entry; empty for who may not change it.

    No query for a reader without a session; the session, the user and what they may do else.
    """
    request: Any = context.get("request")
    options = entry._meta
    may_change = (
        request is not None
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.user.is_staff
        and request.user.has_perm(f"{options.app_label}.change_{options.model_name}")
    )
    name = f"admin:{options.app_label}_{options.model_name}_change"
    return {
        "address": reverse(name, args=[entry.pk]) if may_change else "",
        "kind": str(options.verbose_name),
    }
