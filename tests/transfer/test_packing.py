"""A bundle takes its place whole or not at all, and only where a bundle is."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL

import pytest
from django.core.management import CommandError, call_command

from principles.transfer.packing import PackingError, write_folder, write_zip_file
from tests.transfer.bundles import write_bundle

NEW = [("base.toml", ["format = 1\n"]), ("tags.toml", ["# ", "new\n"])]


def held(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): f.read_text() for f in folder.rglob("*") if f.is_file()}


def broken() -> Iterator[tuple[str, list[str]]]:
    yield from NEW
    raise RuntimeError("The base is away.")


def test_a_bundle_is_replaced_and_what_is_not_of_it_is_kept(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path / "bundle")
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("main")
    (folder / "README.md").write_text("ours")
    write_folder(NEW, folder)
    assert held(folder) == {
        "base.toml": "format = 1\n",
        "tags.toml": "# new\n",
        ".git/HEAD": "main",
        "README.md": "ours",
    }
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("name", ["bundle", "new"])
def test_a_broken_export_leaves_everything_as_it_was(tmp_path: Path, name: str) -> None:
    write_bundle(tmp_path / "bundle")
    write_zip_file(NEW, tmp_path / "bundle.zip")
    before = held(tmp_path / "bundle"), (tmp_path / "bundle.zip").read_bytes()
    with pytest.raises(RuntimeError):
        write_folder(broken(), tmp_path / name)
    with pytest.raises(RuntimeError):
        write_zip_file(broken(), tmp_path / f"{name}.zip")
    assert (held(tmp_path / "bundle"), (tmp_path / "bundle.zip").read_bytes()) == before
    assert {path.name for path in tmp_path.iterdir()} == {"bundle", "bundle.zip"}


KILLED = """
import os, signal, sys
from pathlib import Path
from principles.transfer.packing import write_folder, write_zip_file

def files():
    yield "base.toml", ["format = 1"]
    os.kill(os.getpid(), signal.SIGKILL)

{}(files(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("write", "name"), [("write_folder", "b"), ("write_zip_file", "b.zip")])
def test_a_killed_export_leaves_no_half_under_its_name(
    tmp_path: Path, write: str, name: str
) -> None:
    code = SETUP + KILLED.format(write)
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=False)
    assert ended.returncode == -SIGKILL
    assert not (tmp_path / name).exists()
    getattr(sys.modules["principles.transfer.packing"], write)(NEW, tmp_path / name)
    assert (tmp_path / name).exists()


SETUP = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
django.setup()
"""


def test_what_is_not_of_the_bundle_is_brought_over_after_a_kill(tmp_path: Path) -> None:
    aside = write_bundle(tmp_path / ".bundle.old-bundle")
    (aside / ".git").mkdir()
    (aside / ".git/HEAD").write_text("main")
    write_folder(NEW, write_bundle(tmp_path / "bundle"))
    assert held(tmp_path / "bundle") == {**{p: "".join(t) for p, t in NEW}, ".git/HEAD": "main"}
    assert not aside.exists()


def test_what_stood_aside_when_an_export_was_killed_is_put_back(tmp_path: Path) -> None:
    write_bundle(tmp_path / ".bundle.old-bundle")
    with pytest.raises(RuntimeError):
        write_folder(broken(), tmp_path / "bundle")
    assert "people.toml" in held(tmp_path / "bundle")


@pytest.mark.parametrize(
    ("file", "path", "sentence"),
    [
        ("there/letter.txt", "there", "holds no bundle: it has no base.toml"),
        ("bundle/letter.txt", "bundle", "holds letter.txt, which has no place in a bundle"),
        ("a-file", "a-file", "is a file. Name a folder, or a file that ends with .zip."),
        ("a.zip", "a.zip", "is no zip of a bundle"),
        ("a-file", "nowhere/bundle", "There is no folder"),
    ],
)
def test_only_a_bundle_is_replaced(tmp_path: Path, file: str, path: str, sentence: str) -> None:
    write_bundle(tmp_path / "bundle")
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("mine")
    write = write_zip_file if path.endswith(".zip") else write_folder
    before = held(tmp_path)
    with pytest.raises(PackingError, match=sentence):
        write(NEW, tmp_path / path)
    assert held(tmp_path) == before


def test_the_command_says_it_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match=r"holds no bundle"):
        call_command("export_bundle", str(tmp_path))
