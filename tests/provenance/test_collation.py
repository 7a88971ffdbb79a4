"""Two texts word by word: what is shown as different, and that nothing of either is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.collation import Difference, Op, collate, negations, tokens
from principles.provenance.runs import Run, shared_runs
from principles.text import fold

SIGNS = " \n\u00a0.,!…-–’“”[]$%aBcé1ﬁ\u00ad\u200b\u0301אש中文"
any_text = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=40)
few_words = st.lists(st.sampled_from(["we", "We", "learn.", "learn", "not", "—", "…"]), max_size=15)


def differing(quote: str, stretch: str) -> list[tuple[str, str, str]]:
    return [
        (d.op.value, d.source_words.strip(), d.quote_words.strip())
        for d in collate(quote, stretch)
        if d.op != Op.EQUAL
    ]


@pytest.mark.parametrize(
    ("quote", "stretch", "expected"),
    [
        ("we learn fast", "we learn", [("insert", "", "fast")]),
        ("we learn", "we often learn", [("delete", "often", "")]),
        ("we learn", "they learn", [("replace", "they", "we")]),
        ("we Learn", "we learn", [("replace", "learn", "Learn")]),
        ("We learn", "we learn", []),
        ("“We learn”", "“we learn”", []),
        ("WE learn", "we learn", [("replace", "we", "WE")]),
        ("We learn, then go", "We learn. then go", [("replace", "learn.", "learn,")]),
        ("it’s — fine", "it's - ﬁne", []),
        ("we learn.", "we learn", []),
        ("we learn", "we learn.", []),
        ("we learn!", "we learn.", [("replace", "learn.", "learn!")]),
        ("customer centric", "customer-centric", [("delete", "-", "")]),
        (
            "55% of testers",
            "Fifty-five percent of testers",
            [("replace", "Fifty-five percent", "55%")],
        ),
        ("a b c d", "a x c y", [("replace", "x", "b"), ("replace", "y", "d")]),
        ("第二天", "第一天", [("replace", "一", "二")]),
        ("", "we learn", [("delete", "we learn", "")]),
        ("we learn", "", [("insert", "", "we learn")]),
    ],
)
def test_differences_are_shown_word_by_word(
    quote: str, stretch: str, expected: list[tuple[str, str, str]]
) -> None:
    assert differing(quote, stretch) == expected


def test_a_word_that_comes_again_keeps_its_punctuation_inside() -> None:
    assert differing("learn and learn", "learn, and learn.") == [("replace", "learn,", "learn")]


def test_the_sides_keep_the_separators() -> None:
    assert collate("  We  go\n", "we\tmust go.") == (
        Difference(Op.EQUAL, "we\t", "  We  "),
        Difference(Op.DELETE, "must ", ""),
        Difference(Op.EQUAL, "go.", "go\n"),
    )


def joined(collation: tuple[Difference, ...]) -> tuple[str, str]:
    return "".join(d.quote_words for d in collation), "".join(d.source_words for d in collation)


@given(any_text, any_text)
def test_any_collation_reassembles_both_texts(quote: str, stretch: str) -> None:
    assert joined(collate(quote, stretch)) == (quote, stretch)


@given(few_words.map(" ".join), few_words.map(" ".join))
def test_a_collation_of_the_same_few_words_reassembles_both_texts(quote: str, stretch: str) -> None:
    collation = collate(quote, stretch)
    assert joined(collation) == (quote, stretch)
    equal = [d.op == Op.EQUAL for d in collation]
    assert all(a != b for a, b in pairwise(equal))


@given(any_text)
def test_a_text_collated_with_itself_is_equal(text: str) -> None:
    assert all(difference.op == Op.EQUAL for difference in collate(text, text))


@given(any_text)
def test_tokens_tile_the_text_and_have_its_folded_words(text: str) -> None:
    found = tokens(fold(text), length=len(text))
    assert "".join(token.key for token in found) == fold(text).text.replace(" ", "")
    assert all(a.tile == b.start for a, b in pairwise(found))
    assert all(token.start < token.end <= token.tile <= len(text) for token in found)


# --- Negations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It’s not that rare", 1),
        ("It isn't, it can’t and it won't", 3),
        ("It cannot", 1),
        ("No customer ever", 1),
        ("Nobody and no-one", 2),
        ("neither this nor that", 2),
        ("NOT", 1),
        ("a note, nothingness, knot", 0),
        ("customers", 0),
    ],
)
def test_negations_are_counted(text: str, count: int) -> None:
    assert negations(text).total() == count


@pytest.mark.parametrize(
    ("source", "quote", "expected"),
    [
        ("is not", "is", True),
        ("is", "isn’t", True),
        ("will not", "won't", False),
        ("never", "not", False),
        ("is", "was", False),
    ],
)
def test_a_difference_says_whether_it_adds_or_removes_a_negation(
    source: str, quote: str, expected: bool
) -> None:
    assert Difference(Op.REPLACE, source, quote).is_negation is expected
    assert not Difference(Op.EQUAL, source, quote).is_negation


# --- Shared runs ---------------------------------------------------------------------------------


def test_the_longest_run_comes_first_in_short_texts() -> None:
    assert shared_runs("xabcya", "abca") == [Run(1, 0, 3), Run(5, 3, 1)]


def test_long_texts_are_cut_at_what_occurs_once() -> None:
    source = [f"{word}{n}" for n in range(60) for word in ("a", "b")] + ["the"] * 400
    quote = [word for word in source if word not in {"a7", "b30"}]
    runs = shared_runs(source, quote)
    assert [run.size for run in runs] == [14, 46, 458]
    assert all(
        source[run.source : run.source + run.size] == quote[run.quote : run.quote + run.size]
        for run in runs
    )


def test_only_the_ends_of_a_stretch_are_compared_where_words_recur_too_often() -> None:
    source = ["a"] * 500 + ["b"] + ["a"] * 300
    quote = ["a"] * 400 + ["c"] + ["a"] * 300
    runs = shared_runs(source, quote)
    assert runs == [Run(0, 0, 400), Run(501, 401, 300)]


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=40),
    st.lists(st.sampled_from("abcdefgh"), max_size=40),
    st.sampled_from([1, 20]),
)
def test_runs_are_shared_in_order_and_apart(
    source: list[str], quote: list[str], times: int
) -> None:
    theirs, ours = source * times, quote * times
    done = (0, 0)
    for run in shared_runs(theirs, ours):
        assert run.size > 0
        assert run.source >= done[0]
        assert run.quote >= done[1]
        done = run.source + run.size, run.quote + run.size
        assert theirs[run.source : done[0]] == ours[run.quote : done[1]]


@pytest.mark.parametrize("typed", ["don’t", "dont", "DON'T", "can’t", "cant", "wont", "cannot"])
def test_a_not_counts_with_its_apostrophe_and_without(typed: str) -> None:
    assert negations(f"They {typed} stop.") == {"not": 1}
