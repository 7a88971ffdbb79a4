"""Messages of chats as what somebody says: the name above or in front of each before a colon.

Slack, Teams and Discord put a name and a time above a message, IRC a name in angle brackets in
front of it. A line of mail headers is no name of who said the words; `copied` takes it off. Pure:
no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Edit = tuple[int, int, str]

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[^\S\n]?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:Today|Yesterday|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_WORD = r"(?!(?:APP|BOT|At|By|From|On|Posted|Sent|Since)\b)[^\W\d_a-z][\w.’'-]{0,24}"
_WHO = rf"(?P<who>{_WORD}(?:[^\S\n](?:{_WORD}|de|van|von|of)){{0,3}})"
_ABOVE = re.compile(
    rf"^[^\S\n]*{_WHO}(?P<when>(?:[^\S\n]+(?:APP|BOT))?,?(?:[^\S\n]+[—–-])?\s+(?:{_DAY},?\s+(?:at\s+)?)?"
    rf"[\[(]?{_TIME}[\])]?[^\S\n]*\n)(?=[^\S\n]*\S)",
    re.MULTILINE,
)
_IN_FRONT = re.compile(
    rf"^(?P<when>[^\S\n]*(?:[\[(]?{_TIME}[\])]?[^\S\n]+)?<[@+%~&]?)(?P<who>[^\s<>/][^<>/\n]{{0,38}})"
    r"(?P<after>>[^\S\n]+)(?=\S)",
    re.MULTILINE,
)


def chat_edits(text: str) -> Iterator[Edit]:
    """Yield what is taken out of the messages of a chat, and put in its place.

    A name in small letters is that of an account, which names nobody.
    """
    for found in _ABOVE.finditer(text):
        yield found.start(), found.start("who"), "\n\n"
        yield *found.span("when"), ": "
    for found in _IN_FRONT.finditer(text):
        if found["who"][0].islower():
            yield *found.span(), "\n\n"
            continue
        yield *found.span("when"), "\n\n"
        yield *found.span("after"), ": "
