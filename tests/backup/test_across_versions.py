"""A base is carried between PostgreSQL 15 and 18, by the site's commands and by dumps.

A chain, as seeding a base takes longest: seeded on 18, backed up, restored on 15, backed up and
dumped there. Every later state has the same rows and gives the same answers, byte by byte.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from principles.backup.tables import kept
from tests.dumps import (
    Server,
    another_database,
    connect,
    debians_15,
    digests,
    manage,
    of_the_tests,
    run,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

SEED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("import_bundle", "fixtures")
call_command("createsuperuser", interactive=False, username="olga", email="")
"""
PASSWORD = "correct horse battery"
# Rows in tables that the content of the site leaves empty, and characters that COPY escapes.
MORE = """
INSERT INTO principles_person (slug, name, sort_name, note) VALUES
    ('odd', E'Tab\\tbed \\\\N', 'Odd', E'two\\nlines\\r and \\\\. \\U0001F71A \\x01');
UPDATE principles_person SET slug = 'odder' WHERE slug = 'odd';
INSERT INTO principles_report
    (quote_id, words, about, message, reply_to, received_at, state, outcome)
    SELECT number, text, 'words', 'Wrong.', '', now(), 'open', '' FROM principles_quote LIMIT 1;
"""


class Base:
    """A database on a server, what it has, and what the site answers from it."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name

    def manage(self, *command: str, **changes: str) -> str:
        return manage(self.name, *command, server=self.server, **changes)

    def rows(self) -> dict[str, object]:
        return digests(self.name, server=self.server)

    def kept(self) -> dict[str, object]:
        rows = self.rows()
        return {name: rows[name] for name in kept()}

    def answers(self) -> list[str]:
        return self.manage("-m", "tests.answers").splitlines()

    def backup(self, folder: Path) -> str:
        self.manage("backup", str(folder))
        return str(max(folder.iterdir()))


@pytest.fixture(scope="module")
def stack() -> Iterator[ExitStack]:
    with ExitStack() as entered:
        yield entered


@pytest.fixture(scope="module")
def fifteen(stack: ExitStack, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return stack.enter_context(debians_15(tmp_path_factory.mktemp("fifteen") / "data"))


def new(stack: ExitStack, server: Server, name: str) -> Base:
    return Base(server, stack.enter_context(another_database(name, server=server)))


@pytest.fixture(scope="module")
def seeded(stack: ExitStack, django_db_setup: None) -> Base:
    """The base of the fixtures on 18, with an account and a report."""
    base = new(stack, of_the_tests(), "carried_seeded")
    base.manage("-c", SEED, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    with connect(base.name) as writer:
        writer.execute(MORE)
    return base


@pytest.fixture(scope="module")
def on_15(
    stack: ExitStack, seeded: Base, fifteen: Server, tmp_path_factory: pytest.TempPathFactory
) -> Base:
    base = new(stack, fifteen, "carried_down")
    base.manage("restore", seeded.backup(tmp_path_factory.mktemp("down")))
    return base


@pytest.fixture(scope="module")
def expected(seeded: Base) -> list[str]:
    answers = seeded.answers()
    assert len(answers) == 50
    return answers


def test_a_backup_of_18_is_restored_on_15(seeded: Base, on_15: Base, expected: list[str]) -> None:
    assert on_15.kept() == seeded.kept()
    assert on_15.answers() == expected


def test_and_back_on_18(
    seeded: Base, on_15: Base, expected: list[str], tmp_path: Path, stack: ExitStack
) -> None:
    back = new(stack, of_the_tests(), "carried_back")
    back.manage("restore", on_15.backup(tmp_path))
    assert back.kept() == seeded.kept()
    assert back.answers() == expected


def custom(source: Base, target: Base, *, folder: Path) -> None:
    dump = str(folder / "base.dump")
    run("pg_dump", source.name, "--format=custom", f"--file={dump}", server=source.server)
    options = ("--exit-on-error", "--no-owner")
    run("pg_restore", target.name, *options, dump, server=target.server)


def plain(source: Base, target: Base, *, folder: Path) -> None:
    dump = str(folder / "base.sql")
    run("pg_dump", source.name, "--format=plain", f"--file={dump}", server=source.server)
    options = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1")
    run("psql", target.name, *options, f"--file={dump}", server=target.server)


@pytest.mark.parametrize("way", [custom, plain])
@pytest.mark.parametrize("versions", ["15 to 15", "15 to 18", "18 to 18"])
def test_a_dump_restores_every_row_and_gives_the_same_answers(
    request: pytest.FixtureRequest,
    way: Callable[..., None],
    versions: str,
    expected: list[str],
    tmp_path: Path,
) -> None:
    older, newer = versions.split(" to ")
    source: Base = request.getfixturevalue("on_15" if older == "15" else "seeded")
    server = source.server if newer == older else of_the_tests()
    with another_database("carried_by_dump", server=server) as name:
        target = Base(server, name)
        way(source, target, folder=tmp_path)
        assert target.rows() == source.rows()
        assert target.answers() == expected
