"""What a broken rule looks like to whoever wrote: a rule's name and its sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction


@contextmanager
def refused(rule: str, *, sentence: str = "") -> Iterator[None]:
    """Expect the database to refuse the block, at once or where the transaction would end.

    What was done before is checked first, so that the block alone can be what is refused.
    """
    connection.check_constraints()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # noqa: PT012 (a block)
        yield
        connection.check_constraints()
    found = caught.value.__cause__.diag  # type: ignore[union-attr]  # psycopg raised it
    assert found.constraint_name == rule
    assert sentence in found.message_primary


@contextmanager
def accepted() -> Iterator[None]:
    """Expect the block to break no rule by its end."""
    yield
    connection.check_constraints()


def refused_in_both(make: Callable[[], models.Model], *, rule: str, sentence: str) -> None:
    """Expect the form to say the sentence and, when it is not asked, the database to refuse."""
    with pytest.raises(ValidationError) as caught:
        make().validate_constraints()
    assert sentence in " ".join(caught.value.messages)
    with refused(rule):
        make().save()
