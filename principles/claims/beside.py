"""Names beside words in quotation marks: in front of a pair of marks, or behind it.

What stands between two pairs is read from both ends; what neither end claims is prose. Pure: no
Django.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from principles.claims.bylines import VERBS, byline_within
from principles.claims.names import Byline, is_name, names_at_start, names_in
from principles.claims.places import is_work, years_in
from principles.text import Span
from principles.text.characters import DOUBLE, SINGLE

_NEAR = 160  # characters of a name with what is said of it
_IN_BRACKETS = re.compile(
    r"[\s.,;*_]*[(\[](?:attributed to\s+)?(?P<who>[^()\[\]\n]{2,140})[)\]][.,;]?"
)
_BEHIND_DASH = re.compile(
    r"[\s.,*_]*(?:--?|[–—―−~])\s*(?:attributed to\s+)?(?P<who>\S[^\n]{1,158})"
)
_SAID_BY = re.compile(rf"\s*[,.]?\s*(?:(?i:{VERBS})|by)\s+(?P<who>[^\n.]{{2,100}})")
_SAYS = re.compile(
    rf"\s*[,.]?\s*(?:as\s+)?(?P<who>[^\n,.;:()–—]{{2,60}}?)\s+(?:once\s+|famously\s+|also\s+|has\s+)?"
    rf"(?:{VERBS})\b[^\n.;]{{0,60}}"
)
_BELOW = re.compile(r"\s*\n\s*(?P<who>[^\n:]{2,100})(?=\n|$)")
_BEHIND_COMMA = re.compile(r"\s*[,;]\s*(?P<who>[^\W\d_a-z][^\n]{1,100})")
_PLAIN = re.compile(r"\s*(?P<who>[^\W\d_a-z][^\n]{2,80})")
_STOP = re.compile(r"(?<=[^\W\d_]{2})[.!?](?=\s|$)|;(?!\s*[^\W\d_a-z][\w.’'-]*\s[^\W\d_a-z])")
_LABEL = re.compile(
    rf"(?:^|[\n.!?{DOUBLE}{SINGLE})\]•]|[–—-]\s)[\s*_#]*(?P<who>[^\n.!?:{DOUBLE}]{{1,60}}?)[*_]*(?P<year>\s*\([^()\n]{{2,40}}\))?\s*:[\s*_]*$"
)
_DASHED = re.compile(
    rf"(?:^|[\n.!?{DOUBLE}{SINGLE})\]•])[\s*_#]*(?P<who>[^\n.!?:,{DOUBLE}–—]{{3,60}}?)[*_]*"
    r"(?P<year>\s*\([^()\n]{2,40}\))?\s+(?:--?|[–—])\s*[*_]*$"
)
_LED = re.compile(
    r"(?:^|[\s(])(?P<lead>as|like|according to|in the words of|to quote|quoting|quotes?|from)\s+"
    r"(?P<who>[^\n.!?:,()]{2,60}?)"
    rf"(?P<rest>\s*\([^()\n]{{2,40}}\)|(?:,[^\n:]{{1,60}},)?\s+"
    rf"(?:once |famously |has |also |later )?(?:{VERBS})\b[^\n:]{{0,60}}?)?"
    r"\s*[,:]?\s*$",
    re.IGNORECASE,
)
_WORDS_OF = re.compile(
    r"(?:^|\s)(?:in\s+)?(?P<who>[^\n.!?:,()]{2,60}?)['’]s?\s+(?P<rest>(?:own\s+|famous\s+)?(?:words?|line|phrase|"
    r"motto|(?:[\w-]+\s+){0,3}(?:letter|report|book|talk|speech|memo|interview|essay)[^\n:,]{0,40}))\s*[,:]?\s*$",
    re.IGNORECASE,
)


_APPOSED = re.compile(
    rf"(?P<who>(?:[^\W\d_a-z][\w.’'-]*\s+){{0,4}}[^\W\d_a-z][\w.’'-]*)"
    rf"(?:,[^\n,:.!?]{{2,60}},|\s*\([^()\n]{{2,40}}\))\s+(?:once |famously |has |also |later )?"
    rf"(?:{VERBS})\b[^\n:.!?]{{0,60}}?[,:]?\s*$"
)
_PLACE_BEHIND = re.compile(r"\s*,?\s*(?P<where>(?:back\s)?(?:in|from)\s[^\n.;:]{2,80})")
_YEAR_ALONE = re.compile(r"[\s.,;*_]*[(\[]\s*(?P<year>(?:1[5-9]|20)\d\d)\s*[)\]][.,;]?")
_IN_WORK = re.compile(r"(?:^|[.!?\n]\s*)(?P<lead>[Ii]n\s[^\n.!?:]{2,60}?),?\s*$")


@dataclass(frozen=True, slots=True)
class Beside:
    """A name and the stretch that belongs to it: verbs, brackets, year and work included."""

    byline: Byline
    start: int
    end: int


def name_behind(text: str, gap: Span) -> Beside | None:
    """Return the name that the gap behind a pair of marks begins with, if it does."""
    start, end = gap[0], min(gap[1], gap[0] + _NEAR)
    year = _YEAR_ALONE.match(text, start, end)
    if year:
        return Beside(Byline((), *year.span("year"), start), start, year.end())
    for expression in (_IN_BRACKETS, _BEHIND_DASH, _SAID_BY, _SAYS, _BELOW, _BEHIND_COMMA, _PLAIN):
        found = expression.match(text, start, end)
        who = _named(text, found.span("who"), is_plain=expression is _PLAIN) if found else None
        if found and who:
            last = found.end()
            if expression not in {_IN_BRACKETS, _SAYS}:
                stop = _STOP.search(text, who[1], found.end("who"))
                last = stop.end() if stop else found.end("who")
            return Beside(who[0], start, last)
    return None


def _named(text: str, span: Span, *, is_plain: bool) -> tuple[Byline, int] | None:
    """Return the names that the span begins with, and where they end."""
    stop = _STOP.search(text, *span)
    names = names_at_start(text, (span[0], stop.start() if stop else span[1]))
    if names is None:
        return None
    is_certain = " " in text[names.start : names.end] or any(map(str.isdigit, text[slice(*span)]))
    if is_plain and not (
        is_certain and names.end == span[0] + len(text[slice(*span)].rstrip(" .,"))
    ):
        return None
    return names.byline(span[0]), names.end


def place_behind(text: str, gap: Span) -> Span | None:
    """Return where the year or the work stands that the gap behind a pair of marks begins with."""
    found = _PLACE_BEHIND.match(text, gap[0], min(gap[1], gap[0] + _NEAR))
    if found is None or not (years_in(found["where"]) or is_work(found["where"])):
        return None
    return found.span()


def name_in_front(text: str, gap: Span) -> Beside | None:
    """Return the name that the gap in front of a pair of marks ends with, if it does."""
    start, end = max(gap[0], gap[1] - _NEAR), gap[1]
    return (
        _led(text, start, end, _LED)
        or _led(text, start, end, _WORDS_OF)
        or _labelled(text, start, end, _LABEL)
        or _labelled(text, start, end, _DASHED)
        or _apposed(text, start, end)
        or _saying(text, start, end)
        or _labelled_work(text, start, end)
    )


def _led(text: str, start: int, end: int, expression: re.Pattern[str]) -> Beside | None:
    found = expression.search(text[start:end])
    if found is None:
        return None
    who = start + found.start("who"), start + found.end("who")
    begun = start + found.start("lead") if expression is _LED else who[0]
    if expression is _WORDS_OF:
        who = _capitals_at_end(text, who)
        begun = _back_over_in(text, start, who[0])
    if all(map(is_name, names_in(text[slice(*who)]))):
        return Beside(Byline(names_in(text[slice(*who)]), *who, end), begun, end)
    is_work_alone = expression is _LED and is_work(text[slice(*who)])
    return Beside(Byline((), *who, end), begun, end) if is_work_alone else None


def _capitals_at_end(text: str, span: Span) -> Span:
    """Return the words with capitals at the end of the stretch."""
    first = span[1]
    for found in reversed(list(re.finditer(r"\S+", text[slice(*span)]))):
        if not found[0][:1].isupper() or found[0].lower() in {"in", "as"}:
            break
        first = span[0] + found.start()
    return first, span[1]


def _back_over_in(text: str, start: int, place: int) -> int:
    found = re.search(r"\bin\s+$", text[start:place], re.IGNORECASE)
    return start + found.start() if found else place


def _labelled(text: str, start: int, end: int, expression: re.Pattern[str]) -> Beside | None:
    found = expression.search(text[start:end])
    if found is None:
        return None
    first = start + found.start("who")
    last = first + len(found["who"].rstrip())
    if not all(map(is_name, names_in(text[first:last]))):
        with_work = names_at_start(text, (first, last))
        years = years_in(found["who"]) or found["year"]
        if with_work is None or not (with_work.names and years):
            return None
        is_named = text[with_work.end : last].startswith(",")
        return Beside(with_work.byline(end), first, end) if is_named else None
    byline = Byline(names_in(text[first:last]), first, last, end, is_sure=bool(found["year"]))
    return Beside(byline, first, end)


def _labelled_work(text: str, start: int, end: int) -> Beside | None:
    """Return the work that the gap names before a colon: “Letter to Shareholders 1997:”."""
    found = _LABEL.search(text[start:end])
    if found is None or not is_work(found["who"]) or found["who"][0].islower():
        return None
    first = start + found.start("who")
    byline = Byline((), first, first + len(found["who"].rstrip()), end, is_sure=False)
    return Beside(byline, first, end)


def _apposed(text: str, start: int, end: int) -> Beside | None:
    """Return the name with something said of it, or a year, between it and its verb."""
    found = _APPOSED.search(text[start:end])
    if found is None or not is_name(found["who"]):
        return None
    first, last = start + found.start("who"), start + found.end("who")
    byline = Byline(names_in(text[first:last]), first, last, end)
    return Beside(byline, _back_over_work(text, start, first), end)


def _saying(text: str, start: int, end: int) -> Beside | None:
    byline = byline_within(text, (start, end))
    return Beside(byline, _back_over_work(text, start, byline.start), end) if byline else None


def _back_over_work(text: str, start: int, place: int) -> int:
    """Return where “In his letter of 2016,” in front of a name begins, else where the name does."""
    found = _IN_WORK.search(text[start:place])
    return start + found.start("lead") if found else place
