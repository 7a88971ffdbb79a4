"""Folding, words, sentences and paragraphs: what counts as the same text, and where it stands."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.text import (
    FOLDING_RULES,
    cleaned,
    counted,
    fold,
    is_word_boundary,
    paragraphs,
    sentences,
    words,
)

SIGNS = " \t\n\u00a0.,:!?…-–—'’‘\"“”«»()[]$%&_aBcé1²ﬁﬀ\u00ad\u200b\u2060\u0301\u05b0אש中文のไ한"
texts = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=60)


# --- Folding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "explanation", "one", "other"), FOLDING_RULES)
def test_published_examples_fold_alike(name: str, explanation: str, one: str, other: str) -> None:
    assert one != other
    assert fold(one).text == fold(other).text, name
    assert explanation.endswith(".")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it’s still Day 1", "it's still Day 1"),
        ("«Day 1»", "“Day 1”"),
        ("« Day 1 »", '"Day 1"'),
        ("high‐velocity", "high-velocity"),
        ("customers -- something", "customers — something"),
        ("Day\u00a02\r\n is\tstasis", "Day 2 is stasis"),
        ("  Day 2 ", "Day 2"),
        ("wait. . . .  then", "wait… then"),
        ("wait. … then", "wait.... then"),
        ("ofﬁce, ﬂow, ﬃ, ﬄ", "office, flow, ffi, ffl"),
        ("e\u0323\u0301", "e\u0301\u0323"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("が", "か\u3099"),
        ("e\u00ad\u0301tude", "étude"),
        ("cus\u200bto\u2060mers", "customers"),
        ("第一天\n仍然", "第一天仍然"),
    ],
)
def test_typographic_variants_fold_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x²", "x2"),
        ("½", "1/2"),
        ("'Day 1'", '"Day 1"'),
        ("resume", "résumé"),
        ("Day 1", "day 1"),
        ("well-known", "well known"),
        ("wellknown", "well-known"),
        ("customers, something", "customers - something"),
        ("wait. then", "wait… then"),
        ("wait.. then", "wait… then"),
        ("in to", "into"),
        ("ＡＢ", "AB"),
        ("№ 1", "No 1"),
        ("naïve", "naive"),
        ("its", "it's"),
    ],
)
def test_other_differences_are_kept(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@given(texts)
def test_every_folded_character_knows_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
    )
    assert all(a <= b for a, b in pairwise(folded.starts))
    assert all(a <= b for a, b in pairwise(folded.ends))


@given(texts)
def test_characters_of_different_places_do_not_overlap(text: str) -> None:
    folded = fold(text)
    for place in range(1, len(folded.text)):
        if folded.is_edge(place):
            assert folded.ends[place - 1] <= folded.starts[place]
        else:
            assert folded.span(place - 1, place) == folded.span(place, place + 1)


@given(texts)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_the_original_of_a_folded_stretch_folds_to_it(text: str) -> None:
    folded = fold(text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert fold(text[start:end]).text == folded.text


@given(texts)
def test_canonically_equivalent_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(st.text("abcXYZ019 ", max_size=40))
def test_plain_words_are_left_as_they_are(text: str) -> None:
    assert fold(text).text == " ".join(text.split())


def test_a_ligature_stands_in_one_place() -> None:
    folded = fold("a ﬁne day")
    assert folded.text == "a fine day"
    assert folded.span(2, 6) == (2, 5)
    assert folded.is_edge(2)
    assert not folded.is_edge(3)


def test_a_span_covers_what_was_passed_over_inside_it() -> None:
    text = "the custo\u00admers’ ob\u200bsession"
    folded = fold(text)
    start = folded.text.index("customers")
    assert text[slice(*folded.span(start, start + 9))] == "custo\u00admers"


# --- Words ---------------------------------------------------------------------------------------


def found_words(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amazon.com grew.", ["Amazon.com", "grew"]),
        ("the U.S. market", ["the", "U.S", "market"]),
        ("838% to $147.8 million", ["838%", "to", "$147.8", "million"]),
        ("1,500,000 at 12:30", ["1,500,000", "at", "12:30"]),
        ("well-known — or not", ["well-known", "or", "not"]),
        ("customers—something", ["customers", "something"]),
        ("customers – something", ["customers", "something"]),
        ("customers–something", ["customers", "something"]),
        ("don’t, isn't", ["don’t", "isn't"]),
        ("our customers’ money", ["our", "customers", "money"]),
        ("AT&T, R&D", ["AT&T", "R&D"]),
        ("end.Next", ["end", "Next"]),
        ("snake_case and _emphasis_", ["snake_case", "and", "emphasis"]),
        ("5% of $x", ["5%", "of", "x"]),
        ("custo\u00admers", ["custo\u00admers"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("שָׁלוֹם עולם", ["שָׁלוֹם", "עולם"]),
        ("اليوم الأول", ["اليوم", "الأول"]),
        ("第一天", ["第", "一", "天"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("end\u200b.\u200bNext", ["end", "Next"]),
        ("…?!—", []),
    ],
)
def test_words_are_found_whole(text: str, expected: list[str]) -> None:
    assert found_words(text) == expected


@given(texts)
def test_words_are_in_order_apart_and_begin_and_end_at_boundaries(text: str) -> None:
    spans = list(words(text))
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))
    for start, end in spans:
        assert start < end
        assert is_word_boundary(text, start)
        assert is_word_boundary(text, end)
        assert not any(is_word_boundary(text, place) for place in range(start + 1, end))


@given(texts)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {place for start, end in words(text) for place in range(start, end)}
    assert {place for place, sign in enumerate(text) if sign.isalnum()} <= covered


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("customer", "-centric", False),
        ("customer-", "centric", False),
        ("customers", "–something", True),
        ("Amazon", ".com", False),
        ("grew", ".", True),
        ("$", "147", False),
        ("$147", ".8", False),
        ("838", "%", False),
        ("don", "’t", False),
        ("customers", "’ money", True),
        ("custo\u00ad", "mers", False),
        ("custo", "\u2060mers", False),
        ("e", "\u0301", False),
        ("第一", "天", True),
        ("", "word", True),
        ("word", "", True),
        ("three", "3", False),
        ("1,500", ",000", False),
        ("one", ", two", True),
    ],
)
def test_boundaries(before: str, after: str, expected: bool) -> None:
    assert is_word_boundary(before + after, len(before)) is expected


# --- Sentences and paragraphs --------------------------------------------------------------------


def found_sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Day 2 is stasis.", "Followed by irrelevance."],
        ["“Well, we followed the process.”", "A more experienced leader will use it."],
        ["Mr. Bezos wrote to J. P. Morgan.", "He did."],
        ["It grew to $147.8 million, or 838%.", "Then more."],
        ["Amazon.com sells in the U.S. market.", "Others do too."],
        ["The answer is no.", "We go on."],
        ["See No. 5 and fig. 3.", "Then go."],
        ["Do we own the process?", "Gulp!", "It’s not rare."],
        ["We learn… and go on…", "It takes time."],
        ["We learn . . . and go on."],
        ["He said “Why?” to me.", "(I left.)", "[We] went."],
        ["1. Write a Press Release", "2. Write the FAQ", "3. Define it.", "Then", "10. Go"],
        ["It was Day 1.", "2 more followed."],
        ["我们今天。", "明天好！", "再见"],
        ["هل هذا صحيح؟", "نعم."],
        ["e.g. this, i.e. that"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    for separator in (" ", "\n"):
        if any(sentence[0].isdigit() for sentence in expected) and separator == " ":
            continue
        assert found_sentences(separator.join(expected)) == expected


def test_a_sentence_runs_over_a_line_break_and_not_over_a_blank_line() -> None:
    assert found_sentences("Day 2\nis stasis") == ["Day 2\nis stasis"]
    assert found_sentences("To our shareholders:\n\nwe did") == ["To our shareholders:", "we did"]


@given(texts)
def test_sentences_are_in_order_apart_and_cover_all_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))
    assert all(text[start:end].strip() for start, end in spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= covered


@given(texts)
def test_paragraphs_are_in_order_apart_and_cover_all_but_white_space(text: str) -> None:
    spans = list(paragraphs(text))
    assert all(a_end < b_start for (_, a_end), (b_start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= covered


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\r\n\r\n", "\n\n\n\n"])
def test_blank_lines_part_paragraphs(gap: str) -> None:
    text = f"  To our\nshareholders:{gap}Amazon.com passed\n"
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "To our\nshareholders:",
        "Amazon.com passed",
    ]


def test_every_sentence_lies_in_one_paragraph() -> None:
    text = "One. Two.\n\nThree\nfour. Five"
    assert found_sentences(text) == ["One.", "Two.", "Three\nfour.", "Five"]


# --- Cleaning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("pro\u00adcess", "process"),
        ("e\u0301\u00adte", "e\u0301te"),
        ("so\u200b\u00adft", "soft"),
        ("\ufeffWrite\u200b it", "Write it"),
        ("\u202aa\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069b", "ab"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("line\x0bline", "line line"),
        ("page\x0c\x0cpage", "page page"),
        ("end.\n\n\x0cBegin", "end.\n\nBegin"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, clean: str) -> None:
    assert cleaned(text).text == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("c\x9cur", "cœur"),
        ("1914\x961918", "1914–1918"),
        ("don\x92t", "don’t"),
        ("\x93Hi\x94", "“Hi”"),
        ("a\x81b", "ab"),  # none there
    ],
)
def test_signs_read_in_the_wrong_encoding_are_put_right(text: str, clean: str) -> None:
    found = cleaned(text)
    assert found.text == clean
    assert set(found.taken) == {"control character"}


@pytest.mark.parametrize("sign", list("\t\n\r\0\u00a0\u200c\u200d\u200e\u200f\u2011\u202f\u2060"))
def test_what_is_meant_stays(sign: str) -> None:
    assert cleaned(f"a{sign}b").text == f"a{sign}b"


def test_a_soft_hyphen_that_stands_between_words_stays() -> None:
    assert cleaned("a \u00ad b").text == "a \u00ad b"


@given(texts)
def test_cleaning_once_is_enough(text: str) -> None:
    clean = cleaned(text).text
    assert cleaned(clean).text == clean
    assert not cleaned(clean).taken


def test_what_was_taken_out_is_counted_by_kind() -> None:
    taken = cleaned("a\u00adb c\u00add \u200b\u202a\u202c").taken
    assert counted(taken) == "2 soft hyphens, 1 zero-width space and 2 direction overrides"
