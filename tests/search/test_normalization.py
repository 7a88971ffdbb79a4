"""Words as search and identity see them."""

import re
import unicodedata

import pytest
from django.db import IntegrityError, connection, transaction

from principles.text import UNSPACED
from tests.factories import QuoteFactory

pytestmark = pytest.mark.django_db


def normal(*texts: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT principles_qnorm(t) FROM unnest(%s::text[]) AS t", [list(texts)])
        return [words for (words,) in cursor.fetchall()]


def test_letters_of_scripts_without_spaces_are_words_and_no_others() -> None:
    found = (chr(code) for code in range(0x80, 0x32000, 3))
    letters = [
        letter
        for letter in found
        if letter.isalpha() and unicodedata.is_normalized("NFKC", f"a{letter}b")
    ]
    words = dict(zip(letters, normal(*(f"a{letter}b" for letter in letters)), strict=True))
    known = {letter: spelled for letter, spelled in words.items() if spelled != "a b"}
    assert len(known) > 10_000
    assert [
        letter
        for letter, spelled in known.items()
        if (" " in spelled) != bool(re.match(f"[{UNSPACED}]", letter))
    ] == []


def test_a_word_of_such_a_script_is_a_phrase() -> None:
    assert normal("日本語のｶﾞ、Day 1ですไทย") == ["日 本 語 の ガ day 1 で す ไ ท ย"]


def test_a_quote_is_the_same_however_such_a_script_is_set() -> None:
    QuoteFactory(text="日本語 の テキスト")
    assert QuoteFactory(text="日本語のテスト").pk
    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteFactory(text="日本語のテキスト。")


def test_a_soft_hyphen_parts_no_word() -> None:
    assert normal("cus\u00adto\u00admers’ caf\u00adé") == ["customers cafe"]
