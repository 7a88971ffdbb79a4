"""Links to the pages of a long list."""

import pytest

from principles.views.paging import page_links


def numbers(number: int, last: int) -> list[str]:
    links = page_links("/people/x/", number, last)
    assert links is not None
    return [link.text if link else "…" for link in links.numbers]


def test_a_list_of_one_page_has_no_links() -> None:
    assert page_links("/people/x/", 1, 1) is None


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 3, ["1", "2", "3"]),
        (1, 9, ["1", "2", "3", "…", "9"]),
        (5, 9, ["1", "…", "3", "4", "5", "6", "7", "…", "9"]),
        (9, 9, ["1", "…", "7", "8", "9"]),
    ],
)
def test_numbers_stand_near_the_page_and_at_both_ends(
    number: int, last: int, expected: list[str]
) -> None:
    assert numbers(number, last) == expected


def test_the_first_page_has_the_plain_address_and_one_is_current() -> None:
    links = page_links("/people/x/", 2, 3)
    assert links is not None
    assert (links.previous_url, links.next_url) == ("/people/x/", "/people/x/?page=3")
    assert [link.text for link in links.numbers if link and link.is_current] == ["2"]
