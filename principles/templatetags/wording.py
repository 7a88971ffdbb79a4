"""Words as they are set: lists in prose, paragraphs, the direction of a script."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Scripts written from right to left, by the languages that use them (CLDR, layout data).
RIGHT_TO_LEFT = {
    *("ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "iw", "ks", "ku-arab"),
    *("nqo", "ps", "sd", "ug", "ur", "yi"),
}
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@register.filter
def breakable(address: str) -> SafeString:
    """Return the address with a place to break the line after each slash."""
    return mark_safe(escape(address).replace("/", "/<wbr>"))  # noqa: S308 (escaped before)


@register.filter
def host(address: str) -> str:
    """Return the host of a web address, to stand for the whole; the address if it has none."""
    return urlsplit(address).hostname or address


@register.filter
def listed(words: Iterable[object]) -> str:
    """Return the words as a list in prose: A, B and C."""
    *others, last = [str(word) for word in words] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def listed_html(parts: Iterable[SafeString]) -> SafeString:
    """Return the parts, which are HTML, as a list in prose; empty for none."""
    *others, last = [*parts] or [SafeString("")]
    if not others:
        return last
    return format_html(
        "{} and {}", format_html_join(", ", "{}", ((part,) for part in others)), last
    )


@register.filter
def either(words: Iterable[str]) -> SafeString:
    """Return what was typed as alternatives: “a” or “b”, each in its own direction."""
    return format_html_join(" or ", "“<bdi>{}</bdi>”", ((word,) for word in words))


def family_names(sort_names: Iterable[str]) -> dict[str, str]:
    """Return a short name for each name of an index: Hopper for Hopper, Grace.

    Two of the same family are told apart by the whole name: Grace Hopper.
    """
    names = {name: name.partition(", ") for name in sort_names}
    families = Counter(family for family, _, _ in names.values())
    return {
        name: family if families[family] == 1 else f"{given} {family}".strip()
        for name, (family, _, given) in names.items()
    }


@register.filter
def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, parted by blank lines."""
    return [part.strip() for part in BLANK_LINES.split(text) if part.strip()]


@register.filter
def direction(language: str) -> str:
    """Return the direction of the language's script, for a `dir` attribute."""
    tag = language.lower()
    return "rtl" if tag in RIGHT_TO_LEFT or tag.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
