"""A budget ends what it is opened for, and nothing else."""

import pytest

from principles import budget as budgets
from principles.budget import SpentError, budget, spend


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(budgets, "monotonic", lambda: now[0])
    return now


def test_without_a_budget_there_is_no_limit(clock: list[float]) -> None:
    clock[0] = 1e9
    spend()


def test_time_is_left_until_it_is_used_up(clock: list[float]) -> None:
    with budget(2):
        clock[0] = 102.0
        spend()
        clock[0] = 102.1
        with pytest.raises(SpentError):
            spend()
    spend()


def test_a_budget_inside_another_gets_no_more_than_is_left(clock: list[float]) -> None:
    with budget(2), budget(10):
        clock[0] = 103.0
        with pytest.raises(SpentError):
            spend()
