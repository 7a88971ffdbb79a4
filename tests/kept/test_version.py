"""The version of what readers see: new where an answer changes, and only then."""

from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from principles.models import Attempt, Person, Quote, Synonyms
from principles.models.version import NOT_SHOWN, SHOWN, change, current, let_rules_speak, one_state
from tests.factories import PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elsewhere() -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the same base."""
    other = connections.create_connection("default")
    try:
        yield other
    finally:
        other.close()


def version_of(other: BaseDatabaseWrapper) -> str:
    with other.cursor() as cursor:
        cursor.execute("SELECT value FROM principles_version")
        return str(cursor.fetchone()[0])


def test_every_table_says_whether_it_shows() -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'principles_95_change'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    assert set(SHOWN) | set(NOT_SHOWN) == tables
    assert not set(SHOWN) & set(NOT_SHOWN)
    assert watched == set(SHOWN)


def edit() -> None:
    Person.objects.update(note="Another note.")


def bulk() -> None:
    Person.objects.bulk_create([PersonFactory.build(slug="somebody-else")])


def delete() -> None:
    Person.objects.all().delete()


def truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE principles_synonyms")


def synonyms() -> None:
    Synonyms.objects.create(words="fast, quick")


@pytest.mark.parametrize("act", [bulk, delete, edit, synonyms, truncate])
def test_a_change_of_what_shows_gives_another_version(act: Callable[[], None]) -> None:
    PersonFactory()
    before = current()
    act()
    assert current() != before


def test_what_a_reader_causes_changes_nothing() -> None:
    before = current()
    Attempt.objects.create(purpose="report", who="somebody", at="2026-01-01T00:00:00Z")
    assert current() == before


def test_it_is_seen_with_the_change_and_not_before(elsewhere: BaseDatabaseWrapper) -> None:
    before = current()
    with transaction.atomic():
        PersonFactory()
        assert version_of(elsewhere) == before
    assert version_of(elsewhere) != before


def test_it_is_given_once_in_a_transaction() -> None:
    with transaction.atomic():
        PersonFactory()
        edit()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM principles_change")
        assert cursor.fetchone() == (0,)


def test_a_rollback_takes_it_back() -> None:
    before = current()
    with transaction.atomic():
        PersonFactory()
        transaction.set_rollback(True)
    assert current() == before


def test_a_rollback_to_a_savepoint_takes_it_back() -> None:
    before = current()
    with transaction.atomic():
        with transaction.atomic():
            PersonFactory()
            transaction.set_rollback(True)
        Quote.objects.count()
    assert current() == before


def test_a_change_after_a_savepoint_that_was_rolled_back_counts() -> None:
    before = current()
    with transaction.atomic():
        with transaction.atomic():
            PersonFactory()
            transaction.set_rollback(True)
        PersonFactory()
    assert current() != before


def test_a_refused_commit_leaves_it(elsewhere: BaseDatabaseWrapper) -> None:
    quote = QuoteFactory()
    before = current()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(
            status="published"
        )  # no citation: a rule at commit
    assert version_of(elsewhere) == before


def test_writers_do_not_wait_for_the_row_before_they_commit(elsewhere: BaseDatabaseWrapper) -> None:
    with transaction.atomic():
        Synonyms.objects.create(words="fast, quick")
        with elsewhere.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
            cursor.execute("UPDATE principles_synonyms SET words = words")
        between = version_of(elsewhere)
    assert current() != between


def test_asking_the_rules_leaves_the_version_to_the_commit(elsewhere: BaseDatabaseWrapper) -> None:
    before = current()
    with transaction.atomic():
        PersonFactory()
        let_rules_speak()
        with elsewhere.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
            cursor.execute("UPDATE principles_synonyms SET words = words")
        between = version_of(elsewhere)
    assert between != before
    assert current() not in {before, between}


def test_one_state_is_read_with_the_version_that_it_has(elsewhere: BaseDatabaseWrapper) -> None:
    PersonFactory(name="Before")
    with one_state() as version:
        with elsewhere.cursor() as cursor:
            cursor.execute("UPDATE principles_person SET name = 'After'")
        assert Person.objects.get().name == "Before"
        assert version != version_of(elsewhere)
    assert Person.objects.get().name == "After"


def test_a_change_can_be_told_by_hand() -> None:
    before = current()
    change()
    assert current() != before
