"""Marks stand where the words are, and nothing of a text becomes markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.search.snippets import (
    LONGEST_SNIPPET,
    Marks,
    emphasised,
    highlight,
    plain,
    snippet,
)

PROXY = Marks(frozenset({"proxy", "proxies"}))


@pytest.mark.parametrize(
    ("text", "form", "marked"),
    [
        ("Resist proxies.", "proxies", "Resist <mark>proxies</mark>."),
        ("It’s still Day 1.", "its", "<mark>It’s</mark> still Day 1."),
        ("A naïve view", "naive", "A <mark>naïve</mark> view"),
        ("A nai\u0308ve view", "naive", "A <mark>nai\u0308ve</mark> view"),
        ("The ﬁnal one", "final", "The <mark>ﬁnal</mark> one"),
        ("Łukasik said", "lukasik", "<mark>Łukasik</mark> said"),
        ("Send an e-mail", "email", "Send an <mark>e-mail</mark>"),
        ("long-term", "term", "long-<mark>term</mark>"),
        ("1,000 days", "1000", "<mark>1,000</mark> days"),
        ("C'est l’été", "ete", "C&#x27;est l’<mark>été</mark>"),
        ("The U.S.A. now", "usa", "The <mark>U.S.A.</mark> now"),
        ("日本語の", "本", "日<mark>本</mark>語の"),
        ("up 838%", "838", "up <mark>838</mark>%"),
        ("a_proxy_b", "proxy", "a_<mark>proxy</mark>_b"),
        ("שלום עולם", "שלום", "<mark>שלום</mark> עולם"),
    ],
)
def test_a_word_is_marked_in_its_own_spelling(text: str, form: str, marked: str) -> None:
    assert highlight(text, Marks(frozenset({form}))) == marked


def test_a_phrase_is_marked_whole_and_only_where_it_stands() -> None:
    marks = Marks(phrases=(("not", "to", "be"),))
    assert highlight("To be, or not to be; to be not.", marks) == (
        "To be, or <mark>not to be</mark>; to be not."
    )


@pytest.mark.parametrize(
    ("text", "phrase", "marked"),
    [
        ("Send an e-mail today", "an email today", "Send <mark>an e-mail today</mark>"),
        ("Send an e-mail", "send an email", "<mark>Send an e-mail</mark>"),
        ("It took 1,000 days", "took 1000 days", "It <mark>took 1,000 days</mark>"),
        ("All the U.S. markets", "the us markets", "All <mark>the U.S. markets</mark>"),
        (
            "It cost 1,000.50 dollars",
            "cost 1000 50 dollars",
            "It <mark>cost 1,000.50 dollars</mark>",
        ),
        ("A long-term, e-mail view", "an email view", "A long-term, e-mail view"),
        ("A long-term e-mail view", "longterm email view", "A <mark>long-term e-mail view</mark>"),
        ("The rapist ran", "therapist ran", "The rapist ran"),
    ],
)
def test_a_phrase_is_marked_where_a_word_of_it_is_spelled_in_several(
    text: str, phrase: str, marked: str
) -> None:
    assert highlight(text, Marks(phrases=(tuple(phrase.split()),))) == marked


def test_an_apostrophe_alone_is_no_word() -> None:
    assert highlight("l'ʼ", PROXY) == "l&#x27;ʼ"


def test_markup_and_private_characters_stay_text() -> None:
    text = "<script>proxy</script> & \ue000proxy\ue001 <mark>"
    assert highlight(text, PROXY) == (
        "&lt;script&gt;<mark>proxy</mark>&lt;/script&gt; &amp; "
        "\ue000<mark>proxy</mark>\ue001 &lt;mark&gt;"
    )
    assert emphasised("<b>") == "<mark>&lt;b&gt;</mark>"


@given(st.text(), st.frozensets(st.text(max_size=3)), st.booleans())
def test_the_only_element_is_mark_and_the_words_are_kept(
    text: str, forms: frozenset[str], is_snippet: bool
) -> None:
    marked = (snippet if is_snippet else highlight)(text, Marks(forms))
    bare = re.sub(r"</?mark>", "", marked)
    assert "<" not in bare
    assert marked.count("<mark>") == marked.count("</mark>")
    if not is_snippet:
        assert html.unescape(bare) == html.unescape(text.replace("&", "&amp;").replace("<", "&lt;"))


def test_a_snippet_has_the_sentences_that_match() -> None:
    text = "Nothing here. We manage to proxies. Nothing there. A process is a proxy."
    assert snippet(text, PROXY) == (
        "We manage to <mark>proxies</mark>. … A process is a <mark>proxy</mark>."
    )


def test_a_snippet_is_short_whatever_the_sentence() -> None:
    text = "word " * 300 + "proxy " + "word " * 300 + "."
    shown = snippet(text, PROXY)
    assert "<mark>proxy</mark>" in shown
    assert len(shown) < LONGEST_SNIPPET + 40
    assert shown.startswith("… word ")
    assert shown.endswith(" …")


def test_sentences_that_follow_one_another_are_shown_without_a_gap() -> None:
    text = "A proxy. Another proxy.\n\nA third proxy."
    assert snippet(text, PROXY).count("…") == 0


def sentence_of(length: int) -> str:
    return f"Proxy {'a' * (length - 7)}."


@pytest.mark.parametrize(("second", "shown"), [(160, 2), (161, 1)])
def test_sentences_are_shown_as_long_as_they_fit(second: int, shown: int) -> None:
    text = " ".join([sentence_of(160), sentence_of(second), sentence_of(10)])
    assert snippet(text, PROXY).count("<mark>") == shown


@pytest.mark.parametrize(("length", "is_whole"), [(320, True), (321, False)])
def test_a_sentence_that_fits_is_shown_whole(length: int, is_whole: bool) -> None:
    assert snippet(sentence_of(length), PROXY).endswith("a.") is is_whole


def numbered(first: int, last: int) -> str:
    return " ".join(f"w{n:03}" for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (100, f"… {numbered(79, 99)} <mark>proxy</mark> {numbered(100, 120)} …"),
        (10, f"{numbered(0, 9)} <mark>proxy</mark> {numbered(10, 30)} …"),
        (0, f"<mark>proxy</mark> {numbered(0, 29)} …"),
        (190, f"… {numbered(169, 189)} <mark>proxy</mark> {numbered(190, 199)}"),
    ],
)
def test_a_long_sentence_is_shown_by_whole_words_around_its_match(before: int, shown: str) -> None:
    pieces = [numbered(0, before - 1), "proxy", numbered(before, 199)]
    assert snippet(" ".join(filter(None, pieces)), PROXY) == shown


def test_a_long_sentence_without_spaces_is_shown_around_its_match() -> None:
    around = "中" * 110
    text = f"{'中' * 300}proxy{'中' * 300}"
    assert snippet(text, PROXY) == f"… {around}<mark>proxy</mark>{around} …"


def test_a_phrase_longer_than_a_snippet_is_cut() -> None:
    words = numbered(0, 99)
    shown = snippet(f"proxy {words} end", Marks(phrases=(tuple(words.split()),)))
    assert shown == f"proxy <mark>{words[:314]}</mark> …"


def test_each_long_sentence_is_shown_around_its_own_match() -> None:
    text = f"A proxy. Here {numbered(0, 99)} proxies {numbered(0, 99)}."
    shown = f"{numbered(79, 99)} <mark>proxies</mark> {numbered(0, 20)}"
    assert snippet(text, PROXY) == f"A <mark>proxy</mark>. … {shown} …"


def test_a_snippet_without_a_match_is_the_first_sentence() -> None:
    assert snippet("One here. Two there.", PROXY) == "One here."
    assert snippet("", PROXY) == ""


def test_a_body_is_read_as_running_text() -> None:
    assert plain("## A *head*\n\n- See [this](https://example.org) [Q7].") == "A head\n\nSee this."
