import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Engine

STATIC = Path(settings.BASE_DIR, "static")
TEMPLATES = Path(settings.BASE_DIR, "templates")
COMPONENTS = sorted(STATIC.glob("css/components/*.css"))
IMPORTED = re.compile(r'^@import url\("(.+?)"\)', re.MULTILINE)
JOINING = {"site.css", "desk.css"}
SOURCES = sorted(
    path
    for path in STATIC.glob("css/**/*.css")
    if path.name not in JOINING and not path.stem.startswith("admin")
)


@pytest.mark.parametrize("sheet", SOURCES, ids=lambda path: path.name)
def test_a_sheet_insists_on_nothing_and_keeps_to_its_layer(sheet: Path) -> None:
    rules = sheet.read_text()
    assert "!important" not in rules
    assert "@import" not in rules
    assert sheet.name == "fonts.css" or "@layer" in rules


@pytest.mark.parametrize("sheet", COMPONENTS, ids=lambda path: path.name)
def test_a_component_names_no_file_which_would_be_another_in_the_joined_sheet(sheet: Path) -> None:
    assert "url(" not in sheet.read_text()


def test_the_layers_are_declared_once_and_first() -> None:
    entry = (STATIC / "css/site.css").read_text()
    declaration = "@layer reset, tokens, base, layout, components, utilities, print;"
    assert [sheet.name for sheet in SOURCES if declaration in sheet.read_text()] == []
    assert entry.index(declaration) < entry.index("@import url")


def test_every_source_is_imported_once() -> None:
    imported = re.findall(
        r'^@import url\("(.+?)"\)', (STATIC / "css/site.css").read_text(), re.MULTILINE
    )
    assert sorted(imported) == sorted(str(path.relative_to(STATIC / "css")) for path in SOURCES)


def test_the_layers_are_imported_in_their_order() -> None:
    css = STATIC / "css"
    addresses = IMPORTED.findall((css / "site.css").read_text())
    layers = [
        re.search(r"^@layer (\w+) {", (css / at).read_text(), re.MULTILINE) for at in addresses
    ]
    in_order = ["reset", "tokens", "base", "layout", "components", "utilities", "print"]
    assert list(dict.fromkeys(layer[1] for layer in layers if layer)) == in_order


def test_a_template_is_compiled_once() -> None:
    site = Engine.get_default()
    assert site.get_template("base.html") is site.get_template("base.html")


def test_no_template_carries_a_style_or_a_script() -> None:
    carrying = [
        page.name
        for page in TEMPLATES.glob("**/*.html")
        if any(sign in page.read_text() for sign in (" style=", "<style", "<script>", " onclick="))
    ]
    assert carrying == []
