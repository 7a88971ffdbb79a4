"""Who sent a report is told apart for an hour, and never told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from principles.models import Report, Sending
from principles.models.reports import MOST_IN_AN_HOUR, TooManyReportsError, sender_hash
from tests.factories import published_quote

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1:50123", "192.0.2.1:50124", True),
        ("192.0.2.1:50123", "192.0.2.2:50123", False),
        ("[2001:db8::1]:443", "2001:db8::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "unix:", False),
    ],
)
def test_addresses_count_by_whoever_holds_them(one: str, other: str, are_alike: bool) -> None:
    assert (sender_hash(one, on=NOON) == sender_hash(other, on=NOON)) == are_alike


def test_the_key_changes_every_day() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert sender_hash("192.0.2.1", on=NOON) != sender_hash("192.0.2.1", on=tomorrow)


def test_the_key_is_the_sites_own(settings: object) -> None:
    before = sender_hash("192.0.2.1", on=NOON)
    settings.SECRET_KEY = "another key than before"  # type: ignore[attr-defined]  # pytest-django's
    assert sender_hash("192.0.2.1", on=NOON) != before


@pytest.mark.django_db
def test_midnight_frees_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    late, early = (
        datetime(2026, 11, 23, 23, 50, tzinfo=UTC),
        datetime(2026, 11, 24, 0, 5, tzinfo=UTC),
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    for _ in range(MOST_IN_AN_HOUR):
        Sending.objects.admit("192.0.2.1")
    monkeypatch.setattr("django.utils.timezone.now", lambda: early)
    with pytest.raises(TooManyReportsError) as caught:
        Sending.objects.admit("192.0.2.1")
    assert caught.value.until == datetime(2026, 11, 24, 0, 50, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_reports_sent_at_once_are_counted_one_after_the_other() -> None:
    def admit(_: int) -> bool:
        try:
            with transaction.atomic():
                Sending.objects.admit("192.0.2.1")
        except TooManyReportsError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        admitted = list(threads.map(admit, range(16)))
    assert admitted.count(True) == MOST_IN_AN_HOUR


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"message": " \n"}, {"message": "Wrong.", "state": "done"}],
    ids=["says nothing", "done without an outcome"],
)
def test_a_report_says_something_and_is_done_with_a_note(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        Report.objects.create(quote=published_quote(), words="x", about="words", **fields)
