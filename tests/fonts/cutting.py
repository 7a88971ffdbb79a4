"""Cut a variable font to some signs and weights, and give it another name."""

import io
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent.parent / "static" / "fonts"
DIGESTS = Path(__file__).with_name("SHA256SUMS")

# ASCII; what English prints beside it; letters of words it has from elsewhere: café, naïve, façade.
SIGNS = frozenset(
    {chr(code) for code in range(0x20, 0x7F)}
    | set("\N{NO-BREAK SPACE}\N{SOFT HYPHEN}£§©°¶·×–—‘’“”•…€™−")
    | set("çèéêïñöü")
)
WEIGHTS = (400, 700)
# Features that a browser applies by itself, and the figures that the stylesheets ask for.
FEATURES = ("ccmp", "kern", "liga", "mark", "mkmk", "pnum", "tnum", "lnum")
# Numbers of the table of names; all but these two is written anew.
COPYRIGHT, LICENCE_ADDRESS = 0, 14
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
FIRST_OF_AXES = 256  # the first number that is the font's own


@dataclass(frozen=True, slots=True)
class Cut:
    """A font to make: its file, the family that the CSS names, and what it is cut from."""

    file: str
    family: str
    style: str
    source: str


CUTS = (
    Cut(
        "precept-serif.woff2", "Precept Serif", "Regular", "source-serif-4-latin-opsz-normal.woff2"
    ),
    Cut(
        "precept-serif-italic.woff2",
        "Precept Serif",
        "Italic",
        "source-serif-4-latin-wght-italic.woff2",
    ),
    Cut("precept-sans.woff2", "Precept Sans", "Regular", "source-sans-3-latin-wght-normal.woff2"),
)


def made(cut: Cut) -> bytes:
    """Return the font as WOFF2, the same bytes each time with the same fontTools and Brotli."""
    font = TTFont(FONTS / cut.source, recalcTimestamp=False)
    options = subset.Options(layout_features=[*FEATURES], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in SIGNS])
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, updateFontNames=False)
    _rename(font, cut)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rename(font: TTFont, cut: Cut) -> None:
    """Call the font and its axes by names of this site's, and no style by one of its maker's."""
    names, variations = font["name"], font["fvar"]
    names.names = [name for name in names.names if name.nameID in (COPYRIGHT, LICENCE_ADDRESS)]
    full = f"{cut.family} {cut.style}"
    told = {1: cut.family, 2: cut.style, 3: f"{full}; modified", 4: full}
    told |= {5: "Version 1.0", 6: full.replace(" ", ""), 13: LICENCE}
    for number, axis in enumerate(variations.axes, start=FIRST_OF_AXES):
        axis.axisNameID, told[number] = number, axis.axisTag
    for number, text in told.items():
        names.setName(text, number, 3, 1, 0x409)
    variations.instances = []
    del font["STAT"]
