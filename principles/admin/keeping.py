"""Why an entry has to stay: it was published once, or other entries name it.

The admin's own page lists the linking rows ("Attribution: Grace Hopper"); an editor needs to know
the quotes and sources behind them, each with the way there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    Principle,
    Quote,
    Source,
    Support,
)

OWNERS: dict[type[models.Model], tuple[type[models.Model], str]] = {
    Attribution: (Quote, "quote_id"),
    Citation: (Quote, "quote_id"),
    Contribution: (Source, "source_id"),
    Support: (Principle, "principle_id"),
}
LISTED_USERS = 50


def reasons_to_keep(entries: Iterable[Any]) -> list[SafeString]:
    """Return a sentence for each entry once published and for each other entry that names one.

    Costs one query for each kind of entry that names them, besides collecting what depends on them.
    """
    chosen = list(entries)
    published = [entry for entry in chosen if getattr(entry, "published_at", None)]
    reasons = [
        format_html(
            "{} was published once, so its address must keep answering: withdraw it instead.",
            link_to(entry),
        )
        for entry in published
    ]
    users = _users(chosen)
    reasons += [format_html("{} names it.", link_to(user)) for user in users[:LISTED_USERS]]
    if len(users) > LISTED_USERS:
        reasons.append(format_html("{} more entries name it.", len(users) - LISTED_USERS))
    return reasons


def link_to(entry: models.Model) -> SafeString:
    """Return a link to the page where the entry is edited."""
    address = reverse(f"admin:principles_{entry._meta.model_name}_change", args=[entry.pk])
    return format_html('<a href="{}">{}</a>', address, entry)


def _users(entries: list[Any]) -> list[models.Model]:
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(entries)
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for row in collector.protected:
        owner, key = OWNERS.get(type(row), (type(row), "pk"))
        keys[owner].add(getattr(row, key))
    return [
        entry
        for model, numbers in keys.items()
        for entry in model._default_manager.filter(pk__in=numbers)
    ]
