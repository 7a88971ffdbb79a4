"""Queries put together from others."""

from itertools import product

import pytest

from principles.search.tsquery import at_least

LETTERS = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize("fewest", range(1, len(LETTERS) + 1))
def test_as_many_as_it_takes_satisfy_a_query_whichever_they_are(fewest: int) -> None:
    query = at_least(fewest, LETTERS)
    python = compile(query.replace("&", "and").replace("|", "or"), "query", "eval")
    for held in product((True, False), repeat=len(LETTERS)):
        satisfied = eval(python, {}, dict(zip(LETTERS, held, strict=True)))
        assert satisfied == (sum(held) >= fewest)
