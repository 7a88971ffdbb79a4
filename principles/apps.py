"""Name the app for Django and the admin, and keep the editors' group.

The group is made after migrations rather than in one: permissions exist only then, and rows made in
migrations vanish where tests empty the database. After migrations, too, the database gets the
functions and triggers of the code, and verdicts of older folding rules expire: readers see no
verdict that the new rules would not give.
"""

from typing import Any

from django.apps import AppConfig
from django.core.management import CommandError
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.signals import connection_created
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate

from principles import VERSION

EDITORS = "Editors"
NEWER = (
    "A newer version of the site has set this database up, and this one would take its functions"
    " back: run the newer one."
)
KEPT_BY_THE_SITE = (
    *("base", "formeraddress", "searchentry", "attempt"),
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
        connection_created.connect(forget_content_types)


def apply_replaceable(sender: AppConfig, using: str, **_options: Any) -> None:
    """Replace functions, triggers and views that differ, then the rows of the index made by them.

    Only where all migrations are applied: what stands in the files is made for the newest tables.
    Raises CommandError where a newer version of the site has set the base up.
    """
    from principles import reindexing, replaceable  # noqa: PLC0415  # apps are not ready
    from principles.given import given, is_altered, is_recorded  # noqa: PLC0415

    is_other = replaceable.differing() or not is_recorded()
    is_other = is_other or is_altered() or reindexing.is_outdated()
    if using != DEFAULT_DB_ALIAS or not is_other:
        return
    loader = MigrationLoader(connection)
    applied = {key for key in loader.applied_migrations if key[0] == sender.label}
    newer = _numbers(given().get("release", "0")) > _numbers(VERSION)
    if newer or (applied and not applied <= loader.graph.nodes.keys()):
        raise CommandError(NEWER)
    if set(loader.graph.leaf_nodes(sender.label)) <= applied:
        replaceable.apply()
        if reindexing.is_outdated():
            reindexing.reindex()


def _numbers(release: str) -> list[int]:
    return [int(number) for number in release.split(".")]


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


def forget_content_types(**_options: Any) -> None:
    """Read the numbers of kinds of entries anew with each connection, of which none gets old.

    A restore of another base may have changed them, and the desk's history is kept by them. Whoever
    saves at the desk reads them anew in any case.
    """
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415  # apps are not ready

    ContentType.objects.clear_cache()
