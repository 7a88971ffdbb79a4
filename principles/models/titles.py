"""Titles that need their publisher: a letter to shareholders is some company's, and is called so.

A title such as "Letter to shareholders" names a kind of work, and many works have it. Wherever a
source is referred to, its publisher is put into such a title: Letter to Amazon’s shareholders. The
title as printed stays what is stored, searched and given as data.
"""

import re

_GENERIC = re.compile(
    r"(?P<before>(?:(?:annual|quarterly|open|chairman[’']s) )?"
    r"(?:letter|report|memo|memorandum|message|speech|address|talk|keynote|interview|slides"
    r"|presentation|press release|statement|q&a))"
    r"(?: to (?:the |our |all )?(?P<readers>shareholders|share ?owners|stockholders|investors"
    r"|partners|employees|members|customers))?"
    r"(?P<after>,? (?:for |of )?[0-9]{4})?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:\.com|,? (?:inc|corp|ltd|llc|plc|co|company|corporation)\b\.?)+$", re.IGNORECASE
)


def is_generic(title: str) -> bool:
    """Say whether the title tells no more than what kind of work it is, and for whom."""
    return _GENERIC.fullmatch(title) is not None


def reference_title(title: str, publisher: str) -> str:
    """Return the title by which a source is referred to, with the publisher where it is generic."""
    generic = _GENERIC.fullmatch(title)
    if generic is None or not publisher:
        return title
    if not generic["readers"]:
        return f"{title}, {publisher}"
    name = _FORM.sub("", publisher)
    possessive = f"{name}’" if name.endswith("s") else f"{name}’s"
    return f"{generic['before']} to {possessive} {generic['readers']}{generic['after'] or ''}"
