"""A backup is not restored into a database from which the site would not start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.knowledgebase.processes import PREPARE, answer, command, refused, running


@pytest.mark.parametrize(
    "options", ["ENCODING 'UTF8' LOCALE 'C'", "ENCODING 'SQL_ASCII' LOCALE 'C'"]
)
def test_start_restore_and_check_refuse_it_with_one_sentence(
    tmp_path: Path, other_server: Callable[[str], str], options: str
) -> None:
    answer(running(tmp_path, PREPARE))
    assert command(tmp_path, "backup", str(tmp_path / "kept")).returncode == 0
    file = str(next((tmp_path / "kept").iterdir()))
    url = other_server(f"CREATE DATABASE plain {options} TEMPLATE template0")
    plain = url.replace("guest@/postgres", "postgres@/plain")
    sentence = refused(tmp_path / "own", DATABASE_URL=plain)
    assert "CREATE DATABASE name ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0" in sentence
    for words in (["restore", file], ["restore", file, "--check"]):
        done = command(tmp_path, *words, DATABASE_URL=plain)
        assert done.returncode == 1
        assert done.stderr == f"CommandError: {sentence}"
