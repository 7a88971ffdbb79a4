"""Sentences out of paragraphs, and which of them read as English prose.

The filters are blunt on purpose: whatever looks like code, a table, an index or another language
goes, and losing good sentences costs nothing as long as enough remain.
"""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator

FEWEST, MOST = 4, 60  # words

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*|\d+(?:[.,]\d+)*")
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(]?[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|[ei]\.[ge]|etc|vs|cf|viz|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Rev|Jr|Sr|No|Fig|p|pp"
    r"|esp|ca|approx|resp))\.$"
)
_CODE = re.compile(r"[{}<>\\|=_@#^~$*\[\]]|::|\(\)|//|--|\.\.\.\.|\w\.\w\w|[a-z][A-Z]|\s[.,:;)]")
_COMMON_WORDS = """
the a an of to in and is that it for as with on be are this not by or from you he was his but
at which have who i they all will can if when more one their we no there what so only may has
any its than your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ADMITTED = re.compile(r"[ -~“”‘’–—…éèêëáàâäãåíìîïóòôöõúùûüçñÉÈÊÁÀÂÄÍÓÖÚÜÇÑ]*")
_SIGNS = re.compile("[“”–—…]")
_APOSTROPHES = re.compile("['’‘`]")
_FIRST = frozenset(string.ascii_uppercase + '"“')
_LAST = frozenset(".!?\"”’')")
_TAGS = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_BLOCK = re.compile(
    r"<(p|li|dd|blockquote|div class=\"para\")\b[^>]*>(.*?)"
    r"(?=</?(?:p|li|dd|dt|dl|ul|ol|blockquote|pre|table|div|section|h[1-6])\b)",
    re.DOTALL | re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"<(script|style|pre|table|nav|header|footer|head)\b.*?</\1>", re.DOTALL | re.IGNORECASE
)


def sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    """Return the sentences of the paragraphs that read as English."""
    for paragraph in paragraphs:
        for sentence in split(" ".join(paragraph.split())):
            if is_english(sentence):
                yield sentence


def split(paragraph: str) -> Iterator[str]:
    """Return the sentences of a paragraph in one line, abbreviations left inside them."""
    first = 0
    for end in _END.finditer(paragraph):
        sentence = paragraph[first : end.end()].strip()
        if not _ABBREVIATED.search(paragraph[: end.start()][-12:]):
            yield sentence
            first = end.end()
    if paragraph[first:].strip():
        yield paragraph[first:].strip()


def is_english(sentence: str, *, is_whole: bool = True) -> bool:
    """Say whether it reads as English prose of 4 to 60 words; a whole sentence also ends as one."""
    is_shaped = not is_whole or (sentence[-1:] in _LAST and sentence[:1] in _FIRST)
    if not is_shaped or _CODE.search(sentence) or not _ADMITTED.fullmatch(sentence):
        return False
    words = _WORD.findall(sentence)
    if not FEWEST <= len(words) <= MOST:
        return False
    letters = sum(map(len, words))
    numbers = sum(word[0].isdigit() for word in words)
    capitals = sum(word[0].isupper() for word in words[1:])
    common = sum(word.lower() in _COMMON for word in words)
    return (
        common >= max(1, (0.2 if is_whole else 0.1) * len(words))
        and 2.8 <= letters / len(words) <= 8.5
        and letters >= 0.72 * len(sentence)
        and numbers <= 0.1 * len(words)
        and capitals <= max(2, 0.3 * len(words))
        and not all(word.isupper() for word in words)
    )


def key(text: str) -> str:
    """Return the words alone, which two spellings of one sentence share.

    Among the letters that `is_english` admits, equal keys are what the site takes for equal words.
    """
    spaced = _SIGNS.sub(" ", _APOSTROPHES.sub("", text))
    letters = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore")
    return " ".join(re.findall(r"[a-z0-9]+", letters.decode().lower()))


def of_html(page: str) -> Iterator[str]:
    """Return the paragraphs, items and definitions of a page, as text."""
    for found in _BLOCK.finditer(_SKIPPED.sub(" ", page)):
        text = _SPACE.sub(" ", html.unescape(_TAGS.sub("", found[2]))).strip()
        if text:
            yield text


def of_lines(text: str) -> Iterator[str]:
    """Return the paragraphs of plain text; indented ones, which may be code, are left out."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.splitlines()
        if lines and not any(line[:1] in " \t=-+*|%." for line in lines):
            yield " ".join(lines)


_REQUEST = re.compile(r"^[.'](\w+)\s*(.*)$")
_FONT = re.compile(r"\\f(?:\[\w*\]|\(..|.)|\\[&|^/,!]|\\s[+-]?\d")
_ESCAPES = (("\\-", "-"), ("\\(aq", "'"), ("\\(em", " — "), ("\\(cq", "’"), ("\\(oq", "‘"),
            ("\\(lq", "“"), ("\\(rq", "”"), ("\\e", "\\"), ("\\ ", " "), ("\\~", " "))  # fmt: skip


def of_manual(page: str) -> Iterator[str]:
    """Return the running text of a page written for man, as far as it needs no layout."""
    gathered: list[str] = []
    is_literal = False
    for line in page.splitlines():
        request = _REQUEST.match(line)
        if request and request[1] in {"B", "I", "BR", "IR", "RB", "BI", "IB", "RI", "SM"}:
            joined = request[1] in {"B", "I", "SM"}
            parts = re.findall(r'"([^"]*)"|(\S+)', request[2])
            text = (" " if joined else "").join(quoted or plain for quoted, plain in parts)
        elif request or not line.strip():
            is_literal = (is_literal or line.startswith((".nf", ".EX", ".TS", ".Bd"))) and not (
                line.startswith((".fi", ".EE", ".TE", ".Ed"))
            )
            yield " ".join(gathered)
            gathered = []
            continue
        else:
            text = line
        if not is_literal:
            text = _FONT.sub("", text)
            for escape, character in _ESCAPES:
                text = text.replace(escape, character)
            gathered.append(text)
    yield " ".join(gathered)


_FORMATTED = re.compile(r"[A-Z]<+ ?([^<>]*?) ?>+")


def of_pod(page: str) -> Iterator[str]:
    """Return the paragraphs of Perl's documentation, its marks taken off."""
    for block in re.split(r"\n\s*\n", page):
        if block and block[0] not in " \t=":
            yield _FORMATTED.sub(r"\1", _FORMATTED.sub(r"\1", " ".join(block.split())))


_TEXTINFO = re.compile(r"<(?:p|title)\b[^>]*>(.*?)</p>", re.DOTALL)


def of_mallard(page: str) -> Iterator[str]:
    """Return the paragraphs of GNOME's help pages."""
    for found in _TEXTINFO.finditer(page):
        yield _SPACE.sub(" ", html.unescape(_TAGS.sub("", found[1]))).strip()
