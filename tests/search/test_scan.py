"""A query's text as tokens, and the edits of tokens that rewrite it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.search.operators import Operator
from principles.search.query import parse
from principles.search.scan import Kind, edited, last_word, scan

PIECES = """
day or -x a,b tag:a -tag:b tag:"a b" year:1997 note: —
"day one" 'a b' -"x y" writer:"a b" " “ e-mail
"""
TYPED = st.lists(st.sampled_from(PIECES.split())).map(" ".join)


def kinds(typed: str) -> list[tuple[Kind, str]]:
    scanned = scan(typed)
    tokens = sorted((*scanned.operators, *scanned.others), key=lambda token: token.start)
    return [(token.kind, typed[token.start : token.end]) for token in tokens]


def test_a_token_says_where_it_stands_and_what_it_is() -> None:
    assert kinds('process -tag:a or "day one" -survey,') == [
        (Kind.WORD, "process"),
        (Kind.OPERATOR, "tag:a"),
        (Kind.PHRASE, '"day one"'),
        (Kind.WORD, "survey,"),
    ]
    assert kinds("this or that") == [(Kind.WORD, "this"), (Kind.OR, "or"), (Kind.WORD, "that")]


def test_signs_that_part_words_belong_to_no_token() -> None:
    assert kinds("and/or a,b") == [
        (Kind.WORD, "and"),
        (Kind.WORD, "or"),
        (Kind.WORD, "a"),
        (Kind.WORD, "b"),
    ]


@given(TYPED)
def test_tokens_stand_apart(typed: str) -> None:
    scanned = scan(typed)
    spans = sorted((t.start, t.end) for t in (*scanned.operators, *scanned.others))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(TYPED)
def test_what_no_edit_names_stays_as_it_was_typed(typed: str) -> None:
    words = [token for token in scan(typed).others if token.kind is Kind.WORD]
    assert edited(typed, [(token, typed[token.start : token.end]) for token in words]) == typed


@pytest.mark.parametrize(
    ("typed", "rewritten"),
    [
        ("custmer day", "customer day"),
        ("custmer -custmer", "customer -customer"),
        ('custmer "custmer" tag:custmer', 'customer "custmer" tag:custmer'),
        ("note:custmer", "note:customer"),
        ("custmers e-custmer", "custmers e-custmer"),
    ],
)
def test_words_are_replaced_and_neither_phrases_nor_operators(typed: str, rewritten: str) -> None:
    assert parse(typed).rewritten({"custmer": "customer"}) == rewritten


def test_the_value_of_an_operator_is_replaced_wherever_it_stands() -> None:
    query = parse('speaker:bezoz day -author:bezoz "speaker:bezoz"')
    renamed = query.with_value(Operator("person", "bezoz"), "Jeff Bezos")
    assert renamed == 'speaker:"Jeff Bezos" day -author:"Jeff Bezos" "speaker:bezoz"'


@pytest.mark.parametrize(
    ("typed", "last"), [("day on", "on"), ("e-ma", "ma"), ("don't", "don't"), ("day ", "")]
)
def test_the_last_word_is_what_may_be_completed(typed: str, last: str) -> None:
    assert last_word(typed).text == last
    assert edited(typed, [(last_word(typed), "x")]) == typed[: len(typed) - len(last)] + "x"
