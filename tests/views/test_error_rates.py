"""The error rates on the page on verification."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client

from principles.pasted.error_rates import ErrorRates, Kind, Rate, error_rates

pytestmark = pytest.mark.django_db

RATES = ErrorRates(
    measured=date(2026, 11, 30),
    rules=7,
    false_verbatim=Rate(0, 300, 0, 1),
    missed_true=Rate(4, 520, 0.3, 2),
    name_wrong=Rate(0, 200, 0, 1.5),
    place_wrong=Rate(0, 80, 0, 3.75),
    wrong_passed=Rate(0, 120, 0, 2.5),
    kinds=[Kind("typography", 4, 25)],
)


def shown(rates: ErrorRates, *, version: int = 7) -> str:
    page = render_to_string("about/error_rates.html", {"rates": rates, "version": version})
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_page_on_verification_has_the_measured_rates(client: Client) -> None:
    page = client.get("/about/verification/").content.decode()
    rate = error_rates().false_verbatim
    assert 'id="error-rates"' in page
    assert f"{rate.count} of {rate.of}" in page


def test_none_of_300_is_at_most_one_per_cent() -> None:
    assert "False words called verbatim or elided 0 of 300 0.0 % at most 1.0 %" in shown(RATES)


def test_a_count_above_nought_has_an_interval_of_two_ends() -> None:
    assert "4 of 520 0.8 % 0.3 to 2.0 %" in shown(RATES)


def test_the_kinds_of_wrong_verdicts_are_named() -> None:
    assert "typography (4 of 25)" in shown(RATES)


def test_figures_of_other_rules_are_said_to_be_so() -> None:
    assert "measured with version 7" in shown(RATES, version=8)


def test_figures_of_the_rules_that_are_applied_need_no_remark() -> None:
    assert "measured with version" not in shown(replace(RATES, rules=8), version=8)
