"""The signs of provenance: two lines, the upper the source, the lower the quote.

Equal lines say verbatim, a broken one elided, a kinked one altered; where there is nothing to
compare with, the source's line is dotted. The word always stands beside the sign.
"""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SIGNS = {
    "verbatim": mark_safe('<path d="M1 5.5h14M1 11h14"/>'),
    "elided": mark_safe('<path d="M1 5.5h14M1 11h4.5M10.5 11H15"/>'),
    "altered": mark_safe('<path d="M1 5.5h14M1 12h3.5L8 8.7l3.5 3.3H15"/>'),
    "unverified": mark_safe(
        '<path d="M1 5.5h14" stroke-dasharray="1.6 2.53"/><path d="M1 11h14"/>'
    ),
}


@register.filter
def sign(verdict: str) -> SafeString:
    """Return the lines of the sign as SVG paths in a box of 16 by 16; stale is unverified."""
    return _SIGNS.get(verdict, _SIGNS["unverified"])


@register.filter
def verdict_anchor(verdict: str) -> str:
    """Return where the page on verification says what the verdict means; stale is unverified."""
    return verdict if verdict in _SIGNS else "unverified"


@register.filter
def verdict_word(verdict: str) -> str:
    """Return the verdict in a word; stale is unverified."""
    return verdict.capitalize() if verdict in _SIGNS else "Unverified"
