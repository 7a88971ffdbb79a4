"""The arrows between the rooms hold: import-linter's contracts, and what it cannot express."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRINCIPLES = ROOT / "principles"

# The rooms that answer requests; all others are below them.
ANSWERING = {"admin", "api", "context_processors", "feeds", "management", "sitemaps", "views"}
ANSWERING |= {"apps", "urls", "visitors"}
OF_REQUESTS = ("django.http.", "django.shortcuts.", "django.template.loader.")


def modules_below_the_views() -> Iterator[Path]:
    for path in sorted(PRINCIPLES.rglob("*.py")):
        room = path.relative_to(PRINCIPLES).parts[0].removesuffix(".py")
        if room not in ANSWERING:
            yield path


def imported(path: Path) -> Iterator[str]:
    """Yield the full names a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_the_import_contracts_are_kept() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import *; lint_imports_command()"]
    options = ["--no-logo", "--no-cache"]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "path", list(modules_below_the_views()), ids=lambda path: str(path.relative_to(PRINCIPLES))
)
def test_nothing_below_the_views_knows_of_requests(path: Path) -> None:
    known = [name for name in imported(path) if f"{name}.".startswith(OF_REQUESTS)]
    assert not known
