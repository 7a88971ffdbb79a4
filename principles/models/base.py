"""The identity of this base: an id by which it recognises its own bundles.

The id is made when it is first asked for. A base that was emptied has none, like a new one: either
takes that of the first bundle loaded into it.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q


class BaseQuerySet(models.QuerySet["Base"]):
    """The one row, or none yet."""

    def current_id(self) -> UUID:
        """Return the id of this base, making one if it has none."""
        return self.get_or_create(pk=True)[0].id

    def adopt(self, identity: UUID) -> None:
        """Give this base the id of the bundle that it is made from."""
        self.update_or_create(pk=True, defaults={"id": identity})


class Base(models.Model):
    """The identity of this base; there is one row at most."""

    is_this = models.BooleanField(primary_key=True, default=True, editable=False)
    id = models.UUIDField(default=uuid4, editable=False)

    objects = BaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="base_is_one", condition=Q(is_this=True)),
        ]

    def __str__(self) -> str:
        return str(self.id)
