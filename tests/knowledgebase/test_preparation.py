"""What the database has before anybody is served: tables, content, true verdicts, one account."""

from collections.abc import Callable
from pathlib import Path

import pytest

from principles.text import FOLDING_VERSION
from tests.knowledgebase.processes import PREPARE, account, answer, refused, running
from tests.transfer.bundles import write_bundle

PASSWORD_LENGTH = 19
MANAGE = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
AGE = """
import django
django.setup()
from principles.models import Citation
print(Citation.objects.update(folding_version=0, verdict="altered"))
"""
LOOK = """
import django
django.setup()
from principles.models import Citation
print(*Citation.objects.order_by("quote", "position").values_list("verdict", "folding_version"))
"""
SUPERUSER = """
import django
django.setup()
from django.contrib.auth.models import User
User.objects.create_superuser("olga", password="correct horse")
"""


def test_two_first_starts_at_once_make_one_account(tmp_path: Path) -> None:
    both = [running(tmp_path, PREPARE), running(tmp_path, PREPARE)]
    accounts = [account(answer(each)) for each in both]
    assert sorted(map(len, accounts)) == [1, 2]


def test_a_first_start_that_failed_is_completed_by_the_next(tmp_path: Path) -> None:
    failed = running(tmp_path, PREPARE, str(tmp_path / "no such content"))
    failed.communicate(timeout=120)
    assert failed.returncode != 0
    bundle = write_bundle(tmp_path / "bundle")
    assert "quotes: 3 added" in answer(running(tmp_path, PREPARE, str(bundle)))
    assert "added" not in answer(running(tmp_path, PREPARE, str(bundle)))


def test_a_schema_and_content_made_by_hand_get_an_account_once(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "bundle")
    answer(running(tmp_path, MANAGE, "migrate", "--verbosity=0"))
    answer(running(tmp_path, MANAGE, "import_bundle", str(bundle)))
    name, password = account(answer(running(tmp_path, PREPARE)))
    assert name == "editor"
    assert len(password) == PASSWORD_LENGTH
    assert account(answer(running(tmp_path, PREPARE))) == ["editor"]


def test_an_account_made_by_hand_is_the_one_that_is_named(tmp_path: Path) -> None:
    answer(running(tmp_path, MANAGE, "migrate", "--verbosity=0"))
    answer(running(tmp_path, SUPERUSER))
    assert account(answer(running(tmp_path, PREPARE))) == ["olga"]


def test_verdicts_of_older_rules_are_worked_out_anew(tmp_path: Path) -> None:
    answer(running(tmp_path, PREPARE, str(write_bundle(tmp_path / "bundle"))))
    before = answer(running(tmp_path, LOOK))
    assert str(("verbatim", FOLDING_VERSION)) in before
    assert answer(running(tmp_path, AGE)).strip() == "4"
    assert "citations: 4 compared" in answer(running(tmp_path, PREPARE))
    assert answer(running(tmp_path, LOOK)) == before
    assert "compared" not in answer(running(tmp_path, PREPARE))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("ENCODING 'UTF8' LOCALE 'C'", "LOCALE 'C.UTF-8' TEMPLATE template0"),
        ("ENCODING 'LATIN1' LOCALE 'C'", "must have the encoding UTF8, and has LATIN1"),
    ],
)
def test_a_database_that_would_lose_letters_gets_one_sentence(
    tmp_path: Path, other_server: Callable[[str], str], options: str, sentence: str
) -> None:
    url = other_server(f"CREATE DATABASE plain {options} TEMPLATE template0")
    plain = url.replace("guest@/postgres", "postgres@/plain")
    assert sentence in refused(tmp_path / "own", DATABASE_URL=plain)


def test_a_database_made_as_that_sentence_says_is_taken(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    url = other_server("CREATE DATABASE whole ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0")
    whole = url.replace("guest@/postgres", "postgres@/whole")
    assert account(answer(running(tmp_path, PREPARE, DATABASE_URL=whole)))
