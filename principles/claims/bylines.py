"""Names given with words: after a dash, in brackets, in a line alone, at the end, or “as X said”.

A name is recognised by its capitals and its position; whose it is, is asked elsewhere. What may be
no name stays among the words, where a reader sees it marked. Pure: no Django.
"""

from __future__ import annotations

import re

from principles.claims.names import (
    LONGEST_BYLINE,
    MOST_NAME_WORDS,
    NOBODY,
    PARTICLES,
    Byline,
    is_name,
    is_name_word,
    names_at_start,
    names_in,
)
from principles.text import Span, sentences
from principles.text.characters import DOUBLE, SINGLE

LONGEST_UNMARKED = 60  # characters of a name without a dash or brackets
VERBS = (
    "said|says|wrote|writes|told|argued|argues|noted|notes|explained|explains|put it|puts it|"
    "observed|warned|warns|asked|asks|remarked|reminds us|reminded us|stated|states|taught|teaches|"
    "replied|replies|added|adds|answered|answers|repeated|repeats|continued|concluded|declared|"
    "insisted|recalled|quipped"
)
_OPENERS = frozenset("and as but how if in like so that the then what when while".split())  # noqa: SIM905 - reads as a list of words
_CONJUNCTIONS = frozenset({"as", "like"})  # before a comma they may begin any clause
_DASH = re.compile(r"(?:(?<=\s)|^|(?<=[.!?…\"'”’»)\]]))(?:--?|[–—―−~])\s*(?=\S)")
_ENDED = re.compile(rf"[.!?…{DOUBLE}{SINGLE})\]*_]\s*$")
_ABOVE = re.compile(rf"[.!?…{DOUBLE}{SINGLE})\]*_][\s>]*$")
_IN_BRACKETS = re.compile(r"[(\[](?P<who>[^()\[\]]{2,140})[)\]]\s*\.?\s*$")
_BARE_YEAR = re.compile(r"\s*(?:1[5-9]|20)\d\d\s*")
_BEHIND_COMMA = re.compile(
    rf"[.!?…{DOUBLE}{SINGLE}](?P<comma>\s*,)\s*(?P<who>[^\W\d_a-z][^,\n{DOUBLE}]{{1,58}}(?:,[^\n{DOUBLE}]{{0,80}})?)\s*$"
)
_CLOSED = re.compile(rf"[{DOUBLE}][*_\s]*$")
_SAID_AFTER = re.compile(
    rf"[{DOUBLE}]\s*[,.]?\s*(?:(?:{VERBS}|by)\s+(?P<one>[^{DOUBLE}]{{2,100}}?)"
    rf"|(?:as\s+)?(?P<two>[^{DOUBLE}]{{2,60}}?)\s+(?:once\s+)?(?:{VERBS})\b[^{DOUBLE}]{{0,60}})\s*[.]?\s*$"
)
_SAID_BEFORE = re.compile(
    r"(?:(?:and|but|if|so|then|when)\s+)?(?:(?:back )?in (?:[^\W\d_]{3,9} )?\d{4},?\s+)?"
    rf"(?P<lead>(?:as|like|according to|in the words of|to quote|quoting|says|said)\s+)?"
    rf"(?P<name>[^{DOUBLE}:\n(]{{2,60}}?)(?P<words>['’]s?\s+words)?"
    rf"(?:\s*\([^()\n]{{2,60}}\)|,\s*(?:1[5-9]|20)\d\d)?"
    rf"(?P<verb>(?:,[^{DOUBLE}:]{{1,60}},)?\s+(?:once |famously |has |also |later |often )?"
    rf"(?:{VERBS})\b[^{DOUBLE}:]{{0,60}}?)?(?:\s*(?P<stop>[,:])|\s+that(?=\s))\s*(?P<opens>[{DOUBLE}{SINGLE}])?",
    re.IGNORECASE,
)
_SAYING = re.compile(
    rf"\s(?:(?:once|famously|has|also|later|often)\s+)?(?:{VERBS})\b[^{DOUBLE}:.!?]{{0,60}}[,:]?\s*$"
)
_WRITTEN = re.compile(r"\S+")
_PARAGRAPH_OVER = re.compile(r"[^\S\n]*(?:\n[^\S\n]*(?:\n|\Z)|\Z)")
_OVER = re.compile(r"\s*\Z")


def byline_after(text: str, span: Span) -> Byline | None:
    """Return the name at the end of the words, if there is one."""
    return (
        _after_dash(text, span)
        or _after_brackets(text, span)
        or _after_saying(text, span)
        or _after_comma(text, span)
        or byline_last(text, span)
    )


def byline_alone(text: str, span: Span) -> Byline | None:
    """Return the name that fills the span: after a dash, or below a quotation that has ended."""
    start, end = span
    found = _DASH.match(text, start, end)
    is_below = _CLOSED.search(text, max(0, start - LONGEST_BYLINE), start)
    if found is None and not (is_below and " " in text[start:end].strip()):
        return None
    who = names_at_start(text, (found.end() if found else start, end))
    if who is None or (found is None and who.end < start + len(text[start:end].rstrip())):
        return None
    return who.byline(start)


def byline_last(text: str, span: Span) -> Byline | None:
    """Return the name with which a paragraph ends, after the stop of its last sentence.

    At least two words, or one with a year: “Jeff Bezos”, “Bezos, 2016 letter”. A paragraph that is
    a name alone has to be the last.
    """
    start, end = span
    near = max(start, end - LONGEST_BYLINE)
    last = max((near + first for first, _ in sentences(text[near:end])), default=near)
    first = max(last, text.rfind("\n", near, end) + 1)
    is_over = _OVER if first == start else _PARAGRAPH_OVER
    above = max(0, first - LONGEST_BYLINE)
    written = text[first:end].strip()
    if not is_over.match(text, end) or not _ABOVE.search(text, above, first):
        return None
    name, _, rest = written.partition(",")
    name = name.rstrip()
    is_sure = " " in name or any(sign.isdigit() for sign in rest)
    if not is_sure or len(written) > LONGEST_UNMARKED or written[-1:] in ".!?…:;":
        return None
    names = names_in(name)
    is_certain = all(is_name(part) for part in names) and NOBODY.isdisjoint(name.lower().split())
    if not names or not is_certain:
        return None
    begun = text.index(name, first, end)
    return Byline(names, begun, begun + len(name), first)


def byline_before(text: str, span: Span) -> Byline | None:
    """Return the name in front of the words: As X said: “…”, X: “…”, X (2016): “…”.

    One that nothing but a colon makes a name may be a label, and is not sure.
    """
    found = _SAID_BEFORE.match(text, *span)
    if found is None or found.end() >= span[1]:
        return None
    lead = (found["lead"] or "").strip().lower()
    is_open = lead in _CONJUNCTIONS and found["stop"] == "," and not found["opens"]
    is_said = bool(found["verb"] or (lead and not is_open))
    is_reported = found["stop"] is None  # X said that …, which may stand so in a source
    if is_reported and not found["verb"]:
        return None
    name = found["name"]
    if found["stop"] == "," and not (is_said or found["opens"]):
        return None
    if not all(map(is_name, names_in(name))) or not (
        is_said or found["stop"] == ":" or " " in name.strip()
    ):
        return None
    if is_said and not (found["verb"] and found["opens"]) and " " not in name.strip():
        return None
    words = found.start("opens") if found["opens"] else found.end()
    return Byline(names_in(name), *found.span("name"), words, is_sure=is_said and not is_reported)


def byline_within(text: str, span: Span) -> Byline | None:
    """Return the name at the end of prose that leads to a quote: “… how Jeff Bezos puts it:”."""
    start = max(span[0], span[1] - LONGEST_BYLINE)
    saying = _SAYING.search(text, start, span[1])
    if saying is None:
        return None
    written: list[re.Match[str]] = []
    for found in reversed(list(_WRITTEN.finditer(text, start, saying.start()))):
        if len(written) == MOST_NAME_WORDS or not is_name_word(found[0]):
            break
        written.insert(0, found)
    while written and written[0][0].lower() in _OPENERS | PARTICLES:
        written.pop(0)
    if not written:
        return None
    first, last = written[0].start(), written[-1].end()
    return Byline((text[first:last],), first, last, span[1]) if is_name(text[first:last]) else None


def _after_dash(text: str, span: Span) -> Byline | None:
    start, end = span
    unsure: Byline | None = None
    for found in _DASH.finditer(text, max(start, end - LONGEST_BYLINE), end):
        who = names_at_start(text, (found.end(), end))
        if who is None:
            continue
        byline = who.byline(found.start())
        if found.start() == start or _ENDED.search(text, start, found.start()):
            return byline
        if any(" " in name for name in who.names):
            unsure = byline
    return unsure


def _after_brackets(text: str, span: Span) -> Byline | None:
    start, end = span
    found = _IN_BRACKETS.search(text, max(start, end - LONGEST_BYLINE), end)
    if found is None:
        return None
    if _BARE_YEAR.fullmatch(found["who"]):
        return Byline((), *found.span("who"), found.start())
    who = names_at_start(text, found.span("who"))
    if who is None:
        return None
    has_year = any(map(str.isdigit, found["who"]))
    is_ended = bool(_ENDED.search(text, max(start, found.start() - 4), found.start()))
    return who.byline(found.start()) if is_ended or has_year else None


def _after_comma(text: str, span: Span) -> Byline | None:
    """Return the name behind a comma that follows the end of a sentence: “…”, Name, 2016."""
    start, end = span
    found = _BEHIND_COMMA.search(text, max(start, end - LONGEST_BYLINE), end)
    who = names_at_start(text, found.span("who")) if found else None
    return who.byline(found.start("comma")) if found and who else None


def _after_saying(text: str, span: Span) -> Byline | None:
    start, end = span
    found = _SAID_AFTER.search(text, max(start, end - 2 * LONGEST_BYLINE), end)
    if found is None:
        return None
    who = names_at_start(text, found.span("one" if found["one"] else "two"))
    return who.byline(found.start()) if who else None
