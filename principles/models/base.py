"""Which base this is: the id by which a bundle is known to come from here.

The row is made when somebody first asks, so that a base that was emptied and one that never had
an id are alike: the first bundle loaded into either gives it its own.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q


class BaseQuerySet(models.QuerySet["Base"]):
    """The one row."""

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
