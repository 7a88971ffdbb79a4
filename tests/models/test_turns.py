"""Two transactions at once: a rule across tables holds whatever either of them sees."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from principles.models import Quote, Source
from principles.models.turns import take_turn
from tests.factories import QuoteFactory, SourceFactory, TagFactory, cite
from tests.writers import Writer

pytestmark = pytest.mark.django_db(transaction=True)


def both(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Let the second begin when the first has kept every rule, and is still to end."""

    def write(what: Callable[[], object]) -> None:
        with transaction.atomic():
            what()
            connection.check_constraints()

    other = Writer(lambda: write(second))
    with transaction.atomic():
        write(first)
        other.start()
        other.until_it_waits()
    other.finish()


def give_parts() -> None:
    Source.objects.update(has_parts=True)


def publish() -> None:
    Quote.objects.update(status="published")


@pytest.mark.parametrize(("first", "second"), [(give_parts, publish), (publish, give_parts)])
def test_a_source_gets_parts_while_a_quote_without_a_locator_is_published(
    first: Callable[[], None], second: Callable[[], None]
) -> None:
    cite(QuoteFactory(), SourceFactory())
    with pytest.raises(IntegrityError, match="has parts: say where in it"):
        both(first, second)
    assert Source.objects.get().has_parts != Quote.objects.get().is_published


def test_whoever_took_the_turn_by_hand_is_waited_for() -> None:
    other = Writer(TagFactory)
    with transaction.atomic():
        take_turn()
        other.start()
        other.until_it_waits()
    other.finish()


def test_readers_wait_for_nobody() -> None:
    quote = QuoteFactory()
    reader = Writer(lambda: Quote.objects.get(pk=quote.pk))
    with transaction.atomic():
        take_turn()
        reader.start()
        reader.finish()
