"""Bodies become clean HTML: nothing that an editor types can carry markup of its own."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.markdown import ATTRIBUTES, TAGS, Reference, referenced_numbers, render_body

HERE = {44: Reference("#q4-1", "4.1"), 45: Reference("/quotes/45/launch/", "Q45")}
RAISED = '<a class="ref" href="#q4-1">4.1</a>'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("So it is.[Q44]", f"<p>So it is.{RAISED}</p>"),
        ("So it is.[Q45]", '<p>So it is.<a class="ref" href="/quotes/45/launch/">Q45</a></p>'),
        ("So it is.[Q46]", "<p>So it is.</p>"),
        ("So it is![Q44]", f"<p>So it is!{RAISED}</p>"),
        ("`[Q44]`", "<p><code>[Q44]</code></p>"),
        ("    [Q44]", "<pre><code>[Q44]\n</code></pre>"),
        (r"\[Q44\]", "<p>[Q44]</p>"),
        ("[Q44](https://example.org)", '<p><a href="https://example.org">Q44</a></p>'),
        ("[Q044] [Q0] [q44]", "<p>[Q044] [Q0] [q44]</p>"),
    ],
)
def test_a_reference_becomes_a_raised_number_and_nothing_where_it_cannot(
    body: str, html: str
) -> None:
    assert render_body(body, HERE).strip() == html


def test_a_reference_is_never_a_link_inside_a_link() -> None:
    assert render_body("[see [Q44] there](https://example.org)", HERE).count("<a") == 1


def test_editors_words_are_never_set_like_a_quote() -> None:
    assert "<blockquote" not in render_body("> We said so.", {})


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("# One\n\n###### Six", ["h3", "h4"]),
        ("## Two\n\n### Three\n\n## Two", ["h3", "h4", "h3"]),
        ("### Three\n\n# One", ["h3", "h3"]),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_go_down_one_level_at_a_time(body: str, headings: list[str]) -> None:
    parsed = _Markup()
    parsed.feed(render_body(body, {}))
    assert parsed.tags == headings


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![a](https://example.org/a.png)",
        '[a](https://example.org "t" onclick=x)',
        "<a href='javascript:x'>b</a>",
        "<javascript:alert(1)>",
    ],
)
def test_html_and_scripts_stay_text(body: str) -> None:
    assert _markup(render_body(body, {})) <= set(TAGS)
    assert "javascript:" not in _hrefs(render_body(body, {}))


def test_labels_and_addresses_are_escaped() -> None:
    hostile = {44: Reference('"><script>', "<b>4.1</b>")}
    assert _markup(render_body("a[Q44]", hostile)) == {"p", "a"}


def test_referenced_numbers_come_in_order_each_once() -> None:
    assert referenced_numbers("[Q9] [Q2], `[Q7]` and [Q9]") == [9, 2]


pieces = st.sampled_from(
    ["<", ">", "&", '"', "'", "[Q44]", "[Q45]", "](", "javascript:", "`", "*", "_", "\n\n", "# ",
     "<script>", "</p>", "![", "- ", "onclick=", "x", " ", "\\", "http://a.b", "<!--", "]]>"]
)  # fmt: skip


@given(st.lists(pieces | st.text(max_size=5), max_size=30).map("".join))
def test_no_markup_leaks_whatever_is_typed(body: str) -> None:
    parsed = _Markup()
    parsed.feed(render_body(body, HERE))
    assert set(parsed.tags) <= TAGS
    allowed = {name for names in ATTRIBUTES.values() for name in names} | {"class"}
    assert {name for name, _ in parsed.attributes} <= allowed
    assert {value for name, value in parsed.attributes if name == "class"} <= {"ref"}
    assert not any((value or "").startswith("javascript") for _, value in parsed.attributes)


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def _markup(html: str) -> set[str]:
    parsed = _Markup()
    parsed.feed(html)
    return set(parsed.tags)


def _hrefs(html: str) -> str:
    parsed = _Markup()
    parsed.feed(html)
    return " ".join(value or "" for _, value in parsed.attributes)
