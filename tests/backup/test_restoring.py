"""What is restored is what was backed up, all of it or nothing, and goes on working."""

import threading
import time
from dataclasses import replace
from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from principles.backup import BackupError, Header, read_header, target, write
from principles.backup.tables import COMPUTED, KEPT_BY_MIGRATE, PASSING, VERSIONS, kept
from principles.models import Attempt, Base, FormerAddress, Person, Quote, SearchEntry
from principles.models.locks import Lock
from tests.backup.files import changed, restored, written
from tests.dumps import TABLES, connect, digests
from tests.factories import (
    PassageFactory,
    PersonFactory,
    QuoteFactory,
    published_principle,
    published_quote,
)
from tests.models.test_restoring import EDITS

NEW_PERSON = """
INSERT INTO principles_person (slug, name, sort_name, note) VALUES ('late', 'Late', 'Late', '')
RETURNING id
"""

pytestmark = pytest.mark.django_db(transaction=True)
NASTY = "tab\t, line\nend, carriage\r, \\N, \\., back\\slash, “quoted”, 🜚, \x01"


@pytest.fixture
def filled() -> None:
    """Rows in most tables, among them what COPY writes otherwise than it is."""
    quote = published_quote(
        "Less is more",
        passage=PassageFactory(text="Less is more, often.", heading="Less \\ “More”"),
        speakers=[PersonFactory(note=NASTY)],
        tags=["speed", "craft"],
    )
    published_principle(quote, tags=["speed"])
    QuoteFactory(text="A draft, with\ttabs", note=NASTY)
    person = PersonFactory(slug="old-slug")
    Person.objects.filter(pk=person.pk).update(slug="new-slug")
    User.objects.create_superuser("olga", password="correct horse")
    Base.objects.current_id()


def stored() -> dict[str, object]:
    """Return digests of what a backup has."""
    every = digests(connection.settings_dict["NAME"])
    return {name: every[name] for name in kept()}


def found(words: str) -> int:
    return SearchEntry.objects.filter(words__contains=words).count()


def refusal(file: bytes) -> str:
    before = stored()
    with pytest.raises(BackupError) as refused:
        restored(file)
    assert stored() == before
    return str(refused.value)


def test_every_table_is_kept_computed_passing_or_of_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        there = {name for (name,) in cursor.fetchall()}
    left_out = {model._meta.db_table for model in (*COMPUTED, *PASSING)}
    assert there == {*kept(), *left_out, *KEPT_BY_MIGRATE, *VERSIONS}


@pytest.mark.usefixtures("filled")
def test_every_row_comes_back_over_a_base_that_was_edited() -> None:
    before, file = stored(), written()
    with connection.cursor() as cursor:
        cursor.execute(EDITS.replace("[Q44]", ""))
    assert stored() != before
    restored(file)
    assert stored() == before
    assert FormerAddress.objects.filter(slug="old-slug").exists()


@pytest.mark.usefixtures("filled")
def test_the_index_is_that_of_the_restored_rows() -> None:
    file = written()
    Quote.objects.filter(text="Less is more").update(text="More is better")
    restored(file)
    assert found("less is more") == 2  # the quote, the paragraph
    assert found("more is better") == 0


@pytest.mark.usefixtures("filled")
def test_triggers_work_again_and_new_numbers_are_new() -> None:
    number = QuoteFactory().pk
    file = written()
    given = QuoteFactory().pk
    restored(file)
    made = QuoteFactory(text="Quite new words")
    assert (number, given) < (given, made.pk)
    assert found("quite new words") == 1


@pytest.mark.usefixtures("filled")
def test_a_number_that_was_given_before_the_backup_is_not_given_again() -> None:
    deleted = QuoteFactory()
    number = deleted.pk
    deleted.delete()
    assert read_header(BytesIO(written())).count("principles_quote") == 2
    last = {table.name: table.last for table in read_header(BytesIO(written())).tables}
    assert last["principles_quote"] == {"number": number}


@pytest.mark.usefixtures("filled")
def test_a_number_given_while_a_restore_waits_is_not_given_again() -> None:
    """By whoever writes and has the turn when the restore asks for it."""
    file = written()
    with connect(str(connection.settings_dict["NAME"])) as writer:
        writer.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.WRITE])
        waiting = threading.Thread(target=restored_and_closed, args=(file,))
        waiting.start()
        time.sleep(1)
        given = writer.execute(NEW_PERSON).fetchone()
        writer.commit()
        waiting.join(timeout=60)
    assert given is not None
    number = int(str(given[0]))
    assert not Person.objects.filter(pk=number).exists()
    assert PersonFactory().pk > number


def restored_and_closed(file: bytes) -> None:
    restored(file)
    connection.close()


@pytest.mark.usefixtures("filled")
def test_who_is_signed_in_and_who_reported_is_in_no_backup() -> None:
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    Attempt.objects.create(purpose="report", who="hash", at=timezone.now())
    file = written()
    restored(file)
    assert (Session.objects.count(), Attempt.objects.count()) == (0, 0)


@pytest.mark.usefixtures("filled")
def test_a_backup_has_the_rows_of_one_moment() -> None:
    added: list[Person] = []

    def add_one(noun: str, done: int, total: int) -> None:
        added.append(PersonFactory())

    out = BytesIO()
    write(out, report=add_one)
    assert len(added) > 5
    restored(out.getvalue())
    assert Person.objects.filter(pk__in=[person.pk for person in added]).count() == 0


@pytest.mark.usefixtures("filled")
def test_rows_that_contradict_one_another_change_nothing() -> None:
    assert "violates foreign key" in refusal(changed(written(), without="principles_person"))


@pytest.mark.usefixtures("filled")
def test_a_file_with_unknown_migrations_is_refused_as_newer() -> None:
    def newer(header: Header) -> Header:
        more = [*header.migrations, ["principles", "0099_from_later"]]
        return replace(header, site="9.0", migrations=more)

    said = refusal(changed(written(), header=newer))
    assert "newer version of the site (9.0)" in said
    assert "principles.0099_from_later" in said


@pytest.mark.usefixtures("filled")
def test_a_file_with_fewer_migrations_is_refused_over_newer_tables() -> None:
    def without_last(header: Header) -> Header:
        return replace(header, migrations=header.migrations[:-1])

    said = refusal(changed(written(), header=without_last))
    assert "older version of the site" in said
    assert "into a database without tables" in said


def test_a_running_site_learns_other_numbers_of_kinds_with_its_next_connection() -> None:
    """Without a restart: no connection of a site is older than a minute."""
    number = ContentType.objects.get_for_model(Person).pk
    with connect(str(connection.settings_dict["NAME"])) as other:
        other.execute("UPDATE django_content_type SET id = -id WHERE id = %s", [number])
        other.execute(
            "UPDATE auth_permission SET content_type_id = -%s WHERE content_type_id = %s",
            [number, number],
        )
    connection.close()
    connection.ensure_connection()  # as whoever asks who is signed in
    assert ContentType.objects.get_for_model(Person).pk == -number


def test_a_base_is_empty_until_somebody_works_with_it() -> None:
    header = read_header(BytesIO(written()))
    assert target(header).is_empty
    User.objects.create_user("olga")
    assert not target(header).is_empty
