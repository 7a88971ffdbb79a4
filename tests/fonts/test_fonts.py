"""The fonts of the site are those that the recipe makes, and the CSS says what is in them."""

import io
import re
from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont

from tests.fonts.cutting import CUTS, DIGESTS, FONTS, SIGNS, WEIGHTS, Cut, made

KILOBYTE = 1000
FACE = re.compile(r"@font-face {(.+?)}", re.DOTALL)
EVERY_CUT = pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.file)


def rules_of(cut: Cut) -> str:
    """Return the rules of the @font-face that names the file."""
    faces: list[str] = FACE.findall((FONTS.parent / "css/fonts.css").read_text())
    return next(face for face in faces if f"/{cut.file}" in face)


def signs_of(rules: str) -> set[int]:
    """Return the code points of the unicode-range."""
    signs: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", rules):
        signs.update(range(int(first, 16), int(last or first, 16) + 1))
    return signs


def test_every_font_is_the_one_on_record() -> None:
    recorded = {name: digest for digest, name in map(str.split, DIGESTS.read_text().splitlines())}
    fonts = {font.name: sha256(font.read_bytes()).hexdigest() for font in FONTS.glob("*.woff2")}
    assert fonts == recorded


@EVERY_CUT
def test_the_recipe_makes_the_font(cut: Cut) -> None:
    now, kept = TTFont(io.BytesIO(made(cut))), TTFont(FONTS / cut.file)
    named = set(kept.keys()) - {"GlyphOrder", "head"}  # head has a sum of the file's bytes
    assert set(now.keys()) - {"GlyphOrder", "head"} == named
    assert [name for name in named if now.getTableData(name) != kept.getTableData(name)] == []


def test_what_a_page_in_english_loads_is_below_a_hundred_kilobytes() -> None:
    assert sum((FONTS / cut.file).stat().st_size for cut in CUTS) < 100 * KILOBYTE


@EVERY_CUT
def test_a_cut_font_has_every_sign_and_no_other(cut: Cut) -> None:
    assert set(TTFont(FONTS / cut.file).getBestCmap()) == {ord(sign) for sign in SIGNS}


@EVERY_CUT
def test_the_stylesheet_says_which_signs_a_cut_font_has(cut: Cut) -> None:
    assert signs_of(rules_of(cut)) == {ord(sign) for sign in SIGNS}


@EVERY_CUT
def test_a_cut_font_has_the_weights_of_its_face(cut: Cut) -> None:
    weight = next(a for a in TTFont(FONTS / cut.file)["fvar"].axes if a.axisTag == "wght")
    assert (weight.minValue, weight.maxValue) == WEIGHTS
    assert "font-weight: {} {};".format(*WEIGHTS) in rules_of(cut)


@EVERY_CUT
def test_a_cut_font_bears_the_reserved_name_in_its_copyright_alone(cut: Cut) -> None:
    names = {name.nameID: str(name) for name in TTFont(FONTS / cut.file)["name"].names}
    assert [number for number, name in names.items() if "Source" in name] == [0]
    assert f'font-family: "{cut.family}"' in rules_of(cut)


def test_no_stylesheet_asks_for_a_weight_that_is_cut_away() -> None:
    sheets = "\n".join(sheet.read_text() for sheet in FONTS.parent.glob("css/**/*.css"))
    asked = re.findall(r"\bfont(?:-weight)?: (?:italic )?([1-9]00)\b(?! [1-9]00)", sheets)
    assert {int(weight) for weight in asked} <= set(range(WEIGHTS[0], WEIGHTS[1] + 1))
