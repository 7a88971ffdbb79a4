"""The year and the work that are given with a name. Pure: no Django."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![\w.-])(?<!\d,)(1[5-9]\d\d|20\d\d)(?![\w-]|[.,]\d)")
_OTHER_YEARS = re.compile(
    # When a page was read, and when somebody lived.
    r"\b(?:retrieved|accessed|viewed|last seen)\b[^;)\n]{0,40}"
    r"|\b(?:b\.|born|d\.|died)\s*(?:in\s)?\d{4}|\(\s*\d{4}\s*[–-]\s*(?:\d{4}\s*)?\)",
    re.IGNORECASE,
)
_WORK_WORD = re.compile(
    r"\b(?:letters?|reports?|books?|talks?|speech|keynote|decks?|slides?|articles?|interviews?|essays?"
    r"|memos?|papers?|podcasts?|blogs?|posts?|lectures?|address|biography|autobiography|memoirs?)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:[Ii]n|[Ff]rom)\s+[“\"‘«_*]*(?=[^\W\d_a-z])")
_PAGE = re.compile(r"\b(?:pp?\.|pages?|¶|§|ch\.|chapter|slide)\s?\d[\d–-]*", re.IGNORECASE)
_WORD = re.compile(r"[\w’'.&-]+")
_TITLE_ENDS = re.compile(r"[,;:()\n”\"»]|\s[–—-]\s|\.(?=\s|$)|\s(?=(?:he|she|they|it)\s)")
_TO_WHOM = re.compile(r"\s+(?:to|of|for|on)\s+(?:the\s+|his\s+|its\s+)?[\w’'-]+")
_NO_PART = frozenset(
    """a an and as asks at by for from has have he her his i in is it its my of on once our put puts
    said saying says she that the their they this to us was who with writes wrote""".split()  # noqa: SIM905 - reads as a list of words
)
MOST_BEFORE = 4  # words in front of the kind of work that belong to its name


def years_in(text: str) -> tuple[int, ...]:
    """Return the years in the text, each once."""
    plain = _OTHER_YEARS.sub(" ", text)
    return tuple(dict.fromkeys(int(found) for found in _YEAR.findall(plain)))


def work_in(text: str) -> str:
    """Return the work that the text names, as written, without years and pages; else nothing.

    It is a title behind “in” or “from”, or a kind of work with the words that belong to it:
    “shareholder letter”, “letter to shareholders”.
    """
    plain = re.sub(r"[^\S\n]+", " ", _YEAR.sub(" ", _PAGE.sub(" ", text)))
    kind = _WORK_WORD.search(plain)
    if kind:
        return _with_its_words(plain, kind)
    title = _TITLE.search(plain)
    if title is None:
        return ""
    end = _TITLE_ENDS.search(plain, title.end())
    return plain[title.end() : end.start() if end else len(plain)].strip(' .,*_”"')


def _with_its_words(text: str, kind: re.Match[str]) -> str:
    """Return the kind of work with what belongs to it on either side."""
    start = kind.start()
    for found in reversed(list(_WORD.finditer(text, max(0, start - 80), start))[-MOST_BEFORE:]):
        word = found[0].lower().rstrip(".")
        if word in _NO_PART or text[found.end() : start].strip() or word[:1] in "’'":
            break
        start = found.start()
    after = _TO_WHOM.match(text, kind.end())
    return text[start : after.end() if after else kind.end()].strip()


def is_work(text: str) -> bool:
    """Tell whether the words name a kind of work, as “Amazon Shareholder Letter” does."""
    return bool(_WORK_WORD.search(text))
