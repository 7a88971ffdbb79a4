"""Name the app for Django and the admin, and keep the editors' group.

The group is made after migrations rather than in one: permissions exist only then, and rows made in
migrations vanish where tests empty the database. After migrations, too, the database gets the
functions and triggers of the code, and verdicts of older folding rules expire: readers see no
verdict that the new rules would not give.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate

EDITORS = "Editors"
KEPT_BY_THE_SITE = (
    *("base", "formeraddress", "searchentry", "sending"),
    *("completion", "deletion", "lexeme", "lexicon", "word"),
)


class PrinciplesConfig(AppConfig):
    """Give the app its name in the admin."""

    name = "principles"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        post_migrate.connect(apply_replaceable, sender=self)
        post_migrate.connect(keep_editors_group, sender=self)
        post_migrate.connect(expire_verdicts, sender=self)


def apply_replaceable(sender: AppConfig, using: str, **_options: Any) -> None:
    """Replace functions, triggers and views that differ, and the rows of the index made by them.

    Only where all migrations are applied: what stands in the files is made for the newest tables.
    """
    from principles import replaceable  # noqa: PLC0415  # apps are not ready
    from principles.models.search_index import ROWS_MADE_BY, SearchEntry  # noqa: PLC0415

    if not replaceable.differing():
        return
    loader = MigrationLoader(connections[using])
    if set(loader.graph.leaf_nodes(sender.label)) <= set(loader.applied_migrations):
        with transaction.atomic(using):
            if not ROWS_MADE_BY.isdisjoint(replaceable.apply()):
                SearchEntry.objects.rebuild()


def keep_editors_group(sender: AppConfig, using: str, **_options: Any) -> None:
    """Make the group of editors, allowed to do everything with the entries of the base."""
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415  # apps are not ready

    edited = [
        model._meta.model_name
        for model in sender.get_models()
        if model._meta.model_name not in KEPT_BY_THE_SITE
    ]
    permissions = Permission.objects.using(using).filter(
        content_type__app_label=sender.label, content_type__model__in=edited
    )
    editors = Group.objects.using(using).get_or_create(name=EDITORS)[0]
    editors.permissions.add(*permissions)


def expire_verdicts(using: str, **_options: Any) -> None:
    """Mark the verdicts that were found under older folding rules as stale."""
    from principles.provenance.verification import expire  # noqa: PLC0415  # apps are not ready

    if "principles_citation" in connections[using].introspection.table_names():
        expire()
