"""The query for any so many of some lexemes: what it finds is what counting them finds."""

from itertools import combinations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

LEXEMES = ("ship", "winter", "it's", "storm", "harbour")


def _satisfied(lexemes: tuple[str, ...], needed: int, held: tuple[str, ...]) -> bool | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_to_tsvector(%s::text[]) @@ principles_quorum(%s::text[], %s)",
            [list(held), list(lexemes), needed],
        )
        [answer] = cursor.fetchone()
    return None if answer is None else bool(answer)


@pytest.mark.parametrize("needed", [1, 2, 3, 5])
def test_a_quorum_is_held_by_any_so_many_of_the_lexemes(needed: int) -> None:
    for size in range(len(LEXEMES) + 1):
        for held in combinations(LEXEMES, size):
            assert _satisfied(LEXEMES, needed, held) is (size >= needed)


@pytest.mark.parametrize("lexemes", [(), ("ship",), ("ship", "winter")])
def test_there_is_no_quorum_of_more_than_there_are(lexemes: tuple[str, ...]) -> None:
    assert _satisfied(lexemes, 3, LEXEMES) is None
