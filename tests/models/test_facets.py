"""The declarations of facets, and what Python and the database make of them alike."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from principles.models.facets import FACETS, Facet, Fixed, Languages, Years, read_code

SUBTAGS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)


def asked(statement: str, *values: str | int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_no_two_facets_share_a_number_a_letter_or_a_name() -> None:
    names = [name for facet in FACETS for name in facet.names]
    for marks in ([f.number for f in FACETS], [f.letter for f in FACETS], names):
        assert len(set(marks)) == len(marks)


@given(SUBTAGS)
def test_a_language_is_read_back_from_its_number_of_forty_bits(subtag: str) -> None:
    number = Languages().number(subtag)
    assert 0 < number < 1 << 40
    assert Languages().value(number) == subtag


@pytest.mark.parametrize("tag", ["EN", "e", "pt-BR", "english9", "languages", "", "en\n"])
def test_what_is_no_first_subtag_is_no_language(tag: str) -> None:
    assert not Languages().has(tag)


def test_a_language_is_printed_by_its_name_if_that_is_known() -> None:
    assert (Languages().label("pt"), Languages().label("qqq")) == ("Portuguese", "qqq")


@pytest.mark.django_db
@pytest.mark.parametrize("subtag", ["en", "pt", "zz", "aaaaaaaa", "zzzzzzzz"])
def test_the_database_gives_a_language_the_same_number(subtag: str) -> None:
    number = Languages().number(subtag)
    assert asked("SELECT principles_letters(%s)", subtag) == number
    assert asked("SELECT principles_letters(%s::bigint)", number) == subtag


@pytest.mark.django_db
@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.parameter)
def test_the_database_numbers_facets_and_values_alike(facet: Facet) -> None:
    name, values = facet.parameter, facet.values
    if isinstance(values, (Fixed, Languages)):
        value = values.listed[-1] if values.listed else "pt"
        number, lexeme = values.number(value), facet.lexeme(value)
        code = asked("SELECT principles_facet(%s, %s)", name, value)
    else:
        number = values.number("-44") if isinstance(values, Years) else 7
        lexeme = facet.lexeme("-44" if isinstance(values, Years) else 7)
        code = asked("SELECT principles_facet(%s, %s::bigint)", name, int(lexeme[2:]))
    assert isinstance(code, int)
    assert read_code(code) == (facet, number)
    assert facet.code(number) == code
    assert asked("SELECT principles_facet_lexemes(ARRAY[%s::bigint])", code) == [lexeme]
