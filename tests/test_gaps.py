"""A body without its references to what is not public: nothing shows that something was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.gaps import sentence_of, without_hidden
from principles.markdown import Reference, public_body, render_body

PUBLIC = {1: Reference("#q1", "1.1"), 2: Reference("#q2", "1.2")}
RAISED = '<a class="ref" href="#q1">1.1</a>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        # what follows what it supports goes alone
        ("Then wait.[Q9]", "Then wait."),
        ("Then wait. [Q9]", "Then wait."),
        ("Then wait [Q9].", "Then wait."),
        ("Then wait[Q9].", "Then wait."),
        ("Then wait [Q9], and see.", "Then wait, and see."),
        ("Then wait,[Q9] and see.", "Then wait, and see."),
        ("Then wait[Q9] and see.", "Then wait and see."),
        ("Then wait.[Q9] Go on.", "Then wait. Go on."),
        ("Then wait. [Q9] Go on.", "Then wait. Go on."),
        ("Then “wait.”[Q9] Go on.", "Then “wait.” Go on."),
        ("*Then wait.*[Q9] Go on.", "*Then wait.* Go on."),
        ("Then wait [Q9]", "Then wait"),
        ("[Then wait](https://example.org) [Q9].", "[Then wait](https://example.org)."),
        # several
        ("Then wait.[Q9] [Q8]", "Then wait."),
        ("Then wait.[Q9][Q8] Go on.", "Then wait. Go on."),
        ("Then wait.[Q1] [Q9] Go on.", "Then wait.[Q1] Go on."),
        ("Then wait.[Q9] [Q1] Go on.", "Then wait.[Q1] Go on."),
        ("Then wait [Q1] [Q9].", "Then wait [Q1]."),
        ("One [Q1], two [Q9], three [Q2].", "One [Q1], two, three [Q2]."),
        # brackets
        ("Then wait ([Q9]).", "Then wait."),
        ("Then wait (see [Q9]) and go on.", "Then wait and go on."),
        ("Then wait (see [Q9] and [Q8]).", "Then wait."),
        # a word of its sentence
        ("As [Q9] says, wait. Go on.", "Go on."),
        ("Go on. As [Q9] says, wait.", "Go on."),
        ("Go on. See [Q9]. And wait.", "Go on. And wait."),
        ("Go on. This follows from [Q9]. And wait.", "Go on. And wait."),
        ("Go on. [Q9] says so. And wait.", "Go on. And wait."),
        ("Go on. Both [Q1] and [Q9] say so. And wait.", "Go on. And wait."),
        ("Go on.[Q1] As [Q9] says, wait.[Q2] And see.[Q1]", "Go on.[Q1] And see.[Q1]"),
        ("Go on. As *[Q9]* says, wait.", "Go on."),
        ("Wait, e.g. [Q9].", ""),
        ("As [Q9] says, wait.", ""),
        ("[Q9]", ""),
        ("[Q9] [Q8]", ""),
        # signs that another sentence shares
        ("*As [Q9] says. Go on.* Wait.", ""),
        # what is none, or public
        ("Read `[Q9]` and wait.", "Read `[Q9]` and wait."),
        (r"Read \[Q9] and wait.", r"Read \[Q9] and wait."),
        ("As [Q1] says, wait.", "As [Q1] says, wait."),
    ],
)
def test_no_gap_stays(body: str, shown: str) -> None:
    assert without_hidden(body, PUBLIC) == shown


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("First.\n\n[Q9]\n\nLast.", "<p>First.</p>\n<p>Last.</p>"),
        ("First.\n\nSee [Q9].\n\nLast.", "<p>First.</p>\n<p>Last.</p>"),
        ("- One.\n- See [Q9].\n- Two.", "<ul>\n<li>One.</li>\n<li>Two.</li>\n</ul>"),
        ("- See [Q9].\n\nLast.", "<p>Last.</p>"),
        ("- One.\n- [Q9]\n\nLast.", "<ul>\n<li>One.</li>\n</ul>\n<p>Last.</p>"),
        ("- See [Q9]:\n  - that\n- Two.", "<ul>\n<li>Two.</li>\n</ul>"),
        ("1. One.[Q9]\n2. Two.", "<ol>\n<li>One.</li>\n<li>Two.</li>\n</ol>"),
        ("First.\n## See [Q9]\nLast.", "<p>First.</p>\n<p>Last.</p>"),
        ("See [Q9]\n---\nLast.", "<p>Last.</p>"),
        ("Go on\nand wait.[Q9]\nAnd see.[Q1]", f"<p>Go on\nand wait.\nAnd see.{RAISED}</p>"),
        ("Go on.\nAs [Q9]\nsays, wait.\nAnd see.", "<p>Go on.\nAnd see.</p>"),
        ("- Go on,\n  as [Q9] says.\n- Two.", "<ul>\n<li>Two.</li>\n</ul>"),
        ("- Go on.\n  Then wait [Q9].", "<ul>\n<li>Go on.\nThen wait.</li>\n</ul>"),
        ("    [Q9]", "<pre><code>[Q9]\n</code></pre>"),
        ("[see [Q9] there](https://example.org) and wait.", ""),
    ],
)
def test_what_nothing_stays_of_goes_as_a_whole(body: str, html: str) -> None:
    assert render_body(body, PUBLIC).strip() == html


WORDS = ("Then wait", "As", "says so", "Go on.", "See", "[Q9]", "[Q9]", "[Q1]")
PIECES = st.sampled_from([*WORDS, " ", " ", ".", ",", "(", ")", "\n", "\n\n", "- "])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_hidden_is_named(body: str) -> None:
    assert "[Q9]" not in public_body(body, PUBLIC)


def test_a_body_whose_references_are_public_is_as_it_was() -> None:
    body = "As [Q1] says,  wait .\n\n* [Q2]\n"
    assert public_body(body, PUBLIC) == body


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Go on. Then wait.[Q9] And see.", "Then wait.[Q9]"),
        ("Go on.[Q1] As [Q9] says, wait. And see.", "As [Q9] says, wait."),
        ("Go on.\n\n- Then wait [Q9]\n", "- Then wait [Q9]"),
        ("Read `[Q9]`.", ""),
    ],
)
def test_the_sentence_of_a_reference_is_named(text: str, sentence: str) -> None:
    assert sentence_of(text, 9) == sentence
