import re
from pathlib import Path

import pytest
from django.conf import settings

from principles.templatetags.components import sheets

STATIC = Path(settings.BASE_DIR, "static")
TEMPLATES = Path(settings.BASE_DIR, "templates")
SHEETS = sorted(path for path in STATIC.glob("css/**/*.css") if not path.stem.startswith("admin"))


def test_each_name_becomes_a_link_in_its_order() -> None:
    links = sheets("entry", "props").splitlines()
    assert links == [
        '<link rel="stylesheet" href="/static/css/components/entry.css">',
        '<link rel="stylesheet" href="/static/css/components/props.css">',
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_insists_on_nothing_and_keeps_to_its_layer(sheet: Path) -> None:
    rules = sheet.read_text()
    assert "!important" not in rules
    assert not re.search(r"^\s*@import", rules, re.MULTILINE)
    assert sheet.name == "fonts.css" or "@layer" in rules


def test_the_layers_are_declared_once_and_first() -> None:
    declared = [
        sheet.name
        for sheet in SHEETS
        if "@layer reset, tokens, base, layout, components, utilities, print;" in sheet.read_text()
    ]
    base = (TEMPLATES / "base.html").read_text()
    assert declared == ["site.css"]
    assert base.index("css/site.css") < base.index("css/tokens.css")


def test_every_component_sheet_is_linked_by_some_page() -> None:
    linked = "".join(page.read_text() for page in TEMPLATES.glob("**/*.html"))
    unlinked = [
        sheet.stem
        for sheet in STATIC.glob("css/components/*.css")
        if f'"{sheet.stem}"' not in linked
    ]
    assert unlinked == []


def test_no_template_carries_a_style_or_a_script() -> None:
    carrying = [
        page.name
        for page in TEMPLATES.glob("**/*.html")
        if any(sign in page.read_text() for sign in (" style=", "<style", "<script>", " onclick="))
    ]
    assert carrying == []
