"""The title and the description of a page, each said twice in its head: to browsers and to others.

A block of a template can stand in one place only, so these tags render what is between them once
and put it both into the element that browsers show and into Open Graph's, which those read who
show a link (https://ogp.me).
"""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class _Twice(template.Node):
    def __init__(self, nodelist: NodeList, html: str) -> None:
        self.nodelist = nodelist
        self.html = html

    def render(self, context: Context) -> SafeString:
        """Return both elements, with the text on one line and fit for an attribute."""
        text = " ".join(self.nodelist.render(context).split()).replace('"', "&quot;")
        return format_html(self.html, mark_safe(text))  # noqa: S308 (rendered, so escaped)


@register.tag
def titled(parser: Parser, token: Token) -> template.Node:  # noqa: ARG001 (Django's signature)
    """Set what stands before `endtitled` as the title of the page."""
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return _Twice(nodelist, '<title>{0}</title>\n<meta property="og:title" content="{0}">')


@register.tag
def described(parser: Parser, token: Token) -> template.Node:  # noqa: ARG001 (Django's signature)
    """Set what stands before `enddescribed` as the description of the page."""
    nodelist = parser.parse(("enddescribed",))
    parser.delete_first_token()
    html = '<meta name="description" content="{0}">\n<meta property="og:description" content="{0}">'
    return _Twice(nodelist, html)
