"""Principle bodies: the editors' Markdown as HTML that cannot carry anything else.

The parser is told to leave HTML as text and nh3 cleans what it wrote, so two independent nets
would have to fail. Images are off, since pictures come from elsewhere; block quotes are off,
since what an editor writes is never set like a quote. `[Q44]` is a rule of the parser rather
than a replacement afterwards: it then leaves code, escapes and links alone by itself. What is
not public is cut out of the Markdown, so that pages and JSON show the same.
"""

from collections.abc import Container, Iterator, Mapping
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

from principles.gaps import REFERENCE_IN_BODY, references, without_hidden
from principles.text import Span

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


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading or item's first paragraph: its text, and its lines in the body.

    `whole` are the lines that go where nothing of the text stays: those of the item, if it begins
    one.
    """

    text: str
    lines: Span
    whole: Span
    is_item: bool
    numbers: list[int]


def render_body(markdown_text: str, shown: Mapping[int, Reference]) -> SafeString:
    """Return the body as clean HTML with its references as raised numbers.

    `shown` is keyed by quote number; a reference to another quote is left out without a gap.
    """
    html = _PARSER.render(public_body(markdown_text, shown), {"references": shown})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"a": {"ref"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return mark_safe(clean)  # noqa: S308 (it is what nh3 let through)


def public_body(markdown_text: str, public: Container[int]) -> str:
    """Return the body as the public reads it: no reference to another quote, and no gap."""
    if all(int(number) in public for number in REFERENCE_IN_BODY.findall(markdown_text)):
        return markdown_text
    lines = markdown_text.split("\n")
    for block in reversed(list(_blocks(markdown_text))):
        if all(number in public for number in block.numbers):
            continue
        is_understood = references(block.text) == block.numbers
        text = without_hidden(block.text, public) if is_understood else ""
        (start, end), new = _replacement(lines, block, text)
        lines[start:end] = new
    return "\n".join(lines)


def _blocks(markdown_text: str) -> Iterator[_Block]:
    tokens = _PARSER.parse(markdown_text)
    for at, token in enumerate(tokens):
        numbers = _numbers(token)
        opening = tokens[at - 1].map
        if token.type == "inline" and numbers and opening:
            before = tokens[at - 2] if at > 1 else tokens[at - 1]
            is_item = before.type == "list_item_open"
            whole = before.map if is_item and before.map else opening
            yield _Block(
                token.content, (opening[0], opening[1]), (whole[0], whole[1]), is_item, numbers
            )


def _replacement(lines: list[str], block: _Block, text: str) -> tuple[Span, list[str]]:
    """Return the lines to be replaced, and what comes there."""
    start, end = block.lines
    written = block.text.split("\n")
    indent = lines[start].find(written[0])
    if text and indent >= 0:
        first, *others = text.split("\n")
        new = [lines[start][:indent] + first, *(" " * indent + line for line in others)]
        return (start, start + len(written)), new
    start, end = block.whole
    while end > start and not lines[end - 1].strip():
        end -= 1
    return (start, end), [] if block.is_item else [""]


def _numbers(token: Token) -> list[int]:
    children = token.children or []
    return [child.meta["number"] for child in children if child.type == "quote_reference"]


def referenced_numbers(markdown_text: str) -> list[int]:
    """Return the numbers of the quotes that the body refers to, in order, each once."""
    tokens = _PARSER.parse(markdown_text)
    return list(dict.fromkeys(number for token in tokens for number in _numbers(token)))


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
