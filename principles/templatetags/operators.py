"""The operators of a search, explained from the declarations of the facets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models.facets import FACETS, Facet, Fixed, Years

register = template.Library()


@dataclass(frozen=True, slots=True)
class Explained:
    """An operator by an example, and what it means as HTML."""

    example: str
    meaning: SafeString


@register.simple_tag
def operators() -> list[Explained]:
    """Return the operators that narrow a facet, in the order of the page."""
    return [Explained(facet.example, _meaning(facet)) for facet in FACETS]


def _meaning(facet: Facet) -> SafeString:
    """Return what it means, and the other names or values that it takes."""
    name, _, shown = facet.example.partition(":")
    if isinstance(facet.values, Years):
        single = f"{name}:{shown.partition('..')[0]}"
        return format_html("{}; <code>{}</code> for one", facet.meaning, single)
    if isinstance(facet.values, Fixed):
        others = _codes(value for value in facet.values.listed if value != shown)
        return format_html("{}; also {}", facet.meaning, others)
    others = _codes(f"{other}:" for other in facet.names if other != name)
    also = format_html(", also {}", others) if others else ""
    return format_html("{}{}", facet.meaning, also)


def _codes(words: Iterable[str]) -> SafeString:
    return format_html_join(", ", "<code>{}</code>", ((word,) for word in words))
