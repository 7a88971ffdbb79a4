"""References to quotes are read alike by Python and by the database."""

import re

import pytest
from django.db import connection

from principles.models.references import REFERENCE

pytestmark = pytest.mark.django_db


def test_the_pattern_of_the_database_is_the_same() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT principles_reference()")
        assert cursor.fetchone() == (REFERENCE,)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("See [Q44], and [Q7][Q1].", [44, 7, 1]),
        ("[Q0] [Q01] [Q1234567890] [q4] Q4 [Q 4]", []),
        ("[Q999999999]", [999_999_999]),
        ("", []),
    ],
)
def test_both_find_the_same_numbers(body: str, numbers: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT principles_references(%s)", [body])
        assert cursor.fetchone() == (numbers,)
    assert [int(number) for number in re.findall(REFERENCE, body)] == numbers
