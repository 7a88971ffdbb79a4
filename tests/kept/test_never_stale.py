"""No answer that is kept is ever another than the one that would be made now."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from principles.models import (
    Passage,
    Person,
    Principle,
    Quote,
    Source,
    Status,
    Support,
    Synonyms,
    Tag,
    version,
)
from principles.search.lexicon import refresh
from tests.kept.pages import addresses, base, fresh

pytestmark = pytest.mark.django_db(transaction=True)


def rename_person() -> None:
    Person.objects.filter(slug="ann-author").update(name="Ann Other")


def withdraw() -> None:
    Quote.objects.filter(text__startswith="Day one").update(status=Status.WITHDRAWN)


def publish_again() -> None:
    Quote.objects.filter(text__startswith="Day one").update(status=Status.PUBLISHED)


def edit_text() -> None:
    Passage.objects.update(text="Good intentions seldom work.")


def verify_again() -> None:
    call_command("verify_citations", "--all", verbosity=0)


def retag() -> None:
    Tag.objects.update(name="machinery")


def another_note() -> None:
    Support.objects.update(note="Since nobody means badly.")


def maxim() -> None:
    Principle.objects.update(name="A mechanism is worth more than a wish")


def synonyms() -> None:
    Synonyms.objects.get_or_create(words="good, fine")


def new_lexicon() -> None:
    refresh()


def rebuild() -> None:
    call_command("rebuild_search", verbosity=0)


def retitle() -> None:
    Source.objects.update(title="A letter")


def undone() -> None:
    with transaction.atomic():
        Principle.objects.update(name="Never seen")
        transaction.set_rollback(True)


EDITS: list[Callable[[], None]] = [
    *(rename_person, withdraw, publish_again, edit_text, verify_again, retag, another_note),
    *(maxim, synonyms, new_lexicon, rebuild, retitle, undone),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_every_page_is_the_one_that_would_be_made(edit: Callable[[], None]) -> None:
    base()
    reader, asked = Client(), addresses()
    for address in asked:
        reader.get(address)
    edit()
    for address in asked:
        assert reader.get(address).content == fresh(address), address


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3))
def test_after_any_edits_every_page_is_the_one_that_would_be_made(
    edits: list[Callable[[], None]],
) -> None:
    if not Quote.objects.exists():
        base()
    asked = addresses()
    reader = Client()
    for edit in edits:
        for address in asked:
            reader.get(address)
        edit()
        for address in asked:
            assert reader.get(address).content == fresh(address), f"{edit.__name__}: {address}"


def test_an_import_is_seen_at_once(client: Client) -> None:
    before = client.get("/principles/").content
    call_command("import_bundle", str(Path("fixtures").resolve()), verbosity=0)
    after = client.get("/principles/").content
    assert before != after == fresh("/principles/")


def test_a_save_at_the_desk_is_seen_at_once(client: Client, admin_client: Client) -> None:
    base()
    client.get("/tags/")
    form = {"name": "inventions", "slug": "inventions"}
    saved = admin_client.post("/admin/principles/tag/add/", form)
    assert saved.status_code == 302, saved.content.decode()
    assert client.get("/tags/").content == fresh("/tags/")


# What two transactions can do to each other -------------------------------------------------------


def meanwhile(act: Callable[[], None]) -> None:
    """Do that on another connection, and wait until it is done."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_a_commit_between_version_and_page_is_seen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version is read, then somebody commits, then the page is made."""
    base()

    real = version.current

    def read() -> str:
        found = real()
        monkeypatch.undo()
        meanwhile(maxim)
        return found

    monkeypatch.setattr(version, "current", read)
    answer = client.get("/principles/")
    assert b"worth more than a wish" in answer.content
    again = client.get("/principles/")
    assert (again.content, again["ETag"]) == (answer.content, answer["ETag"])


def test_a_commit_between_two_statements_of_a_page_is_not_seen_in_it(client: Client) -> None:
    base()
    done: list[str] = []

    def in_between(execute: Callable[..., object], sql: str, *given: object) -> object:
        answered = execute(sql, *given)
        if "principles_principle" in sql and not done:
            done.append(sql)
            meanwhile(maxim)
        return answered

    with connection.execute_wrapper(in_between):
        torn = client.get("/principles/")
    assert done
    assert b"worth more than a wish" not in torn.content
    assert b"worth more than a wish" in client.get("/principles/").content
    assert client.get("/principles/").content == fresh("/principles/")


def test_what_is_rolled_back_is_never_seen(client: Client) -> None:
    base()
    first = client.get("/principles/")

    def undone_elsewhere() -> None:
        with transaction.atomic():
            maxim()
            meanwhile(lambda: asked.append(Client().get("/principles/")["ETag"]))
            transaction.set_rollback(True)

    asked: list[str] = []
    undone_elsewhere()
    assert asked == [first["ETag"]] == [client.get("/principles/")["ETag"]]


def test_what_is_rolled_back_to_a_savepoint_is_never_seen(client: Client) -> None:
    base()
    first = client.get("/principles/")
    with transaction.atomic():
        retag()
        with transaction.atomic():
            maxim()
            transaction.set_rollback(True)
    second = client.get("/principles/")
    assert second["ETag"] != first["ETag"]
    assert b"worth more than a wish" not in second.content
    assert second.content == fresh("/principles/")
