"""The examples for whoever operates a site work as they stand."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.knowledgebase.processes import PREPARE, ROOT, answer, environment, running

DEPLOY = ROOT / "knowledgebase" / "deploy"
UNITS = ("precept.service", "precept-daily.service", "precept-daily.timer")
COMMANDS = re.compile(r"(?:manage|manage\.py) ([a-z_]{4,})")


def sourced(file: Path) -> dict[str, str]:
    """Return the variables of a file of settings, as a shell reads them."""
    said = subprocess.run(
        ["env", "-i", "/bin/sh", "-ac", '. "$0"; /usr/bin/env -0', str(file)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = dict(line.split("=", 1) for line in said.split("\0") if line)
    return {name: value for name, value in found.items() if name not in {"PWD", "_", "OLDPWD"}}


def test_the_settings_of_the_example_are_those_of_the_site() -> None:
    documented = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    )
    assert sourced(DEPLOY / "environment.example").keys() <= documented


def test_shell_and_service_read_the_same_values() -> None:
    lines = (DEPLOY / "environment.example").read_text().splitlines()
    assigned = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Z_]+='[^'\\]*'", line) for line in assigned), assigned


def test_a_command_has_the_settings_of_the_file(
    tmp_path: Path, other_server: Callable[[str], str]
) -> None:
    url = other_server("CREATE DATABASE site").replace("guest@/postgres", "postgres@/site")
    answer(running(tmp_path, PREPARE, DATABASE_URL=url))
    file = tmp_path / "environment"
    file.write_text(f"DATA_DIR='{tmp_path}'\nDATABASE_URL='{url}'\n")
    done = subprocess.run(
        [str(DEPLOY / "manage"), "backup", "kept"],
        cwd=tmp_path,
        env=environment(tmp_path, ENVIRONMENT=str(file)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done
    assert " has site at /tmp/pg-" in done.stdout
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_service_and_timer_are_what_systemd_reads(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze")
    for unit in UNITS:
        text = (DEPLOY / unit).read_text().replace("/srv/precept", str(ROOT))
        (tmp_path / unit).write_text(text)
    files = [str(tmp_path / unit) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_service_and_timer_have_one_user_and_one_file_of_settings() -> None:
    for name in ("User", "WorkingDirectory", "EnvironmentFile"):
        said = {
            line
            for unit in UNITS[:2]
            for line in (DEPLOY / unit).read_text().splitlines()
            if line.startswith(f"{name}=")
        }
        assert len(said) == 1


@pytest.mark.parametrize("document", ["README.md", "knowledgebase/deploy/README.md"])
def test_the_commands_that_documents_name_are_there(document: str) -> None:
    from django.core.management import get_commands  # noqa: PLC0415 (needs the settings)

    named = set(COMMANDS.findall((ROOT / document).read_text()))
    assert named
    assert named <= set(get_commands())
