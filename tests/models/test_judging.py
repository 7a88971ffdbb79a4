"""When the rules of a principle are asked: where something that they read has changed."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from principles.models import Principle
from tests.factories import PrincipleFactory, QuoteFactory, published_principle, support, tag
from tests.models.refusals import refused


@pytest.fixture
def published_and_judged(transactional_db: None) -> Iterator[Principle]:
    """Give a published principle; from now on each is refused whose rules are asked."""
    principle = published_principle()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('principles_check_principle'::regproc)")
        judge = cursor.fetchone()[0]
        cursor.execute("""
            CREATE OR REPLACE FUNCTION principles_check_principle(principle integer) RETURNS void
            LANGUAGE plpgsql AS $$ BEGIN PERFORM principles_refuse('asked', 'asked'); END $$
        """)
        yield principle
        cursor.execute(judge)


@pytest.mark.parametrize(
    "change",
    [
        lambda principle: tag(principle, "a tag"),
        lambda principle: support(principle, QuoteFactory()),
        lambda principle: Principle.objects.update(maxim="Another."),
    ],
    ids=["tag", "support", "maxim"],
)
def test_a_principle_is_judged_again_only_by_what_its_rules_read(
    published_and_judged: Principle, change: Callable[[Principle], object]
) -> None:
    change(published_and_judged)


@pytest.mark.parametrize("changed", [{"body": "Another."}, {"status": "withdrawn"}], ids=str)
def test_a_principle_is_judged_again_by_body_and_status(
    published_and_judged: Principle, changed: dict[str, str]
) -> None:
    with refused("asked"):
        Principle.objects.update(**changed)


@pytest.mark.usefixtures("published_and_judged")
def test_a_new_principle_is_judged() -> None:
    with refused("asked"):
        PrincipleFactory()
