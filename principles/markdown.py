"""Principle bodies: the editors' Markdown as HTML that cannot carry anything else.

The parser is told to leave HTML as text and nh3 cleans what it wrote, so two independent nets
would have to fail. Images are off, since pictures come from elsewhere; block quotes are off,
since what an editor writes is never set like a quote. `[Q44]` is a rule of the parser rather
than a replacement afterwards: it then leaves code, escapes and links alone by itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from principles.models.references import REFERENCE

REFERENCE_IN_BODY = re.compile(rf"{REFERENCE}(?![(\[])")  # no link of that text
FIRST_HEADING = 3  # the page has the title and the section above the body
TAGS = {
    *("p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "hr", "pre"),
    *("a", "br", "code", "em", "strong"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a reference to a quote leads, and the number it shows."""

    href: str
    label: str


def render_body(markdown_text: str, references: Mapping[int, Reference]) -> SafeString:
    """Return the body as clean HTML with its references as raised numbers.

    `references` is keyed by quote number; a quote that is not in it shows nothing.
    """
    html = _PARSER.render(markdown_text, {"references": references})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"a": {"ref"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return mark_safe(clean)  # noqa: S308 (it is what nh3 let through)


def referenced_numbers(markdown_text: str) -> list[int]:
    """Return the numbers of the quotes that the body refers to, in order, each once."""
    tokens = (child for token in _PARSER.parse(markdown_text) for child in token.children or [])
    numbers = (token.meta["number"] for token in tokens if token.type == "quote_reference")
    return list(dict.fromkeys(numbers))


def _parse_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    found = REFERENCE_IN_BODY.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("quote_reference", "a", 0).meta = {"number": int(found[1])}
    state.pos = found.end()
    return True


def _render_reference(
    renderer: RendererHTML,  # noqa: ARG001 (the parser's call)
    tokens: list[Token],
    at: int,
    options: OptionsDict,  # noqa: ARG001
    env: EnvType,
) -> str:
    reference = env["references"].get(tokens[at].meta["number"])
    if reference is None:
        return ""
    return f'<a class="ref" href="{escape(reference.href)}">{escape(reference.label)}</a>'


def _lower_headings(state: StateCore) -> None:
    """Let headings begin below those of the page and go down one level at a time."""
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [*(other for other in above if other < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(FIRST_HEADING + len(above) - 1, 6)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "blockquote"])
    parser.inline.ruler.before("link", "quote_reference", _parse_reference)
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.add_render_rule("quote_reference", _render_reference)
    return parser


_PARSER = _parser()
