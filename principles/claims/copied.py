"""Marks of where a text was copied: footnotes, time stamps, handles, numbers of posts, references.

They are no words of anybody. Each is blanked out, so that offsets stay. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from principles.text import Span
from principles.text.characters import DOUBLE, PICTURES, SINGLE

PICTURE = rf"(?!\ufe0f)[{PICTURES}][{PICTURES}\u200d]*"
IS_PICTURE = re.compile(rf"[{PICTURES}\u200d]").match
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[^\S\n]+"  # in front of the time, as chats have it
_FOOTNOTES = (
    # After a stop or a closing mark: [1][2], ¹², 【4†source】
    rf"(?<=[.!?…,;:{DOUBLE}{SINGLE}\])])(?:\s?\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\]"
    r"|\s?【[^】]{0,40}】|[¹²³⁰⁴-⁹]+|\s?\(\d{1,2}\)(?=\s|$)|[*†‡]+(?=\s|$))+"
    r"|(?<=[a-z][.!?])\d{1,2}(?=\s|$)|(?<=[a-z])[†‡](?=\W|$)"
)
_REMARKS = (
    # On how it is printed, or that it is not shown: (emphasis added), [citation needed]
    r"\s?[(\[]\s*(?:(?:emphasis|italics|boldface|bold|underlining|highlights?)\s[^()\[\]\n]{2,40}"
    r"|(?:my|our)\s(?:emphasis|italics|translation)|citation needed"
    r"|translated by [^()\[\]\n]{2,60})\s*[)\]]"
)
_PAGES = (
    # (p. 12), [pp. 3–4], (slide 7)
    r"\s?[(\[]\s*(?:pp?\.|pages?|slides?|ch\.|chapter|line|loc\.|location|¶|§)\s?"
    r"\d[^()\[\]\n]{0,20}[)\]]"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_POSTED = (
    # Below a post: 9:14 AM · Apr 3, 2017
    rf"^[^\S\n]*{_TIME}(?:\s?[AP]M)?[^\S\n]*[·•|,–—-][^\S\n]*"
    rf"(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTH}),?\s\d{{4}}[^\n]{{0,60}}$"
)
_TIMES = (
    # In front of a line, also with the number of a subtitle above
    rf"^(?:[^\S\n]*\d{{1,5}}[^\S\n]*\n)?[^\S\n]*[\[(]?(?:{_DATE})?{_TIME}(?:\s?[AP]M\b)?[\])]?"
    rf"(?:\s*(?:-->|[-–—])\s*[\[(]?{_TIME}[\])]?)?(?=[\s:–—-])[^\S\n]*[:–—-]?"
)
_POSTS = r"^[^\S\n]*\(?\d{1,3}/(?:\d{1,3}|n)?\)?(?=\s)|\s\(?\d{1,3}/(?:\d{1,3}|n)?\)?[^\S\n]*$"
_HEADER = r"[^\S\n>]*(?:from|to|cc|bcc|reply-to|date|sent|subject)[^\S\n]?:[^\n]{0,300}"
_CLOSING = (
    r"(?:(?:best|kind|kindest|warm|many)[^\S\n])?(?:regards|wishes|thanks|cheers|sincerely|best|love"
    r"|yours(?:[^\S\n](?:sincerely|faithfully|truly))?)"
)
_MAIL = (
    # Who wrote when, headers, and above a signature
    r"^[^\S\n]*On [^\n]{5,160} wrote:[^\S\n]*$|^WEBVTT[^\n]*$"
    rf"|^{_HEADER}(?:\n{_HEADER})+$|^[^\S\n]*{_CLOSING},[^\S\n]*$"
)
_ASKED = r"^[^\S\n]*(?-i:[QA])[:.](?=\s)"
_HANDLES = r"^[^\S\n]*(?:(?:RT|MT|QT|via)\s+)?@[\w.-]{1,40}:?(?=\s)"
_MARKS = tuple(
    re.compile(expression, re.IGNORECASE | re.MULTILINE)
    for expression in (
        _FOOTNOTES,
        _REMARKS,
        _PAGES,
        _POSTED,
        _TIMES,
        _POSTS,
        _HANDLES,
        _ASKED,
        _MAIL,
        rf"(?<=[^\n]){PICTURE}",
    )
)
_HASHTAG = re.compile(r"[#@][^\W\d_][\w-]*")


def marks(text: str) -> Iterator[Span]:
    """Yield where the marks stand, in no order; they may overlap."""
    for expression in _MARKS:
        for found in expression.finditer(text):
            yield found.span()
    start = 0
    for line in text.split("\n"):
        body = _without_hashtags(line)
        if len(body) < len(line.rstrip()):
            yield start + len(body), start + len(line)
        start += len(line) + 1


def blanked(text: str, found: Iterator[Span] | list[Span]) -> str:
    """Return the text with blanks in place of the marks, of the same length; lines stay."""
    signs = list(text)
    for start, end in found:
        for place in range(start, end):
            if signs[place] != "\n":
                signs[place] = " "
    return "".join(signs)


def _without_hashtags(line: str) -> str:
    body = line.rstrip()
    while body and _HASHTAG.fullmatch(last := body.rsplit(None, 1)[-1]):
        body = body[: -len(last)].rstrip()
    return body
