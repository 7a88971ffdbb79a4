from dataclasses import dataclass

import pytest

from principles.templatetags.dates import iso_date, partial_date


@dataclass
class Dated:
    year: int | None = None
    month: int | None = None
    day: int | None = None


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (Dated(), ""),
        (Dated(1998), "1998"),
        (Dated(1998, 3), "March 1998"),
        (Dated(1998, 3, 30), "30 March 1998"),
        (Dated(-43, 3, 15), "15 March 44 BC"),
        (Dated(1, 12), "December 1"),
        (Dated(0, 1), "January 1 BC"),
    ],
)
def test_a_date_is_printed_as_precisely_as_it_is_known(dated: Dated, words: str) -> None:
    assert partial_date(dated) == words


@pytest.mark.parametrize(
    ("dated", "iso"),
    [
        (Dated(), ""),
        (Dated(98), "0098"),
        (Dated(1), "0001"),
        (Dated(1998, 3), "1998-03"),
        (Dated(1998, 3, 5), "1998-03-05"),
        (Dated(-43, 3, 15), ""),
        (Dated(0), ""),
    ],
)
def test_a_machine_reads_only_dates_that_html_can_write(dated: Dated, iso: str) -> None:
    assert iso_date(dated) == iso
