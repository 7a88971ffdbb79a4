"""The signs that folding and word splitting share, as ranges for a character class."""

import unicodedata

DOUBLE = '\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\uff02"'
SINGLE = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u2039\u203a\uff07"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d-"
INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufeff"
)
PICTURES = "\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Arrows, circled numbers, ticks, stars and emoji, as ranges for a character class."""
LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
IDEOGRAPHS = _IDEOGRAPHS + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65"
"""Chinese and Japanese characters and their punctuation, as ranges for a character class."""

UNSPACED = _IDEOGRAPHS + "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff"
"""Letters of scripts that put no space between words, as ranges for a character class.

Chinese, Japanese, Thai, Lao, Burmese, Khmer: each letter is a word by itself here.
"""


def _marks() -> str:
    """Return the characters that join the letter before them, as ranges for a character class."""
    found = [c for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M"]
    firsts = [c for c, before in zip(found, [0, *found], strict=False) if c != before + 1]
    lasts = [c for c, after in zip(found, [*found[1:], 0], strict=True) if after != c + 1]
    ranges = (f"{chr(a)}-{chr(b)}" for a, b in zip(firsts, lasts, strict=True))
    return "".join(ranges) + "\U000e0100-\U000e01ef"


MARK = rf"(?:(?![\0-\u02ff])[{_marks()}])"  # the lookahead spares plain text the long class
