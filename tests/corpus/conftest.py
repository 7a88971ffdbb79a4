"""The content of the site, for tests that ask what it is answered with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the content once for all tests of a module, and take it back at the end."""
    from django.db import transaction  # noqa: PLC0415  # apps are not ready before

    from principles.provenance.anchoring import keeping_anchors  # noqa: PLC0415  # the same
    from principles.provenance.verification import recompute  # noqa: PLC0415  # the same
    from principles.search.lexicon import refresh  # noqa: PLC0415  # the same
    from principles.transfer import import_bundle, read_bundle  # noqa: PLC0415  # the same

    with django_db_blocker.unblock(), transaction.atomic():
        bundle = read_bundle(FIXTURES)
        import_bundle(bundle, recompute=recompute, keeping_anchors=keeping_anchors)
        refresh()
        yield
        transaction.set_rollback(True)
