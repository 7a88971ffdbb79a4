"""The published error rates: that they are there, well made and of the rules that are applied."""

import json
from copy import deepcopy
from typing import Any

import pytest

from principles.pasted.error_rates import FILE, KINDS, RatesError, error_rates, read
from principles.text import FOLDING_VERSION

LEAST_CLAIMS = 300
PUBLISHED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def changed(*path: str, to: object) -> dict[str, Any]:
    """Return what the file holds, with one value changed."""
    found = deepcopy(PUBLISHED)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return found


def test_they_were_measured_with_the_rules_that_are_applied() -> None:
    """Run `make bench ARGS="error_rates --size 25k"` where this fails."""
    assert error_rates().rules == FOLDING_VERSION


def test_they_are_of_300_false_claims_and_as_many_true_ones() -> None:
    rates = error_rates()
    assert min(rates.false_verbatim.of, rates.missed_true.of) >= LEAST_CLAIMS


def test_a_rate_lies_in_its_interval() -> None:
    rates = error_rates()
    for kind in KINDS:
        rate = getattr(rates, kind)
        assert rate.low <= rate.percent <= rate.high


def test_kinds_of_which_none_was_wrong_are_left_out() -> None:
    kinds = [
        {"kind": "word changed", "is_true": False, "count": 0, "of": 20},
        {"kind": "negation added", "is_true": False, "count": 1, "of": 20},
    ]
    assert [kind.name for kind in read(changed("kinds", to=kinds)).kinds] == ["negation added"]


@pytest.mark.parametrize(
    "found",
    [
        {},
        changed("rates", "false_verbatim", to=None),
        changed("rates", "missed_true", "of", to=0),
        changed("rates", "missed_true", "high", to=-1),
        changed("measured", to="yesterday"),
        changed("rules", to="the latest"),
    ],
)
def test_a_malformed_file_is_refused(found: dict[str, Any]) -> None:
    with pytest.raises(RatesError):
        read(found)
