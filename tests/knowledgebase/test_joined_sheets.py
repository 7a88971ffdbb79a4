"""What collectstatic makes of the stylesheets."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.templatetags.static import static
from django.test import override_settings

from knowledgebase import settings as production
from knowledgebase.joined_sheets import Found, joined

IMPORT = re.compile(r"^\s*@import", re.MULTILINE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=production.STORAGES, STATIC_ROOT=root):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


def served(root: Path, name: str) -> Path:
    """Return the file that pages name: the one with the hash of what it holds."""
    return root / static(name).removeprefix("/static/")


def found_in(folder: Path) -> Found:
    storage = FileSystemStorage(folder)
    return {path.name: (storage, path.name) for path in folder.glob("*.css")}


@pytest.mark.parametrize("name", ["css/desk.css", "css/site.css"])
def test_a_served_sheet_imports_nothing(collected: Path, name: str) -> None:
    assert not IMPORT.search(served(collected, name).read_text())


def test_the_served_sheet_holds_every_component(collected: Path) -> None:
    sheet = served(collected, "css/site.css").read_text()
    sources = (production.BASE_DIR / "static/css/components").glob("*.css")
    missing = [source.name for source in sources if source.read_text() not in sheet]
    assert missing == []


def test_the_rules_for_paper_are_for_paper_alone(collected: Path) -> None:
    sheet = served(collected, "css/site.css").read_text()
    paper = (production.BASE_DIR / "static/css/print.css").read_text()
    assert f"@media print {{\n{paper}}}" in sheet


def test_fonts_are_named_by_what_they_hold(collected: Path) -> None:
    sheet = served(collected, "css/site.css")
    addresses = re.findall(r'url\("(.+?\.woff2)"\)', sheet.read_text())
    assert addresses
    assert all((sheet.parent / address).resolve().is_file() for address in addresses)


def test_the_served_sheet_is_compressed(collected: Path) -> None:
    sheet = served(collected, "css/site.css")
    assert sheet.with_name(f"{sheet.name}.br").stat().st_size < sheet.stat().st_size / 4


def test_sheets_joined_once_are_joined_from_their_sources_again(collected: Path) -> None:
    before = served(collected, "css/site.css")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert served(collected, "css/site.css") == before


def test_an_imported_sheet_may_import(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('@import url("b.css");\na {}\n')
    (tmp_path / "b.css").write_text('@import url("c.css") print;\nb {}\n')
    (tmp_path / "c.css").write_text("c {}\n")
    text = joined(found_in(tmp_path), "a.css")
    assert text.split() == ["@media", "print", "{", "c", "{}", "}", "b", "{}", "a", "{}"]


def test_an_import_of_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('@import url("gone.css");\n')
    with pytest.raises(KeyError, match="gone"):
        joined(found_in(tmp_path), "a.css")
