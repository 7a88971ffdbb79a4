"""UTF-8 that was read as Windows-1252, and what it was: “â€™” is an apostrophe. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEADS = "\u00c2-\u00f4"
_FOLLOWS = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_MISREAD = re.compile(rf"[{_LEADS}][{_FOLLOWS}]{{1,3}}")


def mended(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of what was misread, and the characters that it stands for."""
    for found in _MISREAD.finditer(text):
        start = found.start()
        for end in range(found.end(), start + 1, -1):
            right = _decoded(text[start:end])
            if right:
                yield start, end, right
                break


def _decoded(text: str) -> str:
    """Return the one character that the text is the bytes of, else nothing."""
    try:
        right = b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return ""
    return right if len(right) == 1 else ""


def _byte(sign: str) -> bytes:
    return bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252")
