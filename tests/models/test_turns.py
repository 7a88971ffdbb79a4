"""Two transactions at once: a rule across tables holds whatever either of them sees."""

import time
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from principles.models import Quote, Source
from principles.models.locks import Lock
from principles.models.turns import one_start_at_a_time, take_turn
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


def test_a_start_keeps_its_turn_where_the_server_ends_idle_transactions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = "-c idle_in_transaction_session_timeout=200 -c transaction_timeout=200"
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", ends)
    with one_start_at_a_time():
        time.sleep(0.6)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [Lock.START])
            assert cursor.fetchone() == (False,)
