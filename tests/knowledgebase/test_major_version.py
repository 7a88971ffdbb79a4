"""A data directory of another PostgreSQL is recognised, and what it holds is carried over."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.dumps import debians_15, manage
from tests.knowledgebase.processes import ROOT, answer, environment, refused, running
from tests.knowledgebase.test_preparation import MANAGE

ADD = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
import django
django.setup()
from principles.models import Tag
Tag.objects.create(name="Carried over", slug="carried-over")
"""
LOOK = """
import django
django.setup()
from principles.models import Tag
print(*Tag.objects.values_list("name", flat=True))
"""


def test_the_start_names_the_two_commands_and_starts_nothing(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    data.mkdir(mode=0o700)
    (data / "PG_VERSION").write_text("15\n")
    sentence = refused(tmp_path)
    assert "was written by PostgreSQL 15" in sentence
    assert "manage.py backup FOLDER" in sentence
    assert "manage.py restore FOLDER/FILE" in sentence
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_commands_say_the_same_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir(mode=0o700)
    (tmp_path / "postgres" / "PG_VERSION").write_text("15\n")
    command = [sys.executable, "manage.py", "migrate"]
    chosen = environment(tmp_path)
    done = subprocess.run(command, cwd=ROOT, env=chosen, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "was written by PostgreSQL 15" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.faults
def test_a_directory_of_debians_15_is_carried_over_as_that_sentence_says(tmp_path: Path) -> None:
    data, folder = tmp_path / "postgres", tmp_path / "backups"
    with debians_15(data) as server:
        manage("postgres", "migrate", "--verbosity=0", server=server)
        manage("postgres", "-c", ADD, server=server)
        manage("postgres", "backup", str(folder), server=server)
    assert "was written by PostgreSQL 15" in refused(tmp_path)
    data.rename(tmp_path / "away")
    answer(running(tmp_path, MANAGE, "restore", str(next(folder.iterdir()))))
    assert answer(running(tmp_path, LOOK)).strip() == "Carried over"
    assert (data / "PG_VERSION").read_text().strip() == "18"
