"""Who tries what is limited is told apart for a time, and never told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from principles.models import Attempt
from principles.models.limits import Count, Limit, Purpose, TooManyError, network_of
from principles.models.reports import MOST_IN_AN_HOUR, PER_ADDRESS

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def visitor(address: str) -> Count:
    return Count(PER_ADDRESS, network_of(address))


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
    assert (visitor(one).hash(on=NOON) == visitor(other).hash(on=NOON)) == are_alike


def test_the_key_changes_every_day() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert visitor("192.0.2.1").hash(on=NOON) != visitor("192.0.2.1").hash(on=tomorrow)


def test_the_key_is_the_sites_own(settings: object) -> None:
    before = visitor("192.0.2.1").hash(on=NOON)
    settings.SECRET_KEY = "another key than before"  # type: ignore[attr-defined]  # pytest-django's
    assert visitor("192.0.2.1").hash(on=NOON) != before


@pytest.mark.django_db
def test_midnight_frees_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    late, early = (
        datetime(2026, 11, 23, 23, 50, tzinfo=UTC),
        datetime(2026, 11, 24, 0, 5, tzinfo=UTC),
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    for _ in range(MOST_IN_AN_HOUR):
        Attempt.objects.admit(visitor("192.0.2.1"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: early)
    with pytest.raises(TooManyError) as caught:
        Attempt.objects.admit(visitor("192.0.2.1"))
    assert caught.value.until == datetime(2026, 11, 24, 0, 50, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_reports_sent_at_once_are_counted_one_after_the_other() -> None:
    def admit(_: int) -> bool:
        try:
            with transaction.atomic():
                Attempt.objects.admit(visitor("192.0.2.1"))
        except TooManyError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        admitted = list(threads.map(admit, range(16)))
    assert admitted.count(True) == MOST_IN_AN_HOUR


@pytest.mark.django_db
def test_a_try_that_is_refused_counts_under_nothing() -> None:
    narrow, wide = (
        Count(Limit(Purpose.SIGN_IN, by, most, PER_ADDRESS.within), "x")
        for by, most in (("pair", 1), ("address", 9))
    )
    Attempt.objects.admit(narrow, wide)
    for _ in range(3):
        with pytest.raises(TooManyError):
            Attempt.objects.admit(narrow, wide)
    assert Attempt.objects.count() == 2


@pytest.mark.django_db
def test_purposes_are_counted_apart() -> None:
    for purpose in Purpose:
        once = Count(Limit(purpose, "address", 1, PER_ADDRESS.within), "192.0.2.1")
        Attempt.objects.admit(once)
    assert Attempt.objects.count() == len(Purpose)


@pytest.mark.django_db
def test_no_address_is_stored() -> None:
    Attempt.objects.admit(visitor("192.0.2.1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text FROM principles_attempt a")
        assert "192.0.2" not in cursor.fetchone()[0]


FEW = Limit(Purpose.WITHHELD, "test", 5, timedelta(hours=1))


@pytest.mark.django_db
def test_of_many_tries_as_many_are_taken_as_are_left() -> None:
    count = Count(FEW, "192.0.2.1")
    assert [Attempt.objects.take(count, wanted) for wanted in (3, 3, 1)] == [3, 2, 0]
    assert Attempt.objects.count() == 5
    assert Attempt.objects.take(Count(FEW, "192.0.2.2"), 1) == 1


@pytest.mark.django_db(transaction=True)
def test_tries_taken_at_once_are_no_more_than_the_limit() -> None:
    def take(_: int) -> int:
        try:
            with transaction.atomic():
                return Attempt.objects.take(Count(FEW, "192.0.2.1"), 2)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, range(4))) == 5
